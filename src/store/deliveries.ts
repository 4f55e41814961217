import type {
  DeadLetter,
  DeliveryStore,
  DeliveryTarget,
  PendingDelivery,
  Settlement,
  TargetReport,
  TargetState,
} from '../model/delivery.ts';
import { HarvestError } from '../model/problem.ts';
import { toJson, toText } from './json.ts';
import { catalogueChannel, type Database, type Queryable } from './queryable.ts';

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the outbox keeps, in a database whose schema is up to date. */
export function createDeliveryStore({
  database,
  now,
}: {
  readonly database: Database;
  readonly now: () => Date;
}): DeliveryStore {
  const at = () => now().toISOString();
  return {
    register: (targets) =>
      database.transaction(async (tx) => {
        for (const target of targets) await register(tx, target, at());
      }),
    lock: (targetId) => database.lock(`deliver:${targetId}`),
    state: (targetId) => readState(database, targetId),
    pending: async (targetId, sourceIds, limit) => {
      const head = await readHead(database);
      const items = await database.query<PendingDelivery>(
        `select p.record_id as "recordId", p.serial, p.source_id as "sourceId",
          p.original_id as "originalId", p.remote_id as "remoteId",
          p.content_hash as "contentHash", coalesce(p.attempts, 0) as attempts
        from (${pending}) p
        order by p.serial, p.record_id
        limit $3`,
        [targetId, sourceIds, limit],
      );
      return { head, items };
    },
    begin: async (targetId, recordId, originalId) => {
      await database.query(
        `insert into delivery (target_id, record_id, serial, state, original_id, at)
        values ($1, $2, 0, 'open', $3, $4)
        on conflict (target_id, record_id) do update set
          state = 'open', original_id = $3, content_hash = null, at = $4`,
        [targetId, recordId, originalId, at()],
      );
    },
    settle: (targetId, recordId, settlement) =>
      settle(database, targetId, recordId, settlement, at()),
    advance: async (targetId, position) => {
      await database.query(
        'update delivery_target set position = $2 where id = $1 and position < $2',
        [targetId, position],
      );
    },
    mark: async (targetId, { condition, problem, failures, retryAt }) => {
      await database.query(
        `update delivery_target set
          since = case when condition = $2 then since else $6::timestamptz end,
          condition = $2, problem = $3::jsonb, failures = $4, retry_at = $5
        where id = $1`,
        [
          targetId,
          condition,
          problem && toJson(problem),
          failures,
          retryAt?.toISOString() ?? null,
          at(),
        ],
      );
    },
    report: (targetId) => report(database, targetId, now()),
    countPending: async (targetId, sourceIds) => {
      const [row] = await database.query<{ pending: number }>(
        `select count(*) as pending from (${pending}) p`,
        [targetId, sourceIds],
      );
      return row?.pending ?? 0;
    },
    deadLetters: (targetId) =>
      database.query<DeadLetter>(
        `select record_id as "recordId", original_id as "originalId", serial, attempts, problem, at
        from delivery
        where target_id = $1 and state = 'dead'
        order by serial, record_id`,
        [targetId],
      ),
    retry: (targetId, recordIds) =>
      database.transaction((tx) => retry(tx, targetId, recordIds, at())),
  };
}

/**
 * Records whose last change, their own or one of an agent they name, is not settled at target $1;
 * $2 the ids of the sources it is for, or null.
 */
const pending = `
  select l.record_id, l.serial, r.source_id, d.original_id, d.remote_id, d.content_hash, d.attempts
  from (
    select record_id, max(serial) as serial from (
      select e.record_id, e.serial
      from event e join delivery_target t on t.id = $1 and e.serial > t.position
      where e.kind = 'dataset'
      union all
      select a.record_id, e.serial
      from event e
      join delivery_target t on t.id = $1 and e.serial > t.position
      join agent_reference a on a.agent_iri = e.iri
      where e.kind = 'agent'
      union all
      select record_id, serial from delivery where target_id = $1 and state = 'open'
    ) c
    group by record_id
  ) l
  join record r on r.id = l.record_id
  left join delivery d on d.target_id = $1 and d.record_id = l.record_id
  where (d.record_id is null or d.state = 'open' or d.serial < l.serial)
    and ($2::text[] is null or r.source_id = any($2) or d.original_id is not null)`;

