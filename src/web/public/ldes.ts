import { Readable } from 'node:stream';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ldes, type QuadsFormat, quadsFormats } from '../../publish/feeds/index.ts';
import { serialise } from '../../publish/formats.ts';
import { storedTarget, type Target, targets } from '../../publish/profiles/index.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { matchesTag, negotiateType } from './negotiate.ts';
import {
  chooseProfile,
  profileLinks,
  type RepresentationQuery,
  representationQuery,
} from './profile-choice.ts';

const mediaTypes = quadsFormats.map(({ mediaType }) => mediaType);
const numbered = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) });

/** The changes of the catalogue as Linked Data Event Streams (DCAT-AP Feeds), one per profile. */
export function ldesRoutes({ reader, baseUrl }: WebContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const querystring = representationQuery;
    const schema = { params: numbered, querystring };
    app.get('/feeds/ldes', { schema: { querystring } }, async (request, reply) => {
      const target = chooseTarget(request);
      return sendNode(request, reply, target, await ldes.feedRoot(reader, { baseUrl, target }));
    });
    for (const [path, read] of [
      ['index', ldes.feedIndex],
      ['pages', ldes.feedPage],
    ] as const)
      app.get(`/feeds/ldes/${path}/:number`, { schema }, async (request, reply) => {
        const target = chooseTarget(request);
        const node = await read(reader, { baseUrl, target }, request.params.number);
        return sendNode(request, reply, target, node);
      });
  };
}

type Asked = FastifyRequest<{ Querystring: RepresentationQuery }>;

function chooseTarget(request: Asked): Target {
  const choice = chooseProfile(request.headers, request.query);
  if (choice !== 'list') return choice.target;
  throw new HttpProblem('NOT_ACCEPTABLE', 'There is one feed per profile, and no list of them.', {
    available: targets.map(({ id, iri }) => ({ token: id, iri })),
  });
}

function sendNode(
  request: Asked,
  reply: FastifyReply,
  target: Target,
  node: ldes.FeedNode | null,
): FastifyReply {
  if (node === null) throw new HttpProblem('NOT_FOUND', 'The feed has not come this far.');
  reply.header('vary', 'Accept, Accept-Profile');
  // A node describes its own address (TREE §3): however the profile was asked for, it has one.
  const own = target === storedTarget ? undefined : target.id;
  if (request.query._profile !== own) return reply.redirect(node.address, 302);
  const format = chooseQuadsFormat(request);
  const tag = `"${node.serial}-${node.isClosed ? 'closed' : 'open'}-${target.id}-${format.suffix}"`;
  reply
    .header('etag', tag)
    .header('x-catalogue-serial', String(node.serial))
    .header('link', [`<${node.address}>; rel="canonical"`, ...profileLinks(target)].join(', '))
    // What is closed never changes (DCAT-AP Feeds §2); for the rest one asks whether it did.
    .header(
      'cache-control',
      node.isClosed ? 'public, max-age=604800, immutable' : 'public, no-cache',
    );
  if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return reply
    .type(`${format.mediaType}; charset=utf-8`)
    .send(Readable.from(serialise(format, node.parts())));
}

function chooseQuadsFormat(request: Asked): QuadsFormat {
  const type = negotiateType(request.query._mediatype ?? request.headers.accept, mediaTypes);
  const format = quadsFormats.find(({ mediaType }) => mediaType === type);
  if (format) return format;
  throw new HttpProblem('NOT_ACCEPTABLE', `Available are: ${mediaTypes.join(', ')}.`, {
    available: mediaTypes,
  });
}
