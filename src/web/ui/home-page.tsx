import {
  facetNames,
  type SearchPage,
  type SearchQuery,
  type Sort,
  sorts,
} from '../../model/search.ts';
import { formats } from '../../publish/formats.ts';
import type { ConceptNames } from './facet-names.ts';
import { Chosen, Facets } from './facets.tsx';
import { formatNumber } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { Pagination } from './pagination.tsx';
import { Result } from './result.tsx';
import { searchParams, searchPath } from './search-links.ts';
import { searchMessages } from './search-messages.ts';

interface HomeProps {
  page: Page;
  query: SearchQuery;
  found: SearchPage;
  names: ConceptNames;
}

/** The start page: a search, what it can be narrowed by, and the datasets found. */
export function HomePage({ page, query, found, names }: HomeProps) {
  const words = searchMessages[page.language];
  const isStart = searchParams(query) === '';
  const pages = Math.ceil(found.total / query.pageSize);
  const { facets } = found;
  const plural = new Intl.PluralRules(page.language);
  return (
    <>
      <div class={isStart ? 'hero' : 'hero slim'}>
        <h1>{words.title}</h1>
        {isStart ? <p class="intro">{words.intro}</p> : null}
        <search>
          <SearchForm page={page} query={query} />
        </search>
      </div>
      <div class="columns">
        <section class="found" id="results" aria-labelledby="results-title" tabIndex={-1}>
          <Corrected page={page} query={query} found={found} />
          <div class="results-head">
            <h2 id="results-title">
              <span role="status">
                {formatNumber(found.total, page.language)}{' '}
                {plural.select(found.total) === 'one' ? words.resultOne : words.resultMany}
              </span>
            </h2>
            <p class="narrow-only">
              <a href="#filters">{words.toFilters}</a>
            </p>
            {found.total > 1 ? <Sorts page={page} query={query} /> : null}
          </div>
          <Chosen {...{ page, facets, names }} state={query} />
          {found.total === 0 ? (
            <p>
              {words.none} {words.noneHelp}
            </p>
          ) : null}
          <ol class="results" start={(query.page - 1) * query.pageSize + 1}>
            {found.items.map((dataset) => (
              <li>
                <Result page={page} dataset={dataset} stems={found.stems} />
              </li>
            ))}
          </ol>
          <Pagination
            text={page.text}
            page={query.page}
            pages={pages}
            link={(number) => pageLink(page, searchPath({ ...query, page: number }))}
          />
          {found.total > 0 ? <Exports page={page} query={query} /> : null}
        </section>
        <Facets {...{ page, facets, names }} state={query} />
      </div>
    </>
  );
}

function SearchForm({ page, query }: Pick<HomeProps, 'page' | 'query'>) {
  const words = searchMessages[page.language];
  return (
    <form class="search" action={pageLink(page, '/')} method="get">
      <label for="q">{words.words}</label>
      <div class="search-line">
        <input
          id="q"
          type="search"
          name="q"
          value={query.text}
          maxLength={200}
          autocomplete="off"
          aria-describedby="q-hint"
        />
        <button type="submit">{words.search}</button>
      </div>
      <p class="hint" id="q-hint">
        {words.hint}
      </p>
      {facetNames.flatMap((facet) =>
        (query.filters[facet] ?? []).map((code) => (
          <input type="hidden" name={facet} value={code} />
        )),
      )}
      {query.sort === 'relevance' ? null : <input type="hidden" name="sort" value={query.sort} />}
    </form>
  );
}

function Corrected({ page, query, found }: Pick<HomeProps, 'page' | 'query' | 'found'>) {
  if (found.corrected === null) return null;
  const words = searchMessages[page.language];
  return (
    <p class="corrected">
      {words.correctedFrom} <q>{query.text}</q>. {words.correctedTo}{' '}
      <a href={pageLink(page, searchPath({ ...query, text: found.corrected, page: 1 }))}>
        {found.corrected}
      </a>
      .
    </p>
  );
}

function Sorts({ page, query }: Pick<HomeProps, 'page' | 'query'>) {
  const words = searchMessages[page.language];
  const names: Readonly<Record<Sort, string>> = {
    relevance: words.relevance,
    newest: words.newest,
    title: words.byTitle,
  };
  // Without words there is nothing to be relevant to: the list is by title anyway.
  const offered = sorts.filter((sort) => query.text !== '' || sort !== 'relevance');
  const current = query.text === '' && query.sort === 'relevance' ? 'title' : query.sort;
  return (
    <p class="sorts">
      {words.sort}{' '}
      {offered.map((sort) => (
        <a
          href={pageLink(page, searchPath({ ...query, sort, page: 1 }))}
          aria-current={sort === current ? 'true' : undefined}
          rel="nofollow"
        >
          {names[sort]}
        </a>
      ))}
    </p>
  );
}

function Exports({ page, query }: Pick<HomeProps, 'page' | 'query'>) {
  const words = searchMessages[page.language];
  const parameters = searchParams({ ...query, page: 1 });
  const suffix = parameters === '' ? '' : `?${parameters}`;
  const address = (file: string) => `${page.basePath}/${file}${suffix}`;
  return (
    <details class="exports">
      <summary>{words.export}</summary>
      <p>{words.exportHelp}</p>
      <ul>
        <li>
          <a href={address('datasets.csv')} rel="nofollow">
            {words.spreadsheet}
          </a>
        </li>
        <li>
          <a href={address('api/v1/datasets')} rel="nofollow">
            {words.api}
          </a>
        </li>
        {formats.map(({ suffix: ending, mediaType }) => (
          <li>
            <a href={address(`datasets.${ending}`)} type={mediaType} rel="nofollow">
              {ending}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
