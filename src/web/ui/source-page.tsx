import type { PublicLanguage } from '../../model/published.ts';
import type { HarvestRun } from '../../model/run.ts';
import type { SourceOverview } from '../../publish/status.ts';
import { formatDate, formatNumber, speak } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import type { Messages } from './messages.ts';
import { Facts, Table } from './table.tsx';
import { Words } from './words.tsx';

/** The page of a source: when it is harvested, and what became of it lately. */
export function SourcePage({
  page,
  source,
  untranslated,
}: {
  page: Page;
  source: SourceOverview;
  untranslated: Readonly<Record<PublicLanguage, number>>;
}) {
  const { text, language } = page;
  const title = speak(source.title, language);
  const date = source.lastComplete;
  const missing = (code: PublicLanguage) => {
    const count = formatNumber(untranslated[code], language);
    const path = `/?source=${encodeURIComponent(source.id)}&missing=${code}`;
    return untranslated[code] === 0 ? count : <a href={pageLink(page, path)}>{count}</a>;
  };
  return (
    <>
      <h1>{title ? <Words {...title} /> : source.id}</h1>
      {source.isPaused ? <p>{text.paused}</p> : null}
      <Facts
        facts={[
          [text.schedule, source.schedule ? <code>{source.schedule}</code> : text.onRequest],
          [text.lastComplete, date ? formatDate(date, language) : text.never],
          [text.withoutEnglish, missing('en')],
          [text.withoutFrench, missing('fr')],
        ]}
      />
      <p>
        <a href={pageLink(page, `/?source=${encodeURIComponent(source.id)}`)}>{text.datasets}</a>
      </p>
      <h2>{text.runs}</h2>
      {source.runs.length === 0 ? <p>{text.noRuns}</p> : <Runs page={page} runs={source.runs} />}
    </>
  );
}

const figures = ['created', 'updated', 'unchanged', 'deleted'] as const;

function Runs({ page, runs }: { page: Page; runs: readonly HarvestRun[] }) {
  const { text, language } = page;
  return (
    <Table
      caption={text.runsCaption}
      head={[
        text.started,
        text.verdict,
        text.gathered,
        ...figures.map((name) => text[name]),
        text.notPublished,
        text.requests,
      ]}
      rows={runs.map((run) => [
        <time dateTime={run.startedAt.toISOString()}>
          {run.startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC
        </time>,
        verdictLabel(run, text),
        formatNumber(run.gathered, language),
        ...figures.map((name) => formatNumber(run.counts[name], language)),
        formatNumber(run.counts.quarantined + run.counts.failed, language),
        formatNumber(run.requests, language),
      ])}
    />
  );
}

function verdictLabel({ verdict }: HarvestRun, text: Messages): string {
  if (verdict === null) return text.running;
  return verdict === 'failed' ? text.failed.toLowerCase() : text[verdict];
}
