import { Readable } from 'node:stream';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ldes, type QuadsFormat, quadsFormats } from '../../publish/feeds/index.ts';
import { serialise } from '../../publish/formats.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { matchesTag, negotiateType } from './negotiate.ts';

const mediaTypes = quadsFormats.map(({ mediaType }) => mediaType);
const numbered = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) });

/** The changes of the catalogue as a Linked Data Event Stream (DCAT-AP Feeds). */
export function ldesRoutes({ reader, baseUrl }: WebContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/feeds/ldes', async (request, reply) =>
      sendNode(request, reply, await ldes.feedRoot(reader, baseUrl)),
    );
    app.get('/feeds/ldes/index/:number', { schema: { params: numbered } }, async (request, reply) =>
      sendNode(request, reply, await ldes.feedIndex(reader, baseUrl, request.params.number)),
    );
    app.get('/feeds/ldes/pages/:number', { schema: { params: numbered } }, async (request, reply) =>
      sendNode(request, reply, await ldes.feedPage(reader, baseUrl, request.params.number)),
    );
  };
}

function sendNode(request: FastifyRequest, reply: FastifyReply, node: ldes.FeedNode | null) {
  if (node === null) throw new HttpProblem('NOT_FOUND', 'The feed has not come this far.');
  const format = chooseQuadsFormat(request);
  const tag = `"${node.serial}-${node.isClosed ? 'closed' : 'open'}-${format.suffix}"`;
  reply
    .header('vary', 'Accept')
    .header('etag', tag)
    .header('x-catalogue-serial', String(node.serial))
    .header('link', `<${node.address}>; rel="canonical"`)
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

function chooseQuadsFormat(request: FastifyRequest): QuadsFormat {
  const type = negotiateType(request.headers.accept, mediaTypes);
  const format = quadsFormats.find(({ mediaType }) => mediaType === type);
  if (format) return format;
  throw new HttpProblem('NOT_ACCEPTABLE', `Available are: ${mediaTypes.join(', ')}.`, {
    available: mediaTypes,
  });
}
