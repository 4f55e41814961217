import { type FacetCount, type FacetName, facetNames } from '../../model/search.ts';
import { type ConceptNames, valueName } from './facet-names.ts';
import { colon, formatNumber } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { chosenCount, type SearchState, searchPath, toggled } from './search-links.ts';
import { facetTitles, searchMessages } from './search-messages.ts';
import { Words } from './words.tsx';

interface FacetsProps {
  page: Page;
  state: SearchState;
  facets: readonly FacetCount[];
  names: ConceptNames;
}

/** Values shown of a facet before "show more". */
const shownAtOnce = 6;
/** Facets that are open before anything is chosen of them. */
const opened: ReadonlySet<FacetName> = new Set(['category', 'access', 'holder', 'theme']);

/** Everything a search can be narrowed by, with the number of datasets each value would give. */
export function Facets({ page, state, facets, names }: FacetsProps) {
  const words = searchMessages[page.language];
  return (
    <nav class="facets" id="filters" aria-labelledby="filters-title">
      <h2 id="filters-title">{words.filters}</h2>
      {facetNames.map((facet) => {
        const values = facets.filter((value) => value.facet === facet);
        const isOpen = opened.has(facet) || values.some(({ isChosen }) => isChosen);
        if (values.length === 0) return null;
        return (
          <details open={isOpen}>
            <summary>{facetTitles[facet][page.language]}</summary>
            <Values {...{ page, state, names }} facets={inOrder(facet, values)} />
          </details>
        );
      })}
      <p class="narrow-only">
        <a href="#results">{words.toResults}</a>
      </p>
    </nav>
  );
}

/** Sizes and periods in their own order, the rest by number of datasets, chosen ones first. */
function inOrder(facet: FacetName, values: readonly FacetCount[]): readonly FacetCount[] {
  if (facet === 'size') return [...values].sort((a, b) => Number(a.code) - Number(b.code));
  if (facet === 'period') return [...values].sort((a, b) => (a.code < b.code ? 1 : -1));
  return [...values].sort((a, b) => Number(b.isChosen) - Number(a.isChosen) || b.count - a.count);
}

function Values({ page, state, facets, names }: FacetsProps) {
  const list = (values: readonly FacetCount[]) => (
    <ul>
      {values.map((value) => (
        <li>
          <Value {...{ page, state, value, names }} />
        </li>
      ))}
    </ul>
  );
  // One more is no longer than the line that would hide it.
  if (facets.length <= shownAtOnce + 1) return list(facets);
  return (
    <>
      {list(facets.slice(0, shownAtOnce))}
      <details class="more">
        <summary>
          {searchMessages[page.language].more} ({facets.length - shownAtOnce})
        </summary>
        {list(facets.slice(shownAtOnce))}
      </details>
    </>
  );
}

function Value({ page, state, value, names }: Omit<FacetsProps, 'facets'> & { value: FacetCount }) {
  const { facet, code, count, isChosen } = value;
  return (
    <a
      href={pageLink(page, searchPath(toggled(state, facet, code)))}
      rel="nofollow"
      aria-current={isChosen ? 'true' : undefined}
    >
      <span class="box" aria-hidden="true" />
      <span class="name">
        <Words {...valueName(value, page.language, names)} />
      </span>{' '}
      <span class="count">{formatNumber(count, page.language)}</span>
    </a>
  );
}

/** What is chosen, each value with the way to remove it. */
export function Chosen({ page, state, facets, names }: FacetsProps) {
  const words = searchMessages[page.language];
  const chosen = facets.filter(({ isChosen }) => isChosen);
  if (chosen.length === 0) return null;
  return (
    <nav class="chips" aria-label={words.chosen}>
      <ul>
        {chosen.map((value) => (
          <li>
            <a
              href={pageLink(page, searchPath(toggled(state, value.facet, value.code)))}
              rel="nofollow"
            >
              <span class="visually-hidden">{words.remove} </span>
              {facetTitles[value.facet][page.language]}
              {colon(page.language)}
              <Words {...valueName(value, page.language, names)} />
              <span class="cross" aria-hidden="true" />
            </a>
          </li>
        ))}
        {chosenCount(state.filters) > 1 ? (
          <li>
            <a class="clear" href={pageLink(page, searchPath({ ...state, page: 1, filters: {} }))}>
              {words.clear}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
