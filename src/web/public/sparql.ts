import { createHash } from 'node:crypto';
import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toDocument } from '../../publish/formats.ts';
import { SparqlError } from '../../publish/sparql/problem.ts';
import { outlineQuery, resultTypes } from '../../publish/sparql/query-form.ts';
import { describeEndpoint } from '../../publish/sparql/service-description.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { languages } from '../ui/language.ts';
import { matchesTag, negotiateLanguage, negotiateType } from './negotiate.ts';
import { chooseFormat } from './rdf-reply.ts';
import { sparqlPage } from './sparql-page.tsx';
import { clientOf, createUnsent, hangUpSignal, type Unsent } from './unsent.ts';

const graphs = Type.Optional(Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 50 }));
const parameters = Type.Object({
  query: Type.Optional(Type.String({ maxLength: 100_000 })),
  update: Type.Optional(Type.String()),
  'default-graph-uri': graphs,
  'named-graph-uri': graphs,
});
type Parameters = Static<typeof parameters>;

/** JSON's own type is accepted for results in JSON; it is what simple clients ask for. */
const json = 'application/json';
const resultsJson = 'application/sparql-results+json';
/** How much of the largest result one client, and all, may leave unread. */
const unread = { ofClient: 2, ofAll: 8 };

/** What the routes share. */
interface Endpoint extends WebContext {
  readonly unsent: Unsent;
}

/** The query endpoint (SPARQL 1.1 Protocol §2.1): GET, POST of a form, POST of the query itself. */
export function sparqlRoutes(context: WebContext): FastifyPluginAsyncTypebox {
  const { maxBytes, maxRows, timeoutMs } = context.sparql.limits;
  const unsent = createUnsent({
    ofClient: unread.ofClient * maxBytes,
    ofAll: unread.ofAll * maxBytes,
  });
  const endpoint: Endpoint = { ...context, unsent };
  return async (app) => {
    app.removeContentTypeParser(['text/plain', 'application/json']);
    app.addContentTypeParser(
      ['application/sparql-query', 'application/sparql-update'],
      { parseAs: 'string' },
      (request, body, done) => {
        const isUpdate = request.headers['content-type']?.includes('sparql-update') ?? false;
        done(null, { [isUpdate ? 'update' : 'query']: body });
      },
    );
    app.addHook('onRequest', async (_request, reply) => {
      reply
        .header('x-sparql-max-rows', String(maxRows))
        .header('x-sparql-max-bytes', String(maxBytes))
        .header('x-sparql-timeout', String(timeoutMs / 1000));
    });

    app.get('/sparql', { schema: { querystring: parameters } }, (request, reply) =>
      request.query.query === undefined && request.query.update === undefined
        ? introduce(endpoint, request, reply)
        : answer(endpoint, request, reply, request.query),
    );

    const schema = { querystring: parameters, body: parameters };
    app.post('/sparql', { schema }, (request, reply) =>
      answer(endpoint, request, reply, { ...request.query, ...request.body }),
    );

    // What a browser asks before it lets a page of another origin send a query (Fetch, CORS protocol).
    app.options('/sparql', (_request, reply) =>
      reply
        .code(204)
        .header('allow', methods)
        .header('access-control-allow-methods', methods)
        .header('access-control-allow-headers', 'Accept, Content-Type, If-None-Match')
        .header('access-control-max-age', '86400')
        .send(),
    );
  };
}

const methods = 'GET, HEAD, POST, OPTIONS';

/** Without a query: the form for browsers, the service description for machines. */
async function introduce(
  { reader, documents, sparql, ...context }: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const format = chooseFormat(request, reply, 'rdf');
  if (format === 'html')
    return showPage({ reader, documents, sparql, ...context }, request, reply, undefined);
  const address = `${context.baseUrl}/sparql`;
  const state = await reader.state();
  const ntriples = describeEndpoint(address, sparql.limits, {
    documents: state.datasets + state.agents + 1,
    vocabularies: documents.vocabularies().map(({ graph }) => graph.graph),
    isUnion: context.sparqlStore !== undefined,
  });
  return reply
    .type(`${format.mediaType}; charset=utf-8`)
    .header('x-catalogue-serial', String(state.serial))
    .send(await toDocument(format, [{ graph: address, ntriples }]));
}

function showPage(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  query: string | undefined,
): Promise<FastifyReply> {
  reply.header('vary', 'Accept, Accept-Language');
  const language = negotiateLanguage(request.headers['accept-language'], languages);
  const client = clientOf(request.ip);
  return sparqlPage(context, reply, language, { query, client, signal: hangUpSignal(reply) });
}

async function answer(
  context: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Parameters,
): Promise<FastifyReply> {
  const { query, update } = asked;
  if (update !== undefined)
    throw new SparqlError('SPARQL_UPDATE_REFUSED', 'This endpoint answers queries only.');
  if (query === undefined) throw new HttpProblem('BAD_REQUEST', 'The parameter query is missing.');
  const outline = outlineQuery(query);
  const types = resultTypes(outline.form);
  const offers = [...types, ...(types.includes(resultsJson) ? [json] : []), 'text/html'];
  const chosen = negotiateType(request.headers.accept, offers);
  reply.header('vary', 'Accept');
  if (chosen === null)
    throw new HttpProblem('NOT_ACCEPTABLE', `Available are: ${offers.join(', ')}.`, {
      available: offers,
    });
  if (chosen === 'text/html') return showPage(context, request, reply, query);
  const release = context.documents.release();
  const tagOf = (serial: number) => entityTag(serial, { mediaType: chosen, asked, release });
  const isCacheable = request.method !== 'POST' && !outline.isVolatile;
  reply.header('cache-control', isCacheable ? 'public, no-cache' : 'no-store');
  const known = request.headers['if-none-match'];
  if (isCacheable && known !== undefined) {
    const serial = await context.sparql.serial();
    const tag = tagOf(serial);
    if (matchesTag(known, tag))
      return reply
        .code(304)
        .header('etag', tag)
        .header('x-catalogue-serial', String(serial))
        .send();
  }
  const client = clientOf(request.ip);
  context.unsent.admit(client);
  const { body, serial } = await context.sparql.query({
    query,
    mediaType: chosen === json ? resultsJson : chosen,
    defaultGraphs: asked['default-graph-uri'] ?? [],
    namedGraphs: asked['named-graph-uri'] ?? [],
    client,
    signal: hangUpSignal(reply),
  });
  if (isCacheable) reply.header('etag', tagOf(serial));
  context.unsent.track(client, reply, body.length);
  return reply
    .type(`${chosen}; charset=utf-8`)
    .header('x-catalogue-serial', String(serial))
    .send(body);
}

/**
 * Weak: without ORDER BY the same rows may come in another order (RFC 9110 §8.8.1). Another release of a vocabulary or
 * profile makes other answers of the same serial.
 */
function entityTag(
  serial: number,
  about: {
    readonly mediaType: string;
    readonly asked: Parameters;
    readonly release: string;
  },
): string {
  const { query, 'default-graph-uri': defaults, 'named-graph-uri': named } = about.asked;
  const parts = [about.mediaType, query, defaults, named, about.release];
  const hash = createHash('sha256').update(JSON.stringify(parts));
  return `W/"${serial}-${hash.digest('base64url').slice(0, 22)}"`;
}
