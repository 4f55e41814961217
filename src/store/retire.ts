import type { RetirementResult, Walk } from '../harvest/ports.ts';
import { type Candidate, decideRetirement } from '../model/retirement.ts';
import type { HarvestRun, Outcome } from '../model/run.ts';
import type { Source } from '../model/source.ts';
import { replaceAgents } from './agent-changes.ts';
import { type Change, commitChanges, lockCatalogue } from './changes.ts';
import { toJson } from './json.ts';
import { leaveGroups } from './leave-groups.ts';
import type { Database, Queryable } from './queryable.ts';
import { writeOutcomes } from './record-rows.ts';

/** What retirement needs from outside. */
export interface RetireContext {
  readonly database: Database;
  readonly baseUrl: string;
  readonly now: () => Date;
}

interface LivingRow {
  readonly id: string;
  readonly remote_key: string;
  readonly missing_since: Date | null;
  readonly held_since: Date | null;
}

/**
 * Applies the deletion rules after a walk. Absence counts only after a complete walk, an explicit
 * signal after any that did not fail; grace period and breaker are those of decideRetirement.
 */
export function retire(
  { database, baseUrl, now }: RetireContext,
  run: HarvestRun,
  source: Source,
  walk: Walk,
): Promise<RetirementResult> {
  return database.transaction(async (tx) => {
    const at = now();
    await lockCatalogue(tx);
    const living = await tx.query<LivingRow>(
      `select id, remote_key, missing_since, held_since
      from record
      where source_id = $1 and state <> 'deleted'
      order by id`,
      [source.id],
    );
    await welcomeBack(tx, living, walk);
    const candidates = candidatesOf(living, walk, at);
    const { remove, wait, hold } = decideRetirement(
      candidates,
      living.length,
      source.policy.deletion,
      at,
    );
    await markAbsent(tx, wait, hold, at);
    const reasons = reasonsOf(living, remove, walk);
    const deleted = await deleteRecords(tx, baseUrl, reasons, at);
    await writeOutcomes(tx, run.id, deleted);
    await forgetPages(tx, source.id, deleted);
    return { deleted, ...(await countAbsent(tx, source.id)) };
  });
}

/** Deletes all held records of a source, as an admin decided; returns how many. */
export function approveHeld(
  { database, baseUrl, now }: RetireContext,
  sourceId: string,
): Promise<number> {
  return database.transaction(async (tx) => {
    await lockCatalogue(tx);
    const held = await tx.query<LivingRow>(
      `select id, remote_key, missing_since, held_since
      from record
      where source_id = $1 and held_since is not null and state <> 'deleted'
      order by id`,
      [sourceId],
    );
    const reason = 'The source no longer describes it, and an admin approved the deletion.';
    const reasons = held.map(({ id, remote_key: key }) => ({ id, remoteKey: key, reason }));
    const deleted = await deleteRecords(tx, baseUrl, reasons, now());
    await forgetPages(tx, sourceId, deleted);
    return deleted.length;
  });
}

// A record that was seen is not missing, whatever became of it; else its grace would count from an
// absence long past.
async function welcomeBack(tx: Queryable, living: readonly LivingRow[], walk: Walk): Promise<void> {
  const back = living.filter(
    ({ remote_key: key, missing_since: missing, held_since: held }) =>
      walk.seen.has(key) && !walk.gone.has(key) && (missing !== null || held !== null),
  );
  if (back.length === 0) return;
  await tx.query(
    'update record set missing_since = null, held_since = null where id = any($1::uuid[])',
    [back.map(({ id }) => id)],
  );
}

function candidatesOf(living: readonly LivingRow[], walk: Walk, at: Date): readonly Candidate[] {
  if (walk.verdict === 'failed') return [];
  return living.flatMap(({ id, remote_key: key, missing_since: missing }) => {
    const explicit = walk.gone.has(key);
    const isAbsent = walk.verdict === 'complete' && walk.isWhole && !walk.seen.has(key);
    if (!explicit && !isAbsent) return [];
    // Missing since this run, so that without a grace period it is due at once.
    return [{ recordId: id, missingSince: missing ?? at, explicit }];
  });
}

async function markAbsent(
  tx: Queryable,
  wait: readonly string[],
  hold: readonly string[],
  at: Date,
): Promise<void> {
  if (wait.length + hold.length === 0) return;
  await tx.query(
    `update record set
      missing_since = coalesce(missing_since, $3),
      held_since = case when id = any($2::uuid[]) then coalesce(held_since, $3) end
    where id = any($1::uuid[]) or id = any($2::uuid[])`,
    [wait, hold, at.toISOString()],
  );
}

