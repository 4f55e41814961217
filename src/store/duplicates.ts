import type { DuplicatePair, Duplicates, PairQuery } from '../model/decisions.ts';
import { pairKey } from '../model/grouping.ts';
import type { PairText } from '../model/pair-texts.ts';
import { HarvestError } from '../model/problem.ts';
import { replaceAgents } from './agent-changes.ts';
import { commitChanges, lockCatalogue } from './changes.ts';
import type { Database, Queryable } from './queryable.ts';
import { settle } from './settle.ts';

/** What decisions need from outside. */
export interface DuplicatesContext {
  readonly database: Database;
  readonly baseUrl: string;
  readonly now: () => Date;
}

/** Duplicates on a database; each decision is one transaction with the events that follow from it. */
export function createDuplicates(context: DuplicatesContext): Duplicates {
  return {
    list: (query) => list(context.database, query),
    merge: (first, second) =>
      decide(context, [first, second], async (tx, at) => {
        await tx.query('update duplicate set kept_id = $1 where state = $2 and kept_id = $3', [
          first,
          'merged',
          second,
        ]);
        await rule(tx, first, second, 'merged', first, at);
      }),
    never: (first, second) =>
      decide(context, [first, second], async (tx, at) => {
        await refuseOneIri(tx, [[first, second]]);
        await rule(tx, first, second, 'never', null, at);
      }),
    async split(id) {
      let parted = 0;
      await decide(context, [id], async (tx, at) => {
        const others = await companionsOf(tx, id);
        await refuseOneIri(
          tx,
          others.map((other) => [id, other]),
        );
        for (const other of others) await rule(tx, id, other, 'never', null, at);
        parted = others.length;
      });
      return parted;
    },
  };
}

function decide(
  { database, baseUrl, now }: DuplicatesContext,
  ids: readonly string[],
  write: (tx: Queryable, at: Date) => Promise<void>,
): Promise<void> {
  return database.transaction(async (tx) => {
    const at = now();
    await lockCatalogue(tx);
    await requirePublished(tx, ids);
    const touched = new Set(ids);
    for (const id of ids) for (const other of await companionsOf(tx, id)) touched.add(other);
    await write(tx, at);
    const { changes, agents } = await settle(tx, baseUrl, [...touched], new Map());
    const { upserts, deletes } = await replaceAgents(tx, baseUrl, agents);
    await commitChanges(tx, [...upserts, ...changes, ...deletes], at);
  });
}

async function rule(
  tx: Queryable,
  a: string,
  b: string,
  state: 'merged' | 'never',
  kept: string | null,
  at: Date,
): Promise<void> {
  const reason: PairText =
    state === 'merged'
      ? 'an admin decided that they are one dataset'
      : 'an admin decided that they are two datasets';
  await tx.query(
    `insert into duplicate (first_id, second_id, state, kept_id, similarity, reason, at)
    values ($1, $2, $3, $4, 1, $5, $6)
    on conflict (first_id, second_id) do update set
      state = excluded.state, kept_id = excluded.kept_id, reason = excluded.reason,
      at = excluded.at`,
    [...pairKey(a, b).split(' '), state, kept, reason, at.toISOString()],
  );
}

/** The other records of the dataset that a record belongs to. */
async function companionsOf(tx: Queryable, id: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `with own as (
      select coalesce((select canonical_id from merged_record where record_id = $1), $1::uuid) as id
    )
    select record_id as id from merged_record, own where canonical_id = own.id and record_id <> $1
    union
    select id from own where id <> $1`,
    [id],
  );
  return rows.map((row) => row.id);
}

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function requirePublished(tx: Queryable, ids: readonly string[]): Promise<void> {
  const valid = ids.filter((id) => uuidForm.test(id));
  const rows = await tx.query<{ id: string }>(
    `select record_id as id from entity where record_id = any($1::uuid[])
    union
    select record_id from merged_record where record_id = any($1::uuid[])`,
    [valid],
  );
  const known = new Set(rows.map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined || known.size < ids.length)
    throw new HarvestError(
      'IDENTIFY_NOT_PUBLISHED',
      `${unknown ?? ids[0]} is not the id of ${ids.length > 1 ? 'another' : 'a'} published record`,
    );
}

async function refuseOneIri(
  tx: Queryable,
  pairs: readonly (readonly [string, string])[],
): Promise<void> {
  const iris = await tx.query<{ id: string; iri: string }>(
    'select id, iri from record where id = any($1::uuid[])',
    [pairs.flat()],
  );
  const iriOf = new Map(iris.map(({ id, iri }) => [id, iri]));
  const shared = pairs.find(([a, b]) => iriOf.get(a) === iriOf.get(b));
  if (shared !== undefined)
    throw new HarvestError(
      'IDENTIFY_ONE_IRI',
      `${shared[0]} and ${shared[1]} both have the IRI ${iriOf.get(shared[0])}`,
    );
}

function list(
  database: Queryable,
  { state, after, limit }: PairQuery = {},
): Promise<DuplicatePair[]> {
  return database.query<DuplicatePair>(
    `with shown as (
      select e.record_id as id, e.record_id as dataset, e.iri, e.summary
      from entity e where e.record_id is not null
      union all
      select m.record_id, m.canonical_id, m.iri, m.facts -> 'summary' from merged_record m
    ), side as (
      select s.id, s.dataset, json_build_object('id', s.id, 'sourceId', r.source_id, 'iri', s.iri,
        'title', coalesce(s.summary -> 'title' ->> 'fr', s.summary -> 'title' ->> 'en',
          (select t.value from jsonb_each_text(s.summary -> 'title') t limit 1), '')) as json
      from shown s join record r on r.id = s.id
    ), pair as (
    select d.state, case d.state when 'never' then 'admin' end as "decidedBy",
      a.json as first, b.json as second, d.reason, d.similarity, a.id as first_id, b.id as second_id
    from duplicate d join side a on a.id = d.first_id join side b on b.id = d.second_id
    where d.state = 'never' or (d.state = 'open' and a.dataset <> b.dataset)
    union all
    select 'merged', case when d.state = 'merged' then 'admin' else 'rule' end,
      a.json, b.json, m.reason, null, a.id, b.id
    from merged_record m
      join side a on a.id = m.canonical_id
      join side b on b.id = m.record_id
      left join duplicate d on d.first_id = least(m.record_id, m.canonical_id)
        and d.second_id = greatest(m.record_id, m.canonical_id)
    )
    select state, "decidedBy", first, second, reason, similarity from pair
    where ($1::text is null or state = $1)
      and ($2::text is null
        or (state, coalesce(similarity, -1), first_id, second_id) < ($2, $3::real, $4::uuid, $5::uuid))
    order by state desc, coalesce(similarity, -1) desc, first_id desc, second_id desc
    limit $6`,
    [
      state ?? null,
      after?.state ?? null,
      after?.similarity ?? -1,
      after?.firstId ?? null,
      after?.secondId ?? null,
      limit ?? null,
    ],
  );
}
