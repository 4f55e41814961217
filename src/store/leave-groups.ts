import { forgetLikeness } from './likeness.ts';
import type { Queryable } from './queryable.ts';
import { settle } from './settle.ts';

/** Takes records out of the datasets they were merged into; what was merged into them comes back. */
export async function leaveGroups(tx: Queryable, baseUrl: string, ids: readonly string[]) {
  await forgetLikeness(tx, ids);
  const merged = await tx.query<{ id: string; iri: string; canonical_id: string }>(
    `delete from merged_record where record_id = any($1::uuid[])
    returning record_id as id, iri, canonical_id`,
    [ids],
  );
  const left = await tx.query<{ record_id: string }>(
    'select record_id from merged_record where canonical_id = any($1::uuid[])',
    [ids],
  );
  const touched = [
    ...merged.map(({ canonical_id: id }) => id),
    ...left.map(({ record_id: id }) => id),
  ].filter((id) => !ids.includes(id));
  return { ...(await settle(tx, baseUrl, touched, new Map())), merged };
}