/** A page that names a deleted record must be read again to bring it back. */
async function forgetPages(
  tx: Queryable,
  sourceId: string,
  deleted: readonly Outcome[],
): Promise<void> {
  if (deleted.length === 0) return;
  await tx.query('delete from source_page where source_id = $1 and remote_keys ?| $2::text[]', [
    sourceId,
    deleted.map(({ remoteKey }) => remoteKey),
  ]);
}

interface Reason {
  readonly id: string;
  readonly remoteKey: string;
  readonly reason: string;
}

function reasonsOf(
  living: readonly LivingRow[],
  remove: readonly string[],
  walk: Walk,
): readonly Reason[] {
  const due = new Set(remove);
  return living
    .filter(({ id }) => due.has(id))
    .map(({ id, remote_key: remoteKey, missing_since: missing }) => {
      const since = missing === null ? '' : ` since ${missing.toISOString().slice(0, 10)}`;
      const reason = walk.gone.get(remoteKey) ?? `The source no longer describes it${since}.`;
      return { id, remoteKey, reason };
    });
}

async function deleteRecords(
  tx: Queryable,
  baseUrl: string,
  reasons: readonly Reason[],
  at: Date,
): Promise<readonly Outcome[]> {
  if (reasons.length === 0) return [];
  const ids = reasons.map(({ id }) => id);
  const published = await tx.query<{ iri: string; graph: string; record_id: string }>(
    `select iri, graph, record_id from entity where record_id = any($1::uuid[]) order by graph`,
    [ids],
  );
  const deletions = published.map(
    ({ iri, graph, record_id: recordId }): Change => ({
      type: 'delete',
      kind: 'dataset',
      iri,
      graph,
      recordId,
    }),
  );
  const { changes, agents, merged } = await leaveGroups(tx, baseUrl, ids);
  const agentChanges = await replaceAgents(tx, baseUrl, [
    ...published.map((row) => ({ id: row.record_id, agents: [] })),
    ...agents,
  ]);
  const { upserts, deletes } = agentChanges;
  const serials = await commitChanges(tx, [...upserts, ...deletions, ...changes, ...deletes], at);
  const reasonOf = new Map(reasons.map(({ id, reason }) => [id, reason]));
  const gone = [
    ...published.map(({ record_id: id, iri }) => ({ id, iri, canonical_id: null })),
    // Its dataset lives on, unless it goes with it.
    ...merged.map((row) => (ids.includes(row.canonical_id) ? { ...row, canonical_id: null } : row)),
  ];
  const tombstones = gone.map(({ id, iri, canonical_id }, index) => {
    // A merged record had no event of its own: it went when the dataset lost it as an origin.
    const serial = index < published.length ? serials[upserts.length + index] : serials.at(-1);
    return { id, iri, serial, reason: reasonOf.get(id), canonical_id };
  });
  await writeDeletion(tx, ids, tombstones, at);
  return reasons.map(({ id, remoteKey }) => ({ remoteKey, kind: 'deleted', recordId: id }));
}

async function writeDeletion(
  tx: Queryable,
  ids: readonly string[],
  tombstones: readonly unknown[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into tombstone (record_id, iri, serial, at, reason, canonical_id)
    select id, iri, serial, $2, reason, canonical_id
    from json_to_recordset($1::json) as t(id uuid, iri text, serial bigint, reason text,
      canonical_id uuid)
    on conflict (record_id) do update set
      iri = excluded.iri, serial = excluded.serial, at = excluded.at, reason = excluded.reason,
      canonical_id = excluded.canonical_id`,
    [toJson(tombstones), at.toISOString()],
  );
  await tx.query(
    `update record set
      state = 'deleted', last_outcome = 'deleted', fingerprint = null, changed_at = $2,
      missing_since = null, held_since = null
    where id = any($1::uuid[])`,
    [ids, at.toISOString()],
  );
}

async function countAbsent(
  tx: Queryable,
  sourceId: string,
): Promise<{ readonly missing: number; readonly held: number }> {
  const [row] = await tx.query<{ missing: number; held: number }>(
    `select
      count(*) filter (where missing_since is not null and held_since is null) as missing,
      count(*) filter (where held_since is not null) as held
    from record
    where source_id = $1 and state <> 'deleted'`,
    [sourceId],
  );
  return { missing: row?.missing ?? 0, held: row?.held ?? 0 };
}
