import type { PreparedRecord } from '../model/record.ts';
import { datasetDocument } from '../rdf/mint.ts';
import type { Description } from './changes.ts';
import { documentOf } from './decide.ts';
import { toJson } from './json.ts';
import { withoutOrigins } from './origins.ts';
import type { Queryable } from './queryable.ts';

/** Describes a record that was just prepared. */
export function describe(
  record: PreparedRecord,
  baseUrl: string,
  issued: Date,
  modified: Date,
): Description {
  const { id, iri, contentHash, agents, summary, report, quality, notes } = record;
  return {
    recordId: id,
    iri,
    graph: datasetDocument(baseUrl, id),
    ntriples: documentOf(record, issued, modified),
    contentHash,
    agents,
    facts: { recordId: id, summary, report, quality, notes },
  };
}

/** A description as the database holds it. */
export interface StoredDescription extends Description {
  /** The dataset that publishes it; null when it is published itself. */
  readonly canonicalId: string | null;
  /** What is published of its origins. */
  readonly origins: string;
}

/** Reads the descriptions of records that are published or merged. */
export async function readDescriptions(
  tx: Queryable,
  baseUrl: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredDescription>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<Omit<StoredDescription, 'graph'>>(
    `select e.record_id as "recordId", e.iri, e.ntriples, e.content_hash as "contentHash",
      e.origins, null as "canonicalId",
      json_build_object('recordId', e.record_id, 'summary', e.summary, 'report', e.report,
        'quality', e.quality, 'notes', e.notes) as facts,
      coalesce((
        select json_agg(json_build_object('iri', d.agent_iri, 'ntriples', d.ntriples))
        from agent_reference a join agent_description d using (agent_iri, hash)
        where a.record_id = e.record_id
      ), '[]') as agents
    from entity e
    where e.record_id = any($1::uuid[])
    union all
    select record_id, iri, ntriples, content_hash, '', canonical_id, facts::json, agents::json
    from merged_record
    where record_id = any($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map((row) => [
      row.recordId,
      {
        ...row,
        graph: datasetDocument(baseUrl, row.recordId),
        ntriples: withoutOrigins(row.ntriples, row.origins),
      },
    ]),
  );
}

/** Keeps descriptions of records whose dataset another record publishes. */
export async function writeMerged(
  tx: Queryable,
  merged: readonly {
    readonly description: Description;
    readonly canonicalId: string;
    readonly reason: string;
  }[],
): Promise<void> {
  if (merged.length === 0) return;
  const rows = merged.map(({ description, canonicalId, reason }) => ({
    ...description,
    canonicalId,
    reason,
  }));
  await tx.query(
    `insert into merged_record
      (record_id, canonical_id, reason, iri, content_hash, ntriples, facts, agents)
    select "recordId", "canonicalId", reason, iri, "contentHash", ntriples, facts, agents
    from json_to_recordset($1::json) as m("recordId" uuid, "canonicalId" uuid, reason text,
      iri text, "contentHash" text, ntriples text, facts jsonb, agents jsonb)
    on conflict (record_id) do update set
      canonical_id = excluded.canonical_id,
      reason = excluded.reason,
      iri = excluded.iri,
      content_hash = excluded.content_hash,
      ntriples = excluded.ntriples,
      facts = excluded.facts,
      agents = excluded.agents`,
    [toJson(rows)],
  );
}

/** Forgets that these records are merged. */
export async function unmerge(tx: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.query('delete from merged_record where record_id = any($1::uuid[])', [ids]);
}
