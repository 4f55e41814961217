import type { HeldDeletion, HeldOfSource, HeldPage } from '../model/decisions.ts';
import type { Queryable } from './queryable.ts';

/** Deletions that wait for a decision, of one source or of all. */
export function heldDeletions(
  database: Queryable,
  sourceId: string | null,
  { after, limit }: HeldPage = {},
): Promise<readonly HeldDeletion[]> {
  return database.query<HeldDeletion>(
    `select r.id as "recordId", r.source_id as "sourceId", r.remote_key as "remoteKey",
      r.held_since as "heldSince", coalesce(e.summary, m.facts -> 'summary') -> 'title' as title
    from record r
      left join entity e on e.record_id = r.id
      left join merged_record m on m.record_id = r.id
    where r.held_since is not null and r.state <> 'deleted'
      and ($1::text is null or r.source_id = $1)
      and ($2::text is null or (r.source_id, r.remote_key) > ($2, $3))
    order by r.source_id, r.remote_key
    limit $4`,
    [sourceId, after?.sourceId ?? null, after?.remoteKey ?? null, limit ?? null],
  );
}

/** How many deletions wait of how many records, for each source that has any. */
export function heldOfSources(database: Queryable): Promise<readonly HeldOfSource[]> {
  return database.query<HeldOfSource>(
    `select source_id as "sourceId", count(held_since)::integer as held, count(*)::integer as living,
      min(held_since) as since
    from record
    where state <> 'deleted'
    group by source_id
    having count(held_since) > 0
    order by source_id`,
  );
}

/** Records of a source that are deleted, and were at this very moment. */
export async function deletedAt(
  database: Queryable,
  sourceId: string,
  at: Date,
): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>(
    `select id from record where source_id = $1 and state = 'deleted' and changed_at = $2
    order by id`,
    [sourceId, at.toISOString()],
  );
  return rows.map(({ id }) => id);
}

/**
 * Keeps all held records of a source; returns how many. If the next complete runs miss them again,
 * their grace period starts anew.
 */
export async function rejectHeld(database: Queryable, sourceId: string): Promise<number> {
  const rows = await database.query(
    `update record set missing_since = null, held_since = null
    where source_id = $1 and held_since is not null and state <> 'deleted'
    returning id`,
    [sourceId],
  );
  return rows.length;
}
