import { HarvestError, type ProblemCode, problemOf } from '../model/problem.ts';
import type { Prepared } from '../model/record.ts';
import type { Outcome } from '../model/run.ts';
import { datasetDocument } from '../rdf/mint.ts';
import { isIndexable, longestKey } from './key-length.ts';
import type { Queryable } from './queryable.ts';

/** A batch parted into records to store and those refused, with the reason. */
export interface Admission {
  readonly accepted: readonly Prepared[];
  readonly refused: readonly Outcome[];
}

interface Owner {
  readonly iri: string;
  readonly recordId: string | null;
  readonly name: string;
}

/**
 * Refuses records that would spoil the batch or take something that is not theirs: keys too long to
 * index, a key that the batch has twice, an IRI that another record or the catalogue itself owns.
 */
export async function admit(
  tx: Queryable,
  baseUrl: string,
  batch: readonly Prepared[],
): Promise<Admission> {
  const owners = await readOwners(tx, batch);
  const ids = new Set<string>();
  const accepted: Prepared[] = [];
  const refused: Outcome[] = [];
  for (const record of batch) {
    const refusal =
      refusalOfKeys(record, ids) ??
      (record.kind === 'prepared' ? refusalOfIri(record, baseUrl, owners) : null);
    if (refusal !== null) {
      refused.push(refusal);
      continue;
    }
    accepted.push(record);
    ids.add(record.id);
    if (record.kind === 'prepared') {
      const name = `the record ${record.payload.remoteKey} of this source`;
      owners.set(record.iri, { iri: record.iri, recordId: record.id, name });
    }
  }
  return { accepted, refused };
}

async function readOwners(tx: Queryable, batch: readonly Prepared[]): Promise<Map<string, Owner>> {
  const iris = batch.flatMap((record) =>
    record.kind === 'prepared' && isIndexable(record.iri) ? [record.iri] : [],
  );
  const rows = await tx.query<{
    iri: string;
    record_id: string | null;
    source_id: string | null;
    remote_key: string | null;
  }>(
    `select e.iri, e.record_id, r.source_id, r.remote_key
    from entity e left join record r on r.id = e.record_id
    where e.iri = any($1::text[])`,
    [iris],
  );
  return new Map(
    rows.map(({ iri, record_id: recordId, source_id: source, remote_key: key }) => {
      const name = source === null ? 'an agent' : `the record ${key} of the source ${source}`;
      return [iri, { iri, recordId, name }];
    }),
  );
}

function refusalOfKeys(record: Prepared, ids: ReadonlySet<string>): Outcome | null {
  const { remoteKey } = record.payload;
  if (!isIndexable(remoteKey)) return tooLong('MAP_UNREADABLE', 'key of the record', remoteKey);
  if (!ids.has(record.id)) return null;
  return skipped(
    remoteKey,
    'IDENTIFY_DUPLICATE_KEY',
    `The source sent two records with the key ${remoteKey}; the first was kept.`,
  );
}

function refusalOfIri(
  { payload: { remoteKey }, id, iri }: Extract<Prepared, { kind: 'prepared' }>,
  baseUrl: string,
  owners: ReadonlyMap<string, Owner>,
): Outcome | null {
  if (!isIndexable(iri)) return tooLong('PARSE_IRI', 'IRI of the dataset', remoteKey);
  const owner = owners.get(iri);
  if (owner !== undefined && owner.recordId !== id) {
    const sentence = `The IRI ${iri} already belongs to ${owner.name}, which keeps it.`;
    return skipped(remoteKey, 'IDENTIFY_DUPLICATE_KEY', sentence);
  }
  if (iri.startsWith(`${baseUrl}/`) && iri !== datasetDocument(baseUrl, id)) {
    const sentence = `The IRI ${iri} belongs to this catalogue and is not that of this record.`;
    return skipped(remoteKey, 'IDENTIFY_DUPLICATE_KEY', sentence);
  }
  return null;
}

/** Outcome of a record whose key or IRI the database cannot hold. */
export function tooLong(code: ProblemCode, what: string, remoteKey: string): Outcome {
  const sentence = `The ${what} is longer than ${longestKey} bytes or holds characters no text may hold.`;
  return skipped(remoteKey, code, sentence);
}

function skipped(remoteKey: string, code: ProblemCode, sentence: string): Outcome {
  const problem = problemOf(new HarvestError(code, sentence));
  return { remoteKey, kind: 'skipped', recordId: null, problem };
}
