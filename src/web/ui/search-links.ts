import { type FacetName, type Filters, facetNames, type SearchQuery } from '../../model/search.ts';

/** What of a search stands in its address. */
export type SearchState = Pick<SearchQuery, 'text' | 'filters' | 'sort' | 'page'>;

/** Query string of a search, always in the same order; '' for the search that finds all. */
export function searchParams({ text, filters, sort, page }: SearchState): string {
  const parameters = new URLSearchParams();
  if (text !== '') parameters.set('q', text);
  for (const facet of facetNames)
    for (const code of filters[facet] ?? []) parameters.append(facet, code);
  if (sort !== 'relevance') parameters.set('sort', sort);
  if (page > 1) parameters.set('page', String(page));
  return parameters.toString();
}

/** Path of the page of a search, without language prefix. */
export function searchPath(state: SearchState): string {
  const parameters = searchParams(state);
  return parameters === '' ? '/' : `/?${parameters}`;
}

/** The first page of a search with a value chosen that was not, or the other way round. */
export function toggled(state: SearchState, facet: FacetName, code: string): SearchState {
  const codes = state.filters[facet] ?? [];
  const others = codes.filter((other) => other !== code);
  const changed = others.length < codes.length ? others : [...codes, code];
  return { ...state, page: 1, filters: { ...state.filters, [facet]: changed } };
}

/** How many values are chosen. */
export function chosenCount(filters: Filters): number {
  return facetNames.reduce((sum, facet) => sum + (filters[facet]?.length ?? 0), 0);
}