async function register(
  tx: Queryable,
  { id, profile, since }: DeliveryTarget,
  at: string,
): Promise<void> {
  await tx.query(
    `insert into delivery_target (id, profile, position, since)
    select $1, $2, case when $3 = 'now' then serial else 0 end, $4 from catalogue
    on conflict (id) do nothing`,
    [id, profile, since, at],
  );
  const changed = await tx.query(
    'update delivery_target set profile = $2 where id = $1 and profile <> $2 returning id',
    [id, profile],
  );
  if (changed.length === 0) return;
  await tx.query(
    `update delivery set state = 'open', attempts = 0
    where target_id = $1 and original_id is not null`,
    [id],
  );
}

async function readHead(database: Queryable): Promise<number> {
  const [row] = await database.query<{ serial: number }>('select serial from catalogue');
  return row?.serial ?? 0;
}

async function readState(database: Queryable, targetId: string): Promise<TargetState> {
  const [row] = await database.query<TargetState>(
    `select position, condition, since, problem, failures, retry_at as "retryAt"
    from delivery_target where id = $1`,
    [targetId],
  );
  if (row) return row;
  throw new HarvestError('INTERNAL', `The target ${targetId} is not registered`);
}

async function settle(
  database: Queryable,
  targetId: string,
  recordId: string,
  { serial, state, originalId, remoteId, contentHash, attempts, problem }: Settlement,
  at: string,
): Promise<void> {
  await database.query(
    `insert into delivery (target_id, record_id, serial, state, original_id, remote_id,
      content_hash, attempts, problem, at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10)
    on conflict (target_id, record_id) do update set
      serial = excluded.serial, state = excluded.state, original_id = excluded.original_id,
      remote_id = excluded.remote_id, content_hash = excluded.content_hash,
      attempts = excluded.attempts, problem = excluded.problem, at = excluded.at`,
    [
      targetId,
      recordId,
      serial,
      state,
      originalId,
      remoteId === null ? null : toText(remoteId),
      contentHash,
      attempts,
      problem && toJson(problem),
      at,
    ],
  );
}

async function report(database: Queryable, targetId: string, now: Date): Promise<TargetReport> {
  const state = await readState(database, targetId);
  const head = await readHead(database);
  const [row] = await database.query<{ dead: number; oldest: Date | null }>(
    `select (select count(*) from delivery where target_id = $1 and state = 'dead') as dead,
      (select e.at from event e where e.serial > $2 order by e.serial limit 1) as oldest`,
    [targetId, state.position],
  );
  const oldest = row?.oldest ?? now;
  return {
    id: targetId,
    ...state,
    lag: {
      events: Math.max(0, head - state.position),
      seconds: Math.max(0, Math.floor((now.getTime() - oldest.getTime()) / 1000)),
    },
    deadLetters: row?.dead ?? 0,
  };
}

async function retry(
  tx: Queryable,
  targetId: string,
  recordIds: readonly string[] | null,
  at: string,
): Promise<number> {
  const ids = recordIds?.filter((id) => uuidForm.test(id)) ?? null;
  // What is named may be gone at the target although it was accepted: what it has is not known.
  const rows = await tx.query(
    `update delivery set state = 'open', attempts = 0, at = $3,
      content_hash = case when $2::uuid[] is null then content_hash end
    where target_id = $1 and (($2::uuid[] is null and state = 'dead') or record_id = any($2::uuid[]))
    returning record_id`,
    [targetId, ids, at],
  );
  await tx.query('update delivery_target set retry_at = null where id = $1', [targetId]);
  // The outbox may run in another process.
  await tx.query('select pg_notify($1, $2)', [catalogueChannel, '']);
  return rows.length;
}
