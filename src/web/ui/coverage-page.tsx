import type {
  CoverageCount,
  CoveredDeclaration,
  DeclarationList,
  Undeclared,
} from '../../model/coverage.ts';
import { BarChart } from './charts.tsx';
import { coverageMessages } from './coverage-messages.ts';
import { formatDate, formatNumber, plain } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { Pagination } from './pagination.tsx';
import { percent } from './quality-parts.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** What the page on coverage shows. */
export interface CoverageView {
  readonly lists: readonly DeclarationList[];
  /** Keys are names already. */
  readonly regions: readonly CoverageCount[];
  readonly types: readonly CoverageCount[];
  readonly missing: Listed<CoveredDeclaration>;
  readonly described: Listed<CoveredDeclaration>;
  readonly undeclared: Listed<Undeclared>;
  /** Page of the lists of declarations, from 1. */
  readonly number: number;
  readonly pageSize: number;
}

interface Listed<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

const mostBars = 20;

/** Declared against described: what is missing, what is there, what nobody declared. */
export function CoveragePage({ page, view }: { page: Page; view: CoverageView }) {
  const words = coverageMessages[page.language];
  const { missing, described, number, pageSize } = view;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {view.lists.length === 0 ? (
        <p role="status">{words.none}</p>
      ) : (
        <>
          <Lists page={page} lists={view.lists} />
          <Counts page={page} title={words.regions} head={words.region} counts={view.regions} />
          <Counts page={page} title={words.types} head={words.type} counts={view.types} />
          <Declarations page={page} title={words.missingOnes} declarations={missing} />
          <Declarations page={page} title={words.describedOnes} declarations={described} />
          <Pagination
            text={page.text}
            page={number}
            pages={Math.ceil(Math.max(missing.total, described.total) / pageSize)}
            link={(other) => pageLink(page, `/coverage?page=${other}`)}
          />
          <NotDeclared page={page} undeclared={view.undeclared} />
        </>
      )}
    </>
  );
}

function Lists({ page, lists }: { page: Page; lists: readonly DeclarationList[] }) {
  const { language } = page;
  const words = coverageMessages[language];
  const bars = lists.slice(0, mostBars).map(({ id, declared, described }) => ({
    name: short(id),
    share: described / Math.max(1, declared),
    shown: `${described} / ${declared}`,
  }));
  return (
    <section>
      <h2>{words.lists}</h2>
      <BarChart title={words.share} bars={bars} />
      <Table
        caption={words.lists}
        head={[
          words.list,
          words.declared,
          words.described,
          words.missing,
          words.share,
          words.imported,
        ]}
        rows={lists.map(({ id, declared, described, importedAt }) => [
          <Words text={id} />,
          formatNumber(declared, language),
          formatNumber(described, language),
          formatNumber(declared - described, language),
          percent(described, declared),
          formatDate(importedAt, language),
        ])}
      />
    </section>
  );
}

/** Names of bars are short; the table beside them has them whole. */
function short(name: string): string {
  const characters = [...plain(name)];
  return characters.length <= 16 ? characters.join('') : `${characters.slice(0, 15).join('')}…`;
}

function Counts({
  page,
  title,
  head,
  counts,
}: {
  page: Page;
  title: string;
  head: string;
  counts: readonly CoverageCount[];
}) {
  const { language } = page;
  const words = coverageMessages[language];
  if (counts.every(({ key }) => key === null)) return null;
  return (
    <section>
      <h2>{title}</h2>
      <BarChart
        title={title}
        bars={counts.slice(0, mostBars).map(({ key, declared, described }) => ({
          name: short(key ?? words.unknown),
          share: described / Math.max(1, declared),
          shown: `${described} / ${declared}`,
        }))}
      />
      <Table
        caption={title}
        head={[head, words.declared, words.described, words.missing, words.share]}
        rows={counts.map(({ key, declared, described }) => [
          key === null ? words.unknown : <Words text={key} />,
          formatNumber(declared, language),
          formatNumber(described, language),
          formatNumber(declared - described, language),
          percent(described, declared),
        ])}
      />
    </section>
  );
}

function Declarations({
  page,
  title,
  declarations: { items, total },
}: {
  page: Page;
  title: string;
  declarations: Listed<CoveredDeclaration>;
}) {
  const { language } = page;
  const words = coverageMessages[language];
  const heading = `${title} (${formatNumber(total, language)})`;
  return (
    <section>
      <h2>{heading}</h2>
      {items.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <Table
          caption={title}
          head={[words.name, words.holder, words.reference, words.date, words.dataset]}
          rows={items.map(({ name, acronym, holder, reference, declaredOn, ids, ground }) => [
            <Words text={acronym === null ? name : `${name} (${acronym})`} />,
            holder === null ? null : <Words text={holder} />,
            reference === null ? null : <Words text={reference} />,
            declaredOn,
            ground === null ? null : (
              <>
                {ids.map((id, index) => (
                  <a href={pageLink(page, `/datasets/${id}`)}>
                    {words.dataset} {ids.length > 1 ? index + 1 : ''}{' '}
                  </a>
                ))}
                ({words.grounds[ground]})
              </>
            ),
          ])}
        />
      )}
    </section>
  );
}

function NotDeclared({ page, undeclared }: { page: Page; undeclared: Listed<Undeclared> }) {
  const { language } = page;
  const words = coverageMessages[language];
  const { items, total } = undeclared;
  return (
    <section>
      <h2>{`${words.undeclared} (${formatNumber(total, language)})`}</h2>
      <p>{total === 0 ? words.nothing : words.undeclaredHelp}</p>
      {items.length > 0 ? (
        <Table
          caption={`${formatNumber(items.length, language)} ${words.shown} ${formatNumber(total, language)}`}
          head={[words.dataset, words.holder]}
          rows={items.map(({ id, title, holder }) => [
            <a href={pageLink(page, `/datasets/${id}`)}>
              <Words text={title === '' ? page.text.untitled : title} />
            </a>,
            holder === null ? null : <Words text={holder} />,
          ])}
        />
      ) : null}
    </section>
  );
}
