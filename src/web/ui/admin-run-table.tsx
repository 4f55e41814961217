import type { HarvestRun } from '../../model/run.ts';
import type { AdminPage } from './admin-layout.tsx';
import { runMessages } from './admin-run-messages.ts';
import { Badge } from './badge.tsx';
import { formatNumber } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { Table } from './table.tsx';

const tones = { complete: 'good', partial: 'warning', failed: 'bad' } as const;

/** How a run ended, or that it goes on. */
export function VerdictBadge({ page, run }: { page: AdminPage; run: HarvestRun }) {
  const text = runMessages[page.language];
  const { verdict } = run;
  if (verdict === null) return <Badge>{text.running}</Badge>;
  return (
    <Badge tone={tones[verdict]}>{verdict === 'failed' ? text.failedRun : text[verdict]}</Badge>
  );
}

const figures = ['created', 'updated', 'unchanged', 'deleted', 'quarantined', 'failed'] as const;

/** Runs with their figures, each leading to its page. */
export function RunTable({
  page,
  runs,
  withSource = false,
}: {
  page: AdminPage;
  runs: readonly HarvestRun[];
  withSource?: boolean;
}) {
  const text = runMessages[page.language];
  if (runs.length === 0) return <p>{text.noRuns}</p>;
  const number = (value: number) => formatNumber(value, page.language);
  return (
    <Table
      caption={text.runsTitle}
      head={[
        text.started,
        ...(withSource ? [text.source] : []),
        text.verdict,
        text.gathered,
        ...figures.map((name) => text[name]),
      ]}
      rows={runs.map((run) => [
        <a href={pageLink(page, `/admin/runs/${run.id}`)}>
          <Moment at={run.startedAt} language={page.language} />
        </a>,
        ...(withSource
          ? [<a href={pageLink(page, `/admin/sources/${run.sourceId}`)}>{run.sourceId}</a>]
          : []),
        <VerdictBadge page={page} run={run} />,
        number(run.gathered),
        ...figures.map((name) => number(run.counts[name])),
      ])}
    />
  );
}
