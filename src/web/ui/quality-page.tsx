import { mostPoints } from '../../model/mqa.ts';
import {
  type CheckedLink,
  type LinkFigures,
  mendings,
  type QualityDay,
  type QualityScope,
  type ScopedFigures,
} from '../../model/quality-figures.ts';
import { metricTexts } from '../../publish/quality/texts.ts';
import { FormatLinks } from './format-links.tsx';
import { IriLink } from './iri-link.tsx';
import { formatDate, formatNumber, type Language } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { qualityMessages } from './quality-messages.ts';
import { Dimensions, percent, Questions, RatingBadge, Trend } from './quality-parts.tsx';
import { Facts, Table } from './table.tsx';
import { Words } from './words.tsx';

/** What the page on quality shows. */
export interface QualityView {
  readonly scope: QualityScope;
  /** Name of the source or holder; null for the whole catalogue. */
  readonly name: string | null;
  readonly figures: ScopedFigures | null;
  readonly trend: readonly QualityDay[];
  /** Only of the whole catalogue. */
  readonly sources: readonly (ScopedFigures & { readonly title: string })[];
  readonly holders: readonly ScopedFigures[];
  readonly links: LinkFigures;
  readonly broken: readonly (CheckedLink & { readonly datasets: number })[];
}

const shownMendings = 10;

/** The quality of a source, of a holder or of the whole catalogue, and what to mend first. */
export function QualityPage({ page, view }: { page: Page; view: QualityView }) {
  const words = qualityMessages[page.language];
  const { figures, name } = view;
  return (
    <>
      <h1>
        {name === null ? (
          words.title
        ) : (
          <>
            {words.of} <Words text={name} />
          </>
        )}
      </h1>
      {name === null ? null : (
        <p>
          <a href={pageLink(page, '/quality')}>{words.whole}</a>
        </p>
      )}
      <p>{words.lead}</p>
      {figures === null ? (
        <p role="status">{words.notYet}</p>
      ) : (
        <Measured page={page} view={view} figures={figures} />
      )}
      <FormatLinks title={words.formats} address={`${page.basePath}/quality`} />
    </>
  );
}

interface Part {
  readonly page: Page;
  readonly view: QualityView;
  readonly figures: ScopedFigures;
}

function Measured({ page, view, figures }: Part) {
  const words = qualityMessages[page.language];
  const { sources, holders, broken } = view;
  return (
    <>
      <InBrief page={page} view={view} figures={figures} />
      <MendFirst language={page.language} figures={figures} />
      <Dimensions language={page.language} figures={figures} />
      <Trend language={page.language} trend={view.trend} />
      {sources.length > 0 ? (
        <section>
          <h2>{words.sources}</h2>
          <Compared page={page} parameter="source" head={words.source} rows={sources} />
        </section>
      ) : null}
      {holders.length > 0 ? (
        <section>
          <h2>{words.holders}</h2>
          <Compared
            page={page}
            parameter="holder"
            head={words.holder}
            rows={holders.map((holder) => ({ ...holder, title: holder.name ?? holder.key }))}
          />
        </section>
      ) : null}
      <Questions language={page.language} figures={figures} />
      {broken.length > 0 ? <Broken page={page} broken={broken} /> : null}
    </>
  );
}

function InBrief({ page, view: { scope, links }, figures }: Part) {
  const { language } = page;
  const words = qualityMessages[language];
  const { datasets, points, earned, attainable } = figures;
  const mean = datasets === 0 ? 0 : Math.round(points / datasets);
  return (
    <section>
      <h2>{words.inBrief}</h2>
      <Facts
        facts={[
          [words.datasets, formatNumber(datasets, language)],
          [
            words.grade,
            <>
              <strong>{percent(earned, attainable)}</strong>{' '}
              <RatingBadge words={words} points={earned} maximum={attainable} /> ({words.gradeHelp})
            </>,
          ],
          [words.mqa, `${mean} ${words.outOf} ${mostPoints}`],
          [words.mandatory, percent(figures.mandatory)],
          [words.recommended, percent(figures.recommended)],
          [words.inFrench, percent(figures.french, datasets)],
          [words.inEnglish, percent(figures.english, datasets)],
          [words.fresh, percent(figures.fresh, datasets)],
          [
            words.links,
            scope === 'catalogue' && links.reachable + links.broken > 0
              ? `${percent(links.reachable, links.reachable + links.broken)} (${formatNumber(
                  links.reachable + links.broken,
                  language,
                )} ${words.linksOf})`
              : null,
          ],
          [words.computed, formatDate(figures.computedAt, language)],
        ]}
      />
    </section>
  );
}

function MendFirst({ language, figures }: { language: Language; figures: ScopedFigures }) {
  const words = qualityMessages[language];
  const first = mendings(figures).slice(0, shownMendings);
  return (
    <section>
      <h2>{words.first}</h2>
      {first.length === 0 ? (
        <p>{words.nothingToMend}</p>
      ) : (
        <>
          <p>{words.firstHelp}</p>
          <Table
            caption={words.first}
            head={[words.what, words.property, words.concerned, words.pointsEach, words.gain]}
            rows={first.map(({ metric, datasets, gain }) => [
              metricTexts[metric.id].advice[language],
              metric.property === null ? null : <code>{metric.property}</code>,
              formatNumber(datasets, language),
              metric.points,
              formatNumber(gain, language),
            ])}
          />
        </>
      )}
    </section>
  );
}

function Compared({
  page,
  parameter,
  head,
  rows,
}: {
  page: Page;
  parameter: 'source' | 'holder';
  head: string;
  rows: readonly (ScopedFigures & { readonly title: string })[];
}) {
  const { language } = page;
  const words = qualityMessages[language];
  return (
    <Table
      caption={parameter === 'source' ? words.sources : words.holders}
      head={[
        head,
        words.datasets,
        words.grade,
        words.rating,
        words.mqa,
        words.mandatory,
        words.inFrench,
        words.inEnglish,
        words.fresh,
      ]}
      rows={rows.map((row) => [
        <a href={pageLink(page, `/quality?${parameter}=${encodeURIComponent(row.key)}`)}>
          <Words text={row.title} />
        </a>,
        formatNumber(row.datasets, language),
        percent(row.earned, row.attainable),
        <RatingBadge words={words} points={row.earned} maximum={row.attainable} />,
        Math.round(row.points / Math.max(1, row.datasets)),
        percent(row.mandatory),
        percent(row.french, row.datasets),
        percent(row.english, row.datasets),
        percent(row.fresh, row.datasets),
      ])}
    />
  );
}

function Broken({ page, broken }: { page: Page; broken: QualityView['broken'] }) {
  const { language } = page;
  const words = qualityMessages[language];
  return (
    <section>
      <h2>{words.broken}</h2>
      <Table
        caption={words.broken}
        head={[words.link, words.datasets, words.why, words.checked]}
        rows={broken.map(({ url, datasets, status, problem, checkedAt }) => [
          <IriLink iri={url} />,
          formatNumber(datasets, language),
          status ?? <code>{problem ?? words.noAnswer}</code>,
          checkedAt ? formatDate(checkedAt, language) : null,
        ])}
      />
    </section>
  );
}
