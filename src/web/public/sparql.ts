import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toDocument } from '../../publish/formats.ts';
import { SparqlError } from '../../publish/sparql/problem.ts';
import { outlineQuery, resultTypes } from '../../publish/sparql/query-form.ts';
import { describeEndpoint } from '../../publish/sparql/service-description.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { languages } from '../ui/language.ts';
import { negotiateLanguage, negotiateType } from './negotiate.ts';
import { chooseFormat } from './rdf-reply.ts';
import { sparqlPage } from './sparql-page.tsx';

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

/** The query endpoint (SPARQL 1.1 Protocol §2.1): GET, POST of a form, POST of the query itself. */
export function sparqlRoutes(context: WebContext): FastifyPluginAsyncTypebox {
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

    app.get('/sparql', { schema: { querystring: parameters } }, (request, reply) =>
      request.query.query === undefined
        ? introduce(context, request, reply)
        : answer(context, request, reply, request.query),
    );

    const schema = { querystring: parameters, body: parameters };
    app.post('/sparql', { schema }, (request, reply) =>
      answer(context, request, reply, { ...request.query, ...request.body }),
    );
  };
}

/** Without a query: the form for browsers, the service description for machines. */
async function introduce(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const format = chooseFormat(request, reply, 'rdf');
  if (format === 'html') return showPage(context, request, reply, undefined);
  const address = `${context.baseUrl}/sparql`;
  const description = { graph: address, ntriples: describeEndpoint(address) };
  return reply
    .type(`${format.mediaType}; charset=utf-8`)
    .send(await toDocument(format, [description]));
}

function showPage(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  query: string | undefined,
): Promise<FastifyReply> {
  reply.header('vary', 'Accept, Accept-Language');
  const language = negotiateLanguage(request.headers['accept-language'], languages);
  return sparqlPage(context, reply, language, { query, signal: request.signal });
}

async function answer(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Parameters,
): Promise<FastifyReply> {
  const { query, update } = asked;
  if (update !== undefined)
    throw new SparqlError('SPARQL_UPDATE_REFUSED', 'This endpoint answers queries only.');
  if (query === undefined) throw new HttpProblem('BAD_REQUEST', 'The parameter query is missing.');
  const types = resultTypes(outlineQuery(query).form);
  const offers = [...types, ...(types.includes(resultsJson) ? [json] : []), 'text/html'];
  const chosen = negotiateType(request.headers.accept, offers);
  reply.header('vary', 'Accept');
  if (chosen === null)
    throw new HttpProblem('NOT_ACCEPTABLE', `Available are: ${offers.join(', ')}.`);
  if (chosen === 'text/html') return showPage(context, request, reply, query);
  const { body, serial } = await context.sparql.query({
    query,
    mediaType: chosen === json ? resultsJson : chosen,
    defaultGraphs: asked['default-graph-uri'] ?? [],
    namedGraphs: asked['named-graph-uri'] ?? [],
    signal: request.signal,
  });
  return reply
    .type(`${chosen}; charset=utf-8`)
    .header('cache-control', 'no-cache')
    .header('x-catalogue-serial', String(serial))
    .send(body);
}
