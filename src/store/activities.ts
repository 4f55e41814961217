import type { Activity } from '../model/published.ts';
import type { Queryable } from './queryable.ts';

/** Activities read at once: each carries the triples of an entity. */
const readAtOnce = 20;

/** Xsd:dateTime in UTC, to the microsecond, which a Date would lose. */
const published = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Changes between two serials, both included, in order; those whose triples are forgotten left out. */
export async function* readActivities(
  database: Queryable,
  first: number,
  last: number,
): AsyncGenerator<Activity> {
  let from = first;
  while (from <= last) {
    const page = await database.query<Activity>(
      `select serial, type, kind, iri, graph, ${published} as published,
        coalesce(ntriples, '') as ntriples
      from event
      where serial between $1 and $2 and (type = 'delete' or ntriples is not null)
      order by serial
      limit $3`,
      [from, last, readAtOnce],
    );
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < readAtOnce) return;
    from = end.serial + 1;
  }
}

/** Times of changes by serial. */
export async function timesOf(
  database: Queryable,
  serials: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await database.query<{ serial: number; published: string }>(
    `select serial, ${published} as published from event where serial = any($1::bigint[])`,
    [serials],
  );
  return new Map(rows.map((row) => [row.serial, row.published]));
}

/**
 * Forgets the triples of changes before a time that a later change of the same entity overtook, and
 * returns how many: a feed then tells the last of them only (LDES, LatestVersionSubset).
 */
export async function forgetOvertaken(database: Queryable, before: Date): Promise<number> {
  const rows = await database.query<{ serial: number }>(
    `update event e set ntriples = null
    where e.at < $1 and e.ntriples is not null
      and exists (select from event later where later.iri = e.iri and later.serial > e.serial)
    returning serial`,
    [before.toISOString()],
  );
  return rows.length;
}
