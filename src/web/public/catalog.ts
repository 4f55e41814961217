import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catalogPage, pageLinks } from '../../publish/catalog-page.ts';
import { jsonLdContext } from '../../publish/context.ts';
import { storedTarget } from '../../publish/profiles/index.ts';
import { resourceFormats } from '../../publish/resource-formats.ts';
import { catalogueIri } from '../../rdf/mint.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { representationQuery } from './profile-choice.ts';
import { chooseRepresentation, type Representation, representationIn } from './rdf-reply.ts';
import { sendRdf } from './send-rdf.ts';

const pageQuery = Type.Object({
  ...representationQuery.properties,
  page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
});

/** The catalogue, Hydra-paged, and the JSON-LD context of all we publish. */
export function catalogRoutes({ baseUrl, reader }: WebContext): FastifyPluginAsyncTypebox {
  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    chosen: Representation | 'list',
    page: number,
  ): Promise<FastifyReply> {
    const target = chosen === 'list' ? storedTarget : chosen.target;
    const found = await catalogPage(reader, baseUrl, page, target);
    if (!found) throw new HttpProblem('NOT_FOUND', `The catalogue has no page ${page}.`);
    return sendRdf(request, reply, chosen, {
      address: catalogueIri(baseUrl),
      baseUrl,
      argument: `page=${page}`,
      subject: catalogueIri(baseUrl),
      serial: found.serial,
      modified: found.modified,
      graphs: found.graphs,
      controls: found.controls,
      links: [...pageLinks(baseUrl, page, found.pages, target)].map(
        ([relation, iri]) => `<${iri}>; rel="${relation === 'previous' ? 'prev' : relation}"`,
      ),
    });
  }

  return async (app) => {
    app.get('/catalog', { schema: { querystring: pageQuery } }, async (request, reply) => {
      const chosen = chooseRepresentation(request, reply, 'rdf');
      return chosen === 'html'
        ? reply.redirect(`${baseUrl}/`, 303)
        : send(request, reply, chosen, request.query.page);
    });

    const params = Type.Object({ suffix: Type.String({ maxLength: 20 }) });
    const schema = { params, querystring: pageQuery };
    app.get('/catalog.:suffix', { schema }, async (request, reply) => {
      const format = resourceFormats.find(({ suffix }) => suffix === request.params.suffix);
      if (!format) throw new HttpProblem('NOT_FOUND', 'The catalogue has no such format.');
      const chosen = representationIn(format, request, reply);
      return send(request, reply, chosen, request.query.page);
    });

    app.get('/context.jsonld', async (_request, reply) =>
      reply
        .type('application/ld+json; charset=utf-8')
        .header('cache-control', 'public, max-age=86400')
        .send(JSON.stringify({ '@context': jsonLdContext })),
    );
  };
}
