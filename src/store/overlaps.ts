import type { FacetName, FacetValue, Overlap } from '../model/search.ts';
import type { Queryable } from './queryable.ts';
import { foundColumns } from './search.ts';

/** What tells what data are about, and on whom. */
const about: readonly FacetName[] = [
  'category',
  'theme',
  'region',
  'size',
  'age',
  'period',
  'coding',
  'biobank',
  'rare',
];
/** What another dataset must have wholly: these narrow candidates down by the index. */
const required: readonly FacetName[] = ['category', 'coding', 'region'];
/** Candidates compared; a catalogue of like descriptions has any number of them. */
const mostCandidates = 500;
/** How much of what either says must be said by both, 0 to 1. */
const alikeFrom = 0.6;

/**
 * Datasets that may hold the same data as this one: those whose titles or acronyms are alike and about
 * which nobody has decided yet, then those with the same categories, coding systems and regions that
 * agree on most of the rest. The most alike first.
 */
export async function readOverlaps(
  database: Queryable,
  id: string,
  most: number,
): Promise<readonly Overlap[]> {
  const suggested = await readSuggested(database, id, most);
  const alike = await readAlike(database, id, most);
  const known = new Set(suggested.map((other) => other.id));
  return [...suggested, ...alike.filter((other) => !known.has(other.id))].slice(0, most);
}

function readSuggested(database: Queryable, id: string, most: number): Promise<Overlap[]> {
  return database.query<Overlap>(
    `select ${foundColumns}, 'suggested' as ground, d.similarity, '[]'::jsonb as shared
    from duplicate d
      join record r on r.id = case when d.first_id = $1 then d.second_id else d.first_id end
      join entity e on e.record_id = r.id
    where d.state = 'open' and (d.first_id = $1 or d.second_id = $1)
    order by d.similarity desc, r.id
    limit $2`,
    [id, most],
  );
}

async function readAlike(database: Queryable, id: string, most: number): Promise<Overlap[]> {
  const own = await database.query<FacetValue & { readonly number: number }>(
    `select f.id as number, f.facet, f.code, f.label
    from dataset_search s join facet_value f on f.id = any(s.facets)
    where s.record_id = $1 and f.facet = any($2)`,
    [id, about],
  );
  const has = (facet: FacetName) => own.some((value) => value.facet === facet);
  if (!has('category') || !(has('coding') || has('region'))) return [];
  const numbers = own.map(({ number }) => number);
  const key = own.filter(({ facet }) => required.includes(facet)).map(({ number }) => number);
  const rows = await database.query<Omit<Overlap, 'shared'> & { readonly common: number[] }>(
    `with candidate as (
      select record_id, facets from dataset_search
      where facets @> $2::integer[] and record_id <> $1
      order by record_id
      limit ${mostCandidates}
    ), compared as (
      select c.record_id, array_agg(f.id) filter (where f.id = any($3::integer[])) as common,
        count(*) as said
      from candidate c
        cross join lateral unnest(c.facets) v(id)
        join facet_value f on f.id = v.id and f.facet = any($4)
      group by c.record_id
    ), alike as (
      select record_id, common,
        cardinality(common)::real / (said + cardinality($3::integer[]) - cardinality(common)) as similarity
      from compared
    )
    select ${foundColumns}, 'alike' as ground, a.similarity, a.common
    from alike a
      join record r on r.id = a.record_id
      join entity e on e.record_id = r.id
    where a.similarity >= $5
    order by a.similarity desc, r.id
    limit $6`,
    [id, key, numbers, about, alikeFrom, most],
  );
  return rows.map(({ common, ...other }) => ({
    ...other,
    shared: own
      .filter(({ number }) => common.includes(number))
      .map(({ facet, code, label }) => ({ facet, code, label })),
  }));
}
