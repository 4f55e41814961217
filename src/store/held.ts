import type { HeldDeletion } from '../model/decisions.ts';
import type { Queryable } from './queryable.ts';

/** Deletions that wait for a decision, of one source or of all. */
export function heldDeletions(
  database: Queryable,
  sourceId: string | null,
): Promise<readonly HeldDeletion[]> {
  return database.query<HeldDeletion>(
    `select id as "recordId", source_id as "sourceId", remote_key as "remoteKey",
      held_since as "heldSince"
    from record
    where held_since is not null and state <> 'deleted' and ($1::text is null or source_id = $1)
    order by source_id, remote_key`,
    [sourceId],
  );
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
