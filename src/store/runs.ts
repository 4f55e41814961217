import { randomUUID } from 'node:crypto';
import type { RunStore } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import {
  type HarvestRun,
  noEvidence,
  noOutcomes,
  type Outcome,
  type RunTrigger,
} from '../model/run.ts';
import { abandon, endCutOff, type InterruptedRun, interrupted } from './cut-off-runs.ts';
import { toJson } from './json.ts';
import type { Database, Queryable } from './queryable.ts';
import { columns, type OutcomeRow, outcomeOf, type RunRow, runOf } from './run-rows.ts';

/** The last run of a source and the last one that walked all of it. */
export interface LatestRuns {
  readonly last: HarvestRun;
  readonly lastComplete: HarvestRun | null;
}

/** The run store of the flow, with what console, API and start-up read. */
export interface Runs extends RunStore {
  /** Newest first; of one source or of all. */
  list(sourceId: string | null, limit: number): Promise<readonly HarvestRun[]>;
  /** Outcomes of a run but the unchanged ones, in the order they came. */
  outcomes(runId: string, limit: number): Promise<readonly Outcome[]>;
  /** Sources whose last run never finished, cancelled ones aside: it is under way, or its process died. */
  interrupted(): Promise<readonly InterruptedRun[]>;
  /** Ends the interrupted run of a source, and what asked for it, without another one; unless it is under way. */
  abandon(run: InterruptedRun): Promise<void>;
  /** By source id. */
  latest(): Promise<ReadonlyMap<string, LatestRuns>>;
}

/** Stores runs; one at a time per source, across all processes on the database. */
export function createRunStore({
  database,
  now,
}: {
  readonly database: Database;
  readonly now: () => Date;
}): Runs {
  const releases = new Map<string, () => Promise<void>>();
  return {
    async begin(sourceId, trigger) {
      const release = await database.lock(`run:${sourceId}`);
      if (release === null) return null;
      try {
        const run = await start(database, sourceId, trigger, now());
        releases.set(run.id, release);
        return run;
      } catch (error) {
        await release();
        throw error;
      }
    },
    progress: (run) => update(database, run, now()),
    async finish(run) {
      try {
        await update(database, run, now());
      } finally {
        const release = releases.get(run.id);
        releases.delete(run.id);
        await release?.();
      }
    },
    list: (sourceId, limit) => list(database, sourceId, limit),
    outcomes: (runId, limit) => outcomes(database, runId, limit),
    interrupted: () => interrupted(database),
    async abandon(run) {
      const release = await database.lock(`run:${run.sourceId}`);
      if (release === null) return;
      try {
        await abandon(database, run);
      } finally {
        await release();
      }
    },
    latest: () => latest(database),
  };
}

/** A run cut off longer ago is not resumed but done anew: its pages may have changed since. */
const resumableMs = 24 * 60 * 60 * 1000;

function start(
  database: Database,
  sourceId: string,
  trigger: RunTrigger,
  at: Date,
): Promise<HarvestRun> {
  const run: HarvestRun = {
    id: randomUUID(),
    sourceId,
    trigger,
    startedAt: at,
    finishedAt: null,
    verdict: null,
    gathered: 0,
    evidence: noEvidence,
    counts: noOutcomes,
    violations: 0,
    missing: 0,
    held: 0,
    requests: 0,
    bytes: 0,
    notModified: 0,
    retries: 0,
    waitedMs: 0,
    resumes: null,
    problems: [],
  };
  const stopped = new HarvestError(
    'GATHER_CANCELLED',
    'The process stopped before the run ended; what it had stored is kept.',
  );
  return database.transaction(async (tx) => {
    // Whoever has the lock knows that no other run of the source is under way.
    const cutOff = await endCutOff(tx, sourceId, stopped);
    const recent = cutOff.filter((row) => at.getTime() - row.heartbeat_at.getTime() < resumableMs);
    const resumes = trigger === 'resume' ? (recent[0]?.id ?? null) : null;
    const cutOffBefore = Math.max(0, ...cutOff.map((row) => row.cut_off_before + 1));
    await tx.query(
      `insert into run (id, source_id, trigger, started_at, heartbeat_at, counts, resumes,
        cut_off_before)
      values ($1, $2, $3, $4, $4, $5::jsonb, $6, $7)`,
      [run.id, sourceId, trigger, at.toISOString(), toJson(run.counts), resumes, cutOffBefore],
    );
    return { ...run, resumes };
  });
}

async function update(database: Queryable, run: HarvestRun, at: Date): Promise<void> {
  await database.query(
    `update run set
      heartbeat_at = $2, finished_at = $3, verdict = $4, gathered = $5, counts = $6::jsonb,
      violations = $7, missing = $8, held = $9, requests = $10, bytes = $11,
      problems = $12::jsonb, not_modified = $13, retries = $14, waited_ms = $15, evidence = $16::jsonb
    where id = $1`,
    [
      run.id,
      at.toISOString(),
      run.finishedAt?.toISOString() ?? null,
      run.verdict,
      run.gathered,
      toJson(run.counts),
      run.violations,
      run.missing,
      run.held,
      run.requests,
      run.bytes,
      toJson(run.problems),
      run.notModified,
      run.retries,
      run.waitedMs,
      toJson(run.evidence),
    ],
  );
}

async function list(
  database: Queryable,
  sourceId: string | null,
  limit: number,
): Promise<readonly HarvestRun[]> {
  const rows = await database.query<RunRow>(
    `select ${columns} from run
    where $1::text is null or source_id = $1
    order by started_at desc, id
    limit $2`,
    [sourceId, limit],
  );
  return rows.map(runOf);
}

async function outcomes(
  database: Queryable,
  runId: string,
  limit: number,
): Promise<readonly Outcome[]> {
  const rows = await database.query<OutcomeRow>(
    `select remote_key, kind, record_id, problem, violations from outcome
    where run_id = $1
    order by id
    limit $2`,
    [runId, limit],
  );
  return rows.map(outcomeOf);
}

async function latest(database: Queryable): Promise<ReadonlyMap<string, LatestRuns>> {
  const last = await database.query<RunRow>(
    `select distinct on (source_id) ${columns} from run order by source_id, started_at desc`,
  );
  const complete = await database.query<RunRow>(
    `select distinct on (source_id) ${columns} from run
    where verdict = 'complete'
    order by source_id, started_at desc`,
  );
  const completeOf = new Map(complete.map((row) => [row.source_id, runOf(row)]));
  return new Map(
    last.map((row) => [
      row.source_id,
      { last: runOf(row), lastComplete: completeOf.get(row.source_id) ?? null },
    ]),
  );
}
