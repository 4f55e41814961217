import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import {
  type FacetCount,
  type FoundDataset,
  facetNames,
  type SearchPage,
  type SearchQuery,
} from '../../model/search.ts';
import type { Localised } from '../../model/source.ts';
import { datasetDocument } from '../../rdf/mint.ts';
import type { WebContext } from '../context.ts';
import { allowAnyOrigin } from '../plugins/security.ts';
import { readSearch, searchParameters } from '../public/search-parameters.ts';
import { type ConceptNames, createConceptNames, valueName } from '../ui/facet-names.ts';
import { searchParams } from '../ui/search-links.ts';

const apiParameters = Type.Object({
  ...searchParameters.properties,
  pageSize: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
});

/** The search as JSON: the parameters are those of the search page, and `pageSize`. */
export function datasetsApi({ reader, baseUrl, documents }: WebContext): FastifyPluginAsyncTypebox {
  const names = createConceptNames(documents);
  return async (app) => {
    allowAnyOrigin(app);
    app.get(
      '/datasets',
      {
        config: { needs: 'anyone' },
        schema: { querystring: apiParameters, summary: 'Search the published datasets' },
      },
      async (request, reply) => {
        const query = readSearch(request.query, request.query.pageSize);
        const found = await reader.search(query);
        const links = linksOf(baseUrl, query, found);
        reply.header(
          'link',
          Object.entries(links)
            .map(([relation, address]) => `<${address}>; rel="${relation}"`)
            .join(', '),
        );
        return {
          total: found.total,
          page: query.page,
          pageSize: query.pageSize,
          pages: Math.ceil(found.total / query.pageSize),
          query: query.text,
          corrected: found.corrected,
          items: found.items.map((dataset) => describeDataset(dataset, baseUrl)),
          facets: Object.fromEntries(
            facetNames.map((facet) => [
              facet,
              found.facets
                .filter((value) => value.facet === facet)
                .map((value) => describeValue(value, names)),
            ]),
          ),
          links,
        };
      },
    );
  };
}

/** Addresses of this page of results and of its neighbours. */
function linksOf(
  baseUrl: string,
  query: SearchQuery,
  { total }: SearchPage,
): Readonly<Record<string, string>> {
  const address = (page: number) => {
    const parameters = new URLSearchParams(searchParams({ ...query, page }));
    parameters.set('pageSize', String(query.pageSize));
    return `${baseUrl}/api/v1/datasets?${parameters}`;
  };
  const { page, pageSize } = query;
  return {
    self: address(page),
    ...(page > 1 ? { prev: address(page - 1) } : {}),
    ...(page * pageSize < total ? { next: address(page + 1) } : {}),
  };
}

function describeDataset(
  { id, iri, sourceId, summary, languages, modified }: FoundDataset,
  baseUrl: string,
) {
  const { scope, ...told } = summary;
  return {
    id,
    iri,
    document: datasetDocument(baseUrl, id),
    ...told,
    healthThemes: scope?.themes ?? [],
    places: scope?.places ?? [],
    ages: scope?.ages ?? null,
    years: scope?.years ?? null,
    identifiers: scope?.identifiers ?? [],
    isBiobank: scope?.isBiobank ?? false,
    isRareDisease: scope?.isRareDisease ?? false,
    languages,
    source: sourceId,
    modified: modified.toISOString(),
  };
}

function describeValue(value: FacetCount, names: ConceptNames) {
  const label: Localised = {
    fr: valueName(value, 'fr', names).text,
    en: valueName(value, 'en', names).text,
  };
  return { value: value.code, label, count: value.count, isChosen: value.isChosen };
}
