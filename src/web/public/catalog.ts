import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catalogPage, pageLinks } from '../../publish/catalog-page.ts';
import { jsonLdContext } from '../../publish/context.ts';
import { formatOf, type RdfFormat } from '../../publish/formats.ts';
import { catalogueIri } from '../../rdf/mint.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { chooseFormat, sendRdf } from './rdf-reply.ts';

const pageQuery = Type.Object({
  page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
});

/** The catalogue, Hydra-paged, and the JSON-LD context of all we publish. */
export function catalogRoutes({ baseUrl, reader }: WebContext): FastifyPluginAsyncTypebox {
  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    format: RdfFormat,
    page: number,
  ): Promise<FastifyReply> {
    const found = await catalogPage(reader, baseUrl, page);
    if (!found) throw new HttpProblem('NOT_FOUND', `The catalogue has no page ${page}.`);
    return sendRdf(request, reply, format, {
      address: catalogueIri(baseUrl),
      query: `?page=${page}`,
      serial: found.serial,
      graphs: found.graphs,
      links: [...pageLinks(baseUrl, page, found.pages)].map(
        ([relation, iri]) => `<${iri}>; rel="${relation === 'previous' ? 'prev' : relation}"`,
      ),
    });
  }

  return async (app) => {
    app.get('/catalog', { schema: { querystring: pageQuery } }, async (request, reply) => {
      const format = chooseFormat(request, reply, 'rdf');
      return format === 'html'
        ? reply.redirect(`${baseUrl}/`, 303)
        : send(request, reply, format, request.query.page);
    });

    const params = Type.Object({ suffix: Type.String({ maxLength: 10 }) });
    const schema = { params, querystring: pageQuery };
    app.get('/catalog.:suffix', { schema }, async (request, reply) => {
      const format = formatOf(request.params.suffix);
      if (!format) throw new HttpProblem('NOT_FOUND', 'The catalogue has no such format.');
      return send(request, reply, format, request.query.page);
    });

    app.get('/context.jsonld', async (_request, reply) =>
      reply
        .type('application/ld+json; charset=utf-8')
        .header('cache-control', 'public, max-age=86400')
        .send(JSON.stringify({ '@context': jsonLdContext })),
    );
  };
}
