import type { Queryable } from './queryable.ts';

/** A run that somebody asked for. */
export interface RunRequest {
  readonly sourceId: string;
  readonly trigger: 'request' | 'replay';
}

/** Asks whichever process harvests to run a source; one that is asked for already is not doubled. */
export async function requestRun(
  database: Queryable,
  { sourceId, trigger }: RunRequest,
  at: Date,
): Promise<void> {
  await database.query(
    `insert into run_request (source_id, trigger, at) values ($1, $2, $3)
    on conflict (source_id) do update set trigger = excluded.trigger`,
    [sourceId, trigger, at.toISOString()],
  );
}

/**
 * Takes all runs that were asked for. Whoever takes one runs it: a process that dies before the run
 * begins has lost it.
 */
export async function takeRunRequests(database: Queryable): Promise<readonly RunRequest[]> {
  return database.query<RunRequest>(
    `delete from run_request
    where source_id in (select source_id from run_request order by at for update skip locked)
    returning source_id as "sourceId", trigger`,
  );
}

/** Asks that the run of a source, under way or waiting, be cancelled; false when there is none. */
export async function cancelRun(database: Queryable, sourceId: string, at: Date): Promise<boolean> {
  const waiting = await database.query(
    'delete from run_request where source_id = $1 returning source_id',
    [sourceId],
  );
  const running = await database.query(
    `update run set cancelled_at = $2
    where source_id = $1 and finished_at is null and trigger <> 'push'
    returning id`,
    [sourceId, at.toISOString()],
  );
  return waiting.length + running.length > 0;
}

/** Sources whose run under way is to be cancelled. */
export async function cancelledRuns(database: Queryable): Promise<readonly string[]> {
  const rows = await database.query<{ source_id: string }>(
    'select source_id from run where finished_at is null and cancelled_at is not null',
  );
  return rows.map((row) => row.source_id);
}
