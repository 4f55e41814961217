import type { Problem } from '../model/problem.ts';
import type { HarvestRun, Outcome, OutcomeCounts } from '../model/run.ts';

/** Columns of {@link RunRow}, for a select. */
export const columns = `id, source_id, trigger, started_at, finished_at, verdict, gathered, evidence, counts,
      violations, missing, held, requests, bytes, not_modified, retries, waited_ms, resumes,
      problems`;

/** A row of the table run. */
export interface RunRow {
  readonly id: string;
  readonly source_id: string;
  readonly trigger: HarvestRun['trigger'];
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly verdict: HarvestRun['verdict'];
  readonly gathered: number;
  readonly evidence: HarvestRun['evidence'];
  readonly counts: OutcomeCounts;
  readonly violations: number;
  readonly missing: number;
  readonly held: number;
  readonly requests: number;
  readonly bytes: number;
  readonly not_modified: number;
  readonly retries: number;
  readonly waited_ms: number;
  readonly resumes: string | null;
  readonly problems: readonly Problem[];
}

/** A row of the table outcome. */
export interface OutcomeRow {
  readonly remote_key: string;
  readonly kind: Outcome['kind'];
  readonly record_id: string | null;
  readonly problem: Problem | null;
  readonly violations: number | null;
}

/** The run of a row. */
export function runOf(row: RunRow): HarvestRun {
  const {
    source_id: sourceId,
    started_at: startedAt,
    finished_at: finishedAt,
    not_modified: notModified,
    waited_ms: waitedMs,
    ...columnsOfSameName
  } = row;
  return { ...columnsOfSameName, sourceId, startedAt, finishedAt, notModified, waitedMs };
}

/** The outcome of a row. */
export function outcomeOf(row: OutcomeRow): Outcome {
  return {
    remoteKey: row.remote_key,
    kind: row.kind,
    recordId: row.record_id,
    ...(row.problem === null ? {} : { problem: row.problem }),
    ...(row.violations === null ? {} : { violations: row.violations }),
  };
}
