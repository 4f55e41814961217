import type { Member, Ruling } from '../model/grouping.ts';
import { type Likeness, matchKeysOf } from '../model/likeness.ts';
import { toJson } from './json.ts';
import type { Queryable } from './queryable.ts';

/** A key that more records share is no identifier but a word everybody uses. */
const mostSharing = 20;
/** Steps from record to record, and records reached: more is a source that misbehaves. */
const mostSteps = 5;
const mostReached = 300;

/** Stores what records are recognised by; keys are written only where they changed. */
export async function writeLikeness(
  tx: Queryable,
  records: readonly { readonly id: string; readonly likeness: Likeness }[],
): Promise<void> {
  if (records.length === 0) return;
  const changed = await tx.query<{ id: string; likeness: Likeness }>(
    `update record set likeness = l.likeness
    from json_to_recordset($1::json) as l(id uuid, likeness jsonb)
    where record.id = l.id and record.likeness is distinct from l.likeness
    returning record.id, record.likeness`,
    [toJson(records.map(({ id, likeness }) => ({ id, likeness })))],
  );
  if (changed.length === 0) return;
  await tx.query('delete from match_key where record_id = any($1::uuid[])', [
    changed.map(({ id }) => id),
  ]);
  const keys = changed.flatMap(({ id, likeness }) =>
    matchKeysOf(likeness).map((key) => ({ id, ...key })),
  );
  await tx.query(
    `insert into match_key (key, record_id, is_firm)
    select key, id, "isFirm"
    from json_to_recordset($1::json) as k(key text, id uuid, "isFirm" boolean)
    on conflict do nothing`,
    [toJson(keys)],
  );
}

/** Forgets what records are recognised by, for they are gone. */
export async function forgetLikeness(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.query('delete from match_key where record_id = any($1::uuid[])', [ids]);
  await tx.query('update record set likeness = null where id = any($1::uuid[])', [ids]);
}

/**
 * The sets of records that hang together with the given ones: by firm keys, as merged already, or by
 * an admin's word. A record that hangs together with no other is left out.
 */
export async function readComponents(
  tx: Queryable,
  ids: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const component = new Map<string, Set<string>>();
  let frontier: readonly string[] = [...new Set(ids)];
  const reached = new Set(frontier);
  for (let step = 0; step < mostSteps && frontier.length > 0; step += 1) {
    const links = await readLinks(tx, frontier);
    for (const { a, b } of links) join(component, a, b);
    frontier = links.flatMap(({ b }) => (reached.has(b) ? [] : [b])).slice(0, mostReached);
    for (const id of frontier) reached.add(id);
    if (reached.size > ids.length + mostReached) break;
  }
  return [...new Set(component.values())].map((members) => [...members]);
}

function join(component: Map<string, Set<string>>, a: string, b: string): void {
  const left = component.get(a) ?? new Set([a]);
  const right = component.get(b) ?? new Set([b]);
  component.set(a, left);
  if (left === right) return;
  for (const id of right) {
    left.add(id);
    component.set(id, left);
  }
}

function readLinks(tx: Queryable, ids: readonly string[]): Promise<{ a: string; b: string }[]> {
  return tx.query(
    `select k.record_id as a, unnest(shared.ids) as b
    from match_key k cross join lateral (
      select array_agg(record_id) as ids
      from (select record_id from match_key where key = k.key limit ${mostSharing + 1}) s
    ) shared
    where k.record_id = any($1::uuid[]) and k.is_firm
      and cardinality(shared.ids) between 2 and ${mostSharing}
    union
    select record_id, canonical_id from merged_record where record_id = any($1::uuid[])
    union
    select canonical_id, record_id from merged_record where canonical_id = any($1::uuid[])
    union
    select first_id, second_id from duplicate
    where first_id = any($1::uuid[]) and state = 'merged'
    union
    select second_id, first_id from duplicate
    where second_id = any($1::uuid[]) and state = 'merged'`,
    [ids],
  );
}

/** Records as candidates for grouping; those that describe nothing now are left out. */
export function readMembers(tx: Queryable, ids: readonly string[]): Promise<Member[]> {
  return tx.query<Member>(
    `select r.id, r.source_id as "sourceId", r.remote_key as "remoteKey", s.position, r.likeness,
      exists (select from run where source_id = r.source_id and verdict = 'complete')
        as "isSettled",
      case when e.record_id is not null then 'published'
        when m.record_id is not null then 'merged' else 'new' end as standing
    from record r
      join source s on s.id = r.source_id
      left join entity e on e.record_id = r.id
      left join merged_record m on m.record_id = r.id
    where r.id = any($1::uuid[]) and r.likeness is not null`,
    [ids],
  );
}

/** What an admin decided about pairs of these records. */
export function readRulings(tx: Queryable, ids: readonly string[]): Promise<Ruling[]> {
  return tx.query<Ruling>(
    `select first_id as first, second_id as second, state as verdict, kept_id as kept
    from duplicate
    where first_id = any($1::uuid[]) and second_id = any($1::uuid[]) and state <> 'open'`,
    [ids],
  );
}
