import type { Bond } from '../model/grouping.ts';
import { judge, type Likeness } from '../model/likeness.ts';
import { toJson } from './json.ts';
import type { Queryable } from './queryable.ts';

/** Records compared with one another per key: a title of common words must not cost more. */
const mostPerKey = 20;

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly likenessA: Likeness;
  readonly likenessB: Likeness;
}

/**
 * Suggests to the admin which of these records may be datasets that other sources describe too: by
 * acronym or title, or on sure grounds that contradict each other. What was decided stays decided.
 */
export async function suggest(
  tx: Queryable,
  ids: readonly string[],
  doubtful: readonly Bond[],
  at: Date,
): Promise<void> {
  const alike = (await readPairs(tx, ids)).flatMap(({ a, b, likenessA, likenessB }) => {
    const judgement = judge(likenessA, likenessB);
    if (judgement.kind !== 'alike') return [];
    return [{ a, b, similarity: judgement.similarity, reason: judgement.reason }];
  });
  const unclear = doubtful.map(({ a, b, reason }) => ({
    a: a.id,
    b: b.id,
    similarity: 1,
    reason: `${reason}, but another record fits as well`,
  }));
  const rows = [...unclear, ...alike].map(({ a, b, similarity, reason }) => ({
    first: a < b ? a : b,
    second: a < b ? b : a,
    similarity,
    reason,
  }));
  await tx.query(
    `delete from duplicate
    where state = 'open' and (first_id = any($1::uuid[]) or second_id = any($1::uuid[]))`,
    [ids],
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into duplicate (first_id, second_id, state, similarity, reason, at)
    select first, second, 'open', similarity, reason, $2
    from json_to_recordset($1::json) as d(first uuid, second uuid, similarity real, reason text)
    on conflict do nothing`,
    [toJson(rows), at.toISOString()],
  );
}

/** Pairs of records of different sources that share a key; what they are recognised by is read once each. */
async function readPairs(tx: Queryable, ids: readonly string[]): Promise<readonly Pair[]> {
  const pairs = await tx.query<{ a: string; b: string }>(
    `select p.a, p.b
    from (
      select distinct k.record_id as a, n.record_id as b
      from match_key k cross join lateral (
        select record_id from match_key
        where key = k.key
        order by record_id
        limit ${mostPerKey}
      ) n
      where k.record_id = any($1::uuid[]) and n.record_id <> k.record_id
    ) p
      join record r on r.id = p.a
      join record o on o.id = p.b and o.source_id <> r.source_id`,
    [ids],
  );
  if (pairs.length === 0) return [];
  const rows = await tx.query<{ id: string; likeness: Likeness }>(
    'select id, likeness from record where id = any($1::uuid[]) and likeness is not null',
    [[...new Set(pairs.flatMap(({ a, b }) => [a, b]))]],
  );
  const likeness = new Map(rows.map((row) => [row.id, row.likeness]));
  return pairs.flatMap(({ a, b }) => {
    const likenessA = likeness.get(a);
    const likenessB = likeness.get(b);
    return likenessA && likenessB ? [{ a, b, likenessA, likenessB }] : [];
  });
}
