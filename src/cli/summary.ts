import type { HarvestRun, Outcome } from '../model/run.ts';

const columns = [
  'source',
  'verdict',
  'gathered',
  'created',
  'updated',
  'unchanged',
  'deleted',
  'quarantined',
  'skipped',
  'failed',
  'violations',
  'seconds',
] as const;

/** The table that ends a harvest: one line per source. */
export function summaryTable(runs: readonly HarvestRun[]): string {
  const rows = runs.map((run) => [
    run.sourceId,
    run.verdict ?? 'running',
    run.gathered,
    run.counts.created,
    run.counts.updated,
    run.counts.unchanged,
    run.counts.deleted,
    run.counts.quarantined,
    run.counts.skipped,
    run.counts.failed,
    run.violations,
    (((run.finishedAt ?? run.startedAt).getTime() - run.startedAt.getTime()) / 1000).toFixed(1),
  ]);
  const table = [columns, ...rows].map((row) => row.map(String));
  const widths = columns.map((_, index) =>
    Math.max(...table.map((row) => row[index]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, index) => {
          const width = widths[index] ?? 0;
          return index < 2 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const isMerged = ({ problem }: Outcome): boolean => problem?.code === 'IDENTIFY_MERGED';

/** What needs a look: problems of runs, then failed, skipped, quarantined and merged records with reasons. */
export function attentionList(
  run: HarvestRun,
  outcomes: readonly Outcome[],
  limit: number,
): readonly string[] {
  const ofRun = run.problems.map(({ code, message, remedy }) => `${code}: ${message} → ${remedy}`);
  const ofRecords = outcomes
    .filter(
      (outcome) => ['failed', 'quarantined', 'skipped'].includes(outcome.kind) || isMerged(outcome),
    )
    .map((outcome) => {
      const { kind, remoteKey, problem } = outcome;
      const reason = problem ? `${problem.code}: ${problem.message}` : '';
      const what = isMerged(outcome) ? 'merged' : kind;
      return `${what.padEnd(11)} ${remoteKey}\n              ${reason}`;
    });
  const { announced, walked } = run.evidence;
  const ofWalk =
    announced === null ? [] : [`${walked} of ${announced} announced records delivered`];
  const all = [...ofWalk, ...ofRun, ...ofRecords];
  const rest = all.length - limit;
  return rest > 0 ? [...all.slice(0, limit), `… and ${rest} more`] : all;
}
