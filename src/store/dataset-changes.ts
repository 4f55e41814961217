import type { DatasetChange, DatasetChangeQuery } from '../model/published.ts';
import { toText } from './json.ts';
import type { Queryable } from './queryable.ts';

interface Row {
  readonly serial: number;
  readonly at: Date;
  readonly id: string;
  readonly sourceId: string;
  readonly published: DatasetChange['published'];
}

/** Last changes of datasets in the order of serials: an event that no later one of its record follows. */
export function readDatasetChanges(
  database: Queryable,
  query: DatasetChangeQuery,
): Promise<readonly DatasetChange[]> {
  return database.query<Row>(
    `select e.serial, e.at, r.id, r.source_id as "sourceId",
      case when n.iri is not null then json_build_object('iri', n.iri, 'graph', n.graph,
        'ntriples', n.ntriples, 'summary', n.summary) end as published
    from event e
    join record r on r.id = e.record_id
    left join entity n on n.record_id = e.record_id and e.type <> 'delete'
    where e.kind = 'dataset' and e.serial > $1
      and not exists (
        select from event later
        where later.record_id = e.record_id and later.kind = 'dataset' and later.serial > e.serial
      )
      and ($3::text is null or r.id::text = $3)
      and ($4::timestamptz is null or e.at >= $4)
      and ($5::timestamptz is null or e.at < $5)
      and ($6::text is null or r.source_id = $6)
      and ($7::text is null or n.summary -> 'healthCategories' ? $7)
      and ($8::bigint is null or e.serial < $8)
    order by e.serial ${query.newestFirst ? 'desc' : 'asc'}
    limit $2`,
    [
      query.after,
      query.limit,
      query.id === undefined ? null : toText(query.id.toLowerCase()),
      query.from?.toISOString() ?? null,
      query.before?.toISOString() ?? null,
      query.sourceId === undefined ? null : toText(query.sourceId),
      query.healthCategory === undefined ? null : toText(query.healthCategory),
      query.below ?? null,
    ],
  );
}
