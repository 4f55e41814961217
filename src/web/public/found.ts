import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { datasetsCsv } from '../../publish/csv.ts';
import { formats, serialise } from '../../publish/formats.ts';
import type { WebContext } from '../context.ts';
import { readSearch, searchParameters } from './search-parameters.ts';

/** Most datasets of one export; the dumps hold all. */
const mostExported = 10_000;

/**
 * Everything that a search finds, as a file: a table, or the union of the datasets' graphs in any RDF
 * format, written while it is read. The parameters are those of the search page.
 */
export function foundRoutes({ reader, baseUrl }: WebContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = { querystring: searchParameters };
    const find = (query: ReturnType<typeof readSearch>) => reader.found(query, mostExported);

    app.get('/datasets.csv', { schema }, async (request, reply) =>
      reply
        .type('text/csv; charset=utf-8; header=present')
        .header('content-disposition', 'attachment; filename="datasets.csv"')
        .header('cache-control', 'public, no-cache')
        .send(Readable.from(datasetsCsv(find(readSearch(request.query, 1)), baseUrl))),
    );

    for (const format of formats)
      app.get(`/datasets.${format.suffix}`, { schema }, async (request, reply) =>
        reply
          .type(`${format.mediaType}; charset=utf-8`)
          .header('cache-control', 'public, no-cache')
          .send(Readable.from(serialise(format, find(readSearch(request.query, 1))))),
      );

    app.get('/datasets', { schema }, async (request, reply) => {
      const start = request.url.indexOf('?');
      return reply.redirect(`${baseUrl}/${start < 0 ? '' : request.url.slice(start)}`, 303);
    });
  };
}
