import type { Summary } from '../model/record.ts';
import { type DatasetFacts, lockCatalogue, refreshDatasets } from './changes.ts';
import type { Database } from './queryable.ts';
import { searchVersion } from './search-index.ts';

/** Datasets renewed in one transaction: saves wait as long. */
const batchSize = 100;

/** Reads again what search knows of a published dataset; the holder's name stands in another graph. */
export type Summarise = (ntriples: string, iri: string, before: Summary) => Summary;

interface Outdated extends Omit<DatasetFacts, 'recordId'> {
  readonly id: string;
  readonly iri: string;
  readonly ntriples: string;
}

/**
 * Brings what search knows of published datasets up to date where an older version of Glaneur wrote it
 * or the level of a source was changed, batch by batch. Returns how many; safe to be cut off.
 */
export async function renewSearch(
  database: Database,
  summarise: Summarise,
  now: () => Date,
  signal: AbortSignal,
): Promise<number> {
  let renewed = 0;
  while (!signal.aborted) {
    const count = await database.transaction(async (tx) => {
      await lockCatalogue(tx);
      const rows = await tx.query<Outdated>(
        `select e.record_id as id, e.iri, e.ntriples, e.summary, e.report, e.quality, e.notes
        from dataset_search d
        join entity e on e.record_id = d.record_id
        join record r on r.id = e.record_id
        join source s on s.id = r.source_id
        where d.version < $1 or d.level is distinct from s.definition ->> 'level'
        limit $2`,
        [searchVersion, batchSize],
      );
      const facts = rows.map(({ id: recordId, iri, ntriples, summary, ...rest }) => ({
        ...rest,
        recordId,
        summary: summarise(ntriples, iri, summary),
      }));
      await refreshDatasets(tx, facts, now());
      return rows.length;
    });
    renewed += count;
    if (count < batchSize) break;
  }
  return renewed;
}
