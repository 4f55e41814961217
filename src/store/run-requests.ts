import { randomUUID } from 'node:crypto';
import type { RunStore } from '../harvest/ports.ts';
import type { HarvestRun, RunRequest } from '../model/run.ts';
import type { Queryable } from './queryable.ts';
import { isUuid } from './uuid.ts';

/** A request that waits for a process to run it. */
export interface OpenRequest {
  readonly id: string;
  readonly sourceId: string;
  /** `resume` where a run that was to answer it was cut off. */
  readonly trigger: 'request' | 'replay' | 'resume';
}

/** Requests that ended longer ago are forgotten. */
const keptMs = 30 * 24 * 60 * 60 * 1000;
/** A run that gave no sign for so long may be dead: whoever can take its lock knows. */
const silentMs = 30_000;

const columns = `q.id, q.source_id as "sourceId", q.trigger, q.at, q.run_id as "runId",
  case when q.cancelled then 'cancelled'
    when r.id is not null and r.finished_at is null then 'running'
    when q.ended_at is not null then 'ended' else 'waiting' end as state`;

/**
 * Asks whichever process harvests to run a source. A request of that kind that is open already is
 * joined: the answer is that one.
 */
export async function requestRun(
  database: Queryable,
  { sourceId, trigger }: Pick<RunRequest, 'sourceId' | 'trigger'>,
  at: Date,
): Promise<RunRequest> {
  await database.query('delete from run_request where ended_at < $1', [
    new Date(at.getTime() - keptMs).toISOString(),
  ]);
  const [request] = await database.query<RunRequest>(
    `with q as (
      insert into run_request (id, source_id, trigger, at) values ($1, $2, $3, $4)
      on conflict (source_id, trigger) where ended_at is null do update set at = run_request.at
      returning *
    )
    select ${columns} from q left join run r on r.id = q.run_id`,
    [randomUUID(), sourceId, trigger, at.toISOString()],
  );
  if (!request) throw new Error('A statement that always returns a row returned none');
  return request;
}

/** A request, open or ended; null when there is none, or none any more. */
export async function findRunRequest(database: Queryable, id: string): Promise<RunRequest | null> {
  if (!isUuid(id)) return null;
  const [request] = await database.query<RunRequest>(
    `select ${columns} from run_request q left join run r on r.id = q.run_id where q.id = $1`,
    [id],
  );
  return request ?? null;
}

/**
 * Requests that no living run answers yet, oldest first; of them the one with this id, if it is
 * named. It stays open until a run has ended for it: a process that dies loses none.
 */
export function openRequests(
  database: Queryable,
  at: Date,
  id: string | null = null,
): Promise<readonly OpenRequest[]> {
  return database.query<OpenRequest>(
    `select q.id, q.source_id as "sourceId",
      case when q.trigger = 'request' and r.id is not null then 'resume' else q.trigger end as trigger
    from run_request q left join run r on r.id = q.run_id
    where q.ended_at is null and ($2::uuid is null or q.id = $2)
      and (r.id is null or r.finished_at is not null or r.heartbeat_at < $1)
    order by q.at, q.id`,
    [new Date(at.getTime() - silentMs).toISOString(), id],
  );
}

/**
 * A run store whose runs answer the open requests for their source: a replay those for a replay, any
 * other run those for a harvest. They end with the run, unless it was stopped without being
 * cancelled, as with its process.
 */
export function answerRequests(database: Queryable, runs: RunStore): RunStore {
  return {
    ...runs,
    async begin(sourceId, trigger) {
      const run = await runs.begin(sourceId, trigger);
      if (run === null) return null;
      await database.query(
        `update run_request set run_id = $1
        where source_id = $2 and trigger = $3 and ended_at is null`,
        [run.id, sourceId, trigger === 'replay' ? 'replay' : 'request'],
      );
      return run;
    },
    async finish(run) {
      // Before the lock is released: no other process may take them for unanswered.
      if (!isStopped(run) && run.finishedAt) await endRequestsOf(database, run.id, run.finishedAt);
      await runs.finish(run);
    },
  };
}

function isStopped({ problems }: HarvestRun): boolean {
  return problems.some(({ code }) => code === 'GATHER_CANCELLED');
}

/** Ends the requests that a run was to answer. */
export async function endRequestsOf(database: Queryable, runId: string, at: Date): Promise<void> {
  await database.query(
    'update run_request set ended_at = $2 where run_id = $1 and ended_at is null',
    [runId, at.toISOString()],
  );
}

/** Asks that the run of a source, under way or waiting, be cancelled; false when there is none. */
export async function cancelRun(database: Queryable, sourceId: string, at: Date): Promise<boolean> {
  const asked = await database.query(
    `update run_request set ended_at = $2, cancelled = true
    where source_id = $1 and ended_at is null
    returning id`,
    [sourceId, at.toISOString()],
  );
  const running = await database.query(
    `update run set cancelled_at = $2
    where source_id = $1 and finished_at is null and trigger <> 'push'
    returning id`,
    [sourceId, at.toISOString()],
  );
  return asked.length + running.length > 0;
}

/** Sources whose run under way is to be cancelled. */
export async function cancelledRuns(database: Queryable): Promise<readonly string[]> {
  const rows = await database.query<{ source_id: string }>(
    'select source_id from run where finished_at is null and cancelled_at is not null',
  );
  return rows.map((row) => row.source_id);
}
