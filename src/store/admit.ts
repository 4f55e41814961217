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
  readonly recordId: string | null;
  readonly sourceId: string | null;
  readonly name: string;
}

/**
 * Refuses records that would spoil the batch or take something that is not theirs: keys too long to
 * index, a key that the batch has twice, an IRI that another record of the source, an agent or the
 * catalogue itself owns. A record with the IRI of another source's dataset becomes an origin of that.
 */
export async function admit(
  tx: Queryable,
  baseUrl: string,
  sourceId: string,
  batch: readonly Prepared[],
): Promise<Admission> {
  const owners = await readOwners(tx, batch);
  const ids = new Set<string>();
  const accepted: Prepared[] = [];
  const refused: Outcome[] = [];
  for (const record of batch) {
    const refusal =
      refusalOfKeys(record, ids) ??
      (record.kind === 'prepared'
        ? refusalOfIri(record, baseUrl, rivalOf(record, sourceId, owners.get(record.iri)))
        : null);
    if (refusal !== null) {
      refused.push(refusal);
      continue;
    }
    accepted.push(record);
    ids.add(record.id);
    if (record.kind === 'prepared') {
      const name = `the record ${record.payload.remoteKey} of this source`;
      owners.set(record.iri, [
        ...(owners.get(record.iri) ?? []),
        { recordId: record.id, sourceId, name },
      ]);
    }
  }
  return { accepted, refused };
}

async function readOwners(
  tx: Queryable,
  batch: readonly Prepared[],
): Promise<Map<string, readonly Owner[]>> {
  const iris = batch.flatMap((record) =>
    record.kind === 'prepared' && isIndexable(record.iri) ? [record.iri] : [],
  );
  const rows = await tx.query<{
    iri: string;
    record_id: string | null;
    source_id: string | null;
    remote_key: string | null;
  }>(
    `select o.iri, o.record_id, r.source_id, r.remote_key
    from (
      select iri, record_id from entity where iri = any($1::text[])
      union all
      select iri, record_id from merged_record where iri = any($1::text[])
    ) o left join record r on r.id = o.record_id`,
    [iris],
  );
  const owners = new Map<string, readonly Owner[]>();
  for (const { iri, record_id: recordId, source_id: sourceId, remote_key: key } of rows) {
    const name = sourceId === null ? 'an agent' : `the record ${key} of the source ${sourceId}`;
    owners.set(iri, [...(owners.get(iri) ?? []), { recordId, sourceId, name }]);
  }
  return owners;
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

/** Who else has the IRI of a record, and does not share it. */
function rivalOf(
  { id }: Prepared,
  sourceId: string,
  owners: readonly Owner[] = [],
): Owner | undefined {
  return owners.find(
    (owner) => owner.recordId !== id && (owner.recordId === null || owner.sourceId === sourceId),
  );
}

function refusalOfIri(
  { payload: { remoteKey }, id, iri }: Extract<Prepared, { kind: 'prepared' }>,
  baseUrl: string,
  rival: Owner | undefined,
): Outcome | null {
  if (!isIndexable(iri)) return tooLong('PARSE_IRI', 'IRI of the dataset', remoteKey);
  if (rival !== undefined) {
    const sentence = `The IRI ${iri} already belongs to ${rival.name}, which keeps it.`;
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
