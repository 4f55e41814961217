import { type Static, Type } from '@fastify/type-provider-typebox';
import { type FacetName, facetNames, type SearchQuery } from '../../model/search.ts';

/** Most values chosen of one facet. */
const mostChosen = 30;
/** Furthest place of a result that a page may start at. */
const furthest = 100_000;

const chosen = (facet: FacetName) =>
  Type.Optional(
    Type.Array(Type.String({ maxLength: 500 }), {
      maxItems: mostChosen,
      description: `Codes of the facet ${facet}; a dataset has one of them`,
    }),
  );

const facetParameters = {
  category: chosen('category'),
  theme: chosen('theme'),
  access: chosen('access'),
  holder: chosen('holder'),
  region: chosen('region'),
  level: chosen('level'),
  size: chosen('size'),
  age: chosen('age'),
  period: chosen('period'),
  coding: chosen('coding'),
  biobank: chosen('biobank'),
  rare: chosen('rare'),
  source: chosen('source'),
  missing: chosen('missing'),
} satisfies Record<FacetName, unknown>;

/**
 * What a search is asked by, in pages, exports and the API alike: the whole state of a search stands in
 * its address. A code that no dataset has finds nothing; it is no error, since links outlive codes.
 */
export const searchParameters = Type.Object({
  q: Type.String({ maxLength: 200, default: '', description: 'Words, in websearch syntax' }),
  ...facetParameters,
  sort: Type.Enum(['relevance', 'newest', 'title'], { default: 'relevance' }),
  page: Type.Integer({ minimum: 1, maximum: furthest, default: 1 }),
});

/** Reads a search from its parameters. */
export function readSearch(asked: Static<typeof searchParameters>, pageSize: number): SearchQuery {
  const filters: Partial<Record<FacetName, readonly string[]>> = {};
  for (const facet of facetNames) {
    const codes = [...new Set(asked[facet] ?? [])].filter((code) => code !== '');
    if (codes.length > 0) filters[facet] = codes;
  }
  const page = Math.min(asked.page, Math.ceil(furthest / pageSize));
  return { text: asked.q.trim(), filters, sort: asked.sort, page, pageSize };
}
