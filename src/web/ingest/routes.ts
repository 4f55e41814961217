import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ingest, PushedBody, Pusher } from '../../model/ingest.ts';
import { HarvestError, type ProblemCode, problemOf } from '../../model/problem.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { answerPushed, answerSheet, refuse } from './answers.ts';

/** Largest document; the richest dataset known has about 2 MB. */
const maxBytes = 8 * 1024 * 1024;

/** Syntaxes of a dataset that are taken; anything else is answered with 415. */
const rdfTypes = [
  'text/turtle',
  'application/ld+json',
  'application/rdf+xml',
  'application/n-triples',
];

/** Formats of a sheet that are taken. */
const sheetTypes = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

const pusherKey = 'pusher';

/**
 * Push: the verbs of the Health Data Hub's ingest API, so that exporters written for it can push
 * here; and sheets, for holders who have no exporter. A key (header X-API-Key) belongs to one source.
 */
export function ingestRoutes({ ingest, baseUrl }: WebContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    takeBytes(app, rdfTypes);
    app.decorateRequest(pusherKey, null);
    app.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      request.setDecorator(pusherKey, await authenticate(request, reply, ingest));
    });
    for (const url of ['/api-keys/whoami', '/ingest/api-keys/whoami']) {
      app.get(url, async (request) => {
        const { key, source } = pusherOf(request);
        const { id, name, prefix } = key;
        return { id, name, prefix, source, roles: ['data-provider'] };
      });
    }
    app.post('/ingest/datasets', async (request, reply) => push(request, reply, null));
    app.put(
      '/ingest/datasets/origin',
      { schema: { querystring: Type.Object({ originalId: reference }) } },
      async (request, reply) => push(request, reply, request.query.originalId),
    );
    // Within itself, since it takes other media types.
    app.register(async (sheets) => {
      takeBytes(sheets, sheetTypes);
      sheets.put('/ingest/sheet', async (request, reply) => {
        const pusher = active(request);
        const sheet = bodyOf(request, sheetTypes);
        const pushed = await ingest.sheet(pusher, sheet).catch((error: unknown) => {
          throw asHttpProblem(error);
        });
        return answerSheet(pushed, reply);
      });
    });
    app.delete(
      '/ingest/datasets/:id',
      { schema: { params: Type.Object({ id: reference }) } },
      async (request, reply) => {
        const { id } = request.params;
        const removed = await ingest.remove(active(request), id);
        if (removed.kind === 'deleted') return { id: removed.id, outcome: 'deleted' };
        if (removed.kind !== 'held') throw refuse(removed, id, reply);
        const detail =
          'So many deletions at once wait for the approval of an admin of this catalogue.';
        return reply.code(202).send({ id: removed.id, outcome: 'held', detail });
      },
    );
  };

  async function push(request: FastifyRequest, reply: FastifyReply, originalId: string | null) {
    const pusher = active(request);
    const body = bodyOf(request, rdfTypes);
    try {
      const pushed = await ingest.push(pusher, body, originalId);
      return answerPushed(pushed, originalId, baseUrl, reply);
    } catch (error) {
      throw asHttpProblem(error);
    }
  }
}

const reference = Type.String({ minLength: 1, maxLength: 2000 });

/** Every body is kept as bytes: the parse stage knows charsets, limits and messages. */
function takeBytes(app: FastifyInstance, mediaTypes: string[]): void {
  app.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer', bodyLimit: maxBytes } as const;
  app.addContentTypeParser(mediaTypes, options, (_request, body, done) => done(null, body));
}

async function authenticate(
  request: FastifyRequest,
  reply: FastifyReply,
  ingest: Ingest,
): Promise<Pusher> {
  const secret = request.headers['x-api-key'];
  const pusher = typeof secret === 'string' ? await ingest.pusher(secret) : null;
  if (pusher) return pusher;
  reply.header('www-authenticate', 'ApiKey realm="ingest"');
  const detail =
    secret === undefined
      ? 'Send a key in the header X-API-Key.'
      : 'The key in X-API-Key is unknown, was revoked, or belongs to no source that pushes.';
  throw new HttpProblem('UNAUTHORIZED', detail);
}

function pusherOf(request: FastifyRequest): Pusher {
  return request.getDecorator<Pusher>(pusherKey);
}

function active(request: FastifyRequest): Pusher {
  const pusher = pusherOf(request);
  if (!pusher.isPaused) return pusher;
  throw new HttpProblem('FORBIDDEN', `The source ${pusher.source.id} is paused by an admin.`);
}

function bodyOf({ body, headers }: FastifyRequest, mediaTypes: readonly string[]): PushedBody {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  // Without a Content-Type there is no parser, and no body either.
  if (body instanceof Uint8Array) return { body, mediaType: type.trim(), charset };
  throw new HttpProblem('UNSUPPORTED_MEDIA_TYPE', `Send one of ${mediaTypes.join(', ')}.`);
}

/** Beside those of the parse stage. */
const unreadable: readonly ProblemCode[] = ['MAP_NO_DATASET', 'GATHER_OPTION'];

function asHttpProblem(error: unknown): unknown {
  if (!(error instanceof HarvestError)) return error;
  const problem = problemOf(error);
  if (problem.stage === 'parse' || unreadable.includes(problem.code)) {
    return new HttpProblem('INGEST_UNREADABLE', problem.message, { problem });
  }
  if (problem.code === 'GATHER_EMPTY') {
    const detail = 'The sheet has no rows; nothing was changed.';
    return new HttpProblem('INGEST_REJECTED', detail, { problem });
  }
  return problem.retryable ? new HttpProblem('INGEST_BUSY', problem.message, { problem }) : error;
}
