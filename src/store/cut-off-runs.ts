import { HarvestError, problemOf } from '../model/problem.ts';
import { toJson } from './json.ts';
import type { Database, Queryable } from './queryable.ts';
import { endRequestsOf } from './run-requests.ts';

/** A run that never finished. */
export interface InterruptedRun {
  readonly sourceId: string;
  /** Runs of the source in a row that did not, with this one. */
  readonly times: number;
}

/** The last runs of sources that never finished, cancelled ones aside. */
export function interrupted(database: Queryable): Promise<readonly InterruptedRun[]> {
  return database.query<InterruptedRun>(
    `select source_id as "sourceId", cut_off_before + 1 as times from (
      select distinct on (source_id) source_id, finished_at, cancelled_at, cut_off_before from run
      order by source_id, started_at desc
    ) last
    where finished_at is null and cancelled_at is null
    order by source_id`,
  );
}

interface CutOffRow {
  readonly id: string;
  readonly heartbeat_at: Date;
  readonly cut_off_before: number;
}

/** Ends the runs of a source whose process died. */
export function endCutOff(
  tx: Queryable,
  sourceId: string,
  reason: HarvestError,
): Promise<readonly CutOffRow[]> {
  return tx.query<CutOffRow>(
    `update run set
      verdict = 'failed', finished_at = heartbeat_at, problems = problems || $2::jsonb
    where source_id = $1 and finished_at is null
    returning id, heartbeat_at, cut_off_before`,
    [sourceId, toJson([problemOf(reason)])],
  );
}

/** Ends the interrupted run of a source, whose lock is held, and what asked for it. */
export function abandon(database: Database, { sourceId, times }: InterruptedRun): Promise<void> {
  const reason = new HarvestError(
    'GATHER_ABANDONED',
    `The process ended ${times} times in a row during a run of this source; what was stored is kept.`,
  );
  return database.transaction(async (tx) => {
    for (const run of await endCutOff(tx, sourceId, reason))
      await endRequestsOf(tx, run.id, run.heartbeat_at);
  });
}
