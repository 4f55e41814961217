import type {
  DatasetPage,
  DatasetQuery,
  PublicLanguage,
  PublishedDataset,
} from '../../model/published.ts';
import type { SourceOverview } from '../../publish/status.ts';
import { AccessBadge } from './access-badge.tsx';
import { categoryCodes, categoryLabel } from './labels.ts';
import { formatNumber, plain, speak } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { Pagination } from './pagination.tsx';
import { Words } from './words.tsx';

interface HomeProps {
  page: Page;
  query: DatasetQuery;
  found: DatasetPage;
  sources: readonly SourceOverview[];
  /** Datasets without a title and a description in the language, of the source chosen or of all. */
  untranslated: Readonly<Record<PublicLanguage, number>>;
}

/** The start page: search, filters and the datasets found. */
export function HomePage({ page, query, found, sources, untranslated }: HomeProps) {
  const { text, language } = page;
  const pages = Math.ceil(found.total / query.pageSize);
  return (
    <>
      <h1>{text.searchTitle}</h1>
      <SearchForm {...{ page, query, sources, untranslated }} />
      <p role="status">
        {found.total === 0
          ? text.noneFound
          : `${formatNumber(found.total, language)} ${text.found}`}
      </p>
      <ul class="results">
        {found.items.map((dataset) => (
          <li>
            <Result page={page} dataset={dataset} />
          </li>
        ))}
      </ul>
      <Pagination
        text={text}
        page={query.page}
        pages={pages}
        link={(number) => pageLink(page, `/?${searchParams({ ...query, page: number })}`)}
      />
    </>
  );
}

/** Query string of a search. */
export function searchParams(query: DatasetQuery): string {
  return new URLSearchParams({
    ...(query.text ? { q: query.text } : {}),
    ...(query.sourceId ? { source: query.sourceId } : {}),
    ...(query.accessRights ? { access: query.accessRights } : {}),
    ...(query.healthCategory ? { category: query.healthCategory } : {}),
    ...(query.missing ? { missing: query.missing } : {}),
    ...(query.page > 1 ? { page: String(query.page) } : {}),
  }).toString();
}

function SearchForm({ page, query, sources, untranslated }: Omit<HomeProps, 'found'>) {
  const { text, language } = page;
  return (
    <form class="search" action={pageLink(page, '/')} method="get">
      <label>
        {text.searchWords}
        <input type="search" name="q" value={query.text} maxLength={200} />
      </label>
      <Choice
        label={text.source}
        name="source"
        any={text.anySource}
        value={query.sourceId}
        options={sources.map(({ id, title }) => [id, plain(speak(title, language)?.text ?? id)])}
      />
      <Choice
        label={text.access}
        name="access"
        any={text.anyAccess}
        value={query.accessRights}
        options={[
          ['PUBLIC', text.accessPUBLIC],
          ['RESTRICTED', text.accessRESTRICTED],
          ['NON_PUBLIC', text.accessNON_PUBLIC],
        ]}
      />
      <Choice
        label={text.category}
        name="category"
        any={text.anyCategory}
        value={query.healthCategory}
        options={categoryCodes.map((code) => [code, categoryLabel(code, language)])}
      />
      <Choice
        label={text.translation}
        name="missing"
        any={text.anyTranslation}
        value={query.missing}
        options={[
          ['en', `${text.withoutEnglish} (${formatNumber(untranslated.en, language)})`],
          ['fr', `${text.withoutFrench} (${formatNumber(untranslated.fr, language)})`],
        ]}
      />
      <button type="submit">{text.search}</button>
    </form>
  );
}

function Choice(props: {
  label: string;
  name: string;
  any: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <label>
      {props.label}
      <select name={props.name}>
        <option value="">{props.any}</option>
        {props.options.map(([value, label]) => (
          <option value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

const excerptLength = 280;

function Result({ page, dataset }: { page: Page; dataset: PublishedDataset }) {
  const { text, language } = page;
  const { summary, id } = dataset;
  const title = speak(summary.title, language);
  const description = speak(summary.description, language);
  const holder = summary.holder && speak(summary.holder, language);
  return (
    <article>
      <h2>
        <a href={pageLink(page, `/datasets/${id}`)}>
          {title ? <Words {...title} /> : text.untitled}
        </a>
      </h2>
      <p>
        <AccessBadge text={text} level={summary.accessRights} />{' '}
        {holder ? <Words {...holder} /> : null}
      </p>
      {description ? (
        <p>
          <Words lang={description.lang} text={excerpt(description.text)} />
        </p>
      ) : null}
    </article>
  );
}

function excerpt(text: string): string {
  const characters = [...text.slice(0, 2 * excerptLength)];
  return characters.length <= excerptLength
    ? text
    : `${characters.slice(0, excerptLength).join('').trimEnd()}…`;
}
