import type { Problem } from '../model/problem.ts';
import type { PreparedRecord } from '../model/record.ts';
import type { Outcome } from '../model/run.ts';
import type { Decision, StoredRecord } from './decide.ts';
import { toJson } from './json.ts';
import type { Queryable } from './queryable.ts';

/** Versions kept of a record: a source that changes a date every night must not fill the disk. */
const keptVersions = 30;

/** Reads what is stored of these records, by id. */
export async function readStored(
  tx: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  const rows = await tx.query<{
    id: string;
    first_published_at: Date | null;
    iri: string | null;
    content_hash: string | null;
  }>(
    `select r.id, r.first_published_at, coalesce(e.iri, m.iri) as iri,
      coalesce(e.content_hash, m.content_hash) as content_hash
    from record r
      left join entity e on e.record_id = r.id
      left join merged_record m on m.record_id = r.id
    where r.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, first_published_at: firstPublishedAt, iri, content_hash: hash }) => {
      const published = iri === null || hash === null ? null : { iri, contentHash: hash };
      return [id, { id, firstPublishedAt, published }];
    }),
  );
}

/** A record as one attempt leaves it. */
export interface RecordRow {
  readonly id: string;
  readonly remoteKey: string;
  /** null: as it was. */
  readonly iri: string | null;
  readonly state: 'published' | 'quarantined' | 'failed';
  readonly outcome: Outcome['kind'];
  readonly problem: Problem | null;
  /** null: to be tried again whatever the source sends. */
  readonly fingerprint: string | null;
  readonly firstPublishedAt: Date | null;
}

/** Writes the state of records after an attempt; they were there, so they are not missing. */
export async function writeRecords(
  tx: Queryable,
  sourceId: string,
  rows: readonly RecordRow[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into record (id, source_id, remote_key, iri, state, last_outcome, last_problem,
      fingerprint, first_seen_at, first_published_at, changed_at)
    select id, $2, "remoteKey", iri, state, outcome, problem, fingerprint, $3,
      "firstPublishedAt", $3
    from json_to_recordset($1::json) as r(id uuid, "remoteKey" text, iri text, state text,
      outcome text, problem jsonb, fingerprint text, "firstPublishedAt" timestamptz)
    on conflict (id) do update set
      iri = coalesce(excluded.iri, record.iri),
      state = excluded.state,
      last_outcome = excluded.last_outcome,
      last_problem = excluded.last_problem,
      fingerprint = excluded.fingerprint,
      missing_since = null,
      held_since = null,
      first_published_at = coalesce(record.first_published_at, excluded.first_published_at),
      changed_at = case
        when excluded.state = record.state and excluded.last_outcome <> 'updated'
        then record.changed_at
        else excluded.changed_at
      end`,
    [toJson(rows), sourceId, at.toISOString()],
  );
}

/** Keeps the latest payload of each record, so that it can be replayed without the source. */
export async function writePayloads(
  tx: Queryable,
  decisions: readonly Decision[],
  at: Date,
): Promise<void> {
  const rows = decisions.map(({ record: { id, payload, fingerprint } }) => ({
    id,
    body: payload.body,
    type: payload.mediaType,
    url: payload.url,
    fingerprint,
  }));
  await tx.query(
    `insert into payload (record_id, body, media_type, url, fingerprint, fetched_at)
    select id, body, type, url, fingerprint, $2
    from json_to_recordset($1::json) as p(id uuid, body text, type text, url text,
      fingerprint text)
    on conflict (record_id) do update set
      body = excluded.body,
      media_type = excluded.media_type,
      url = excluded.url,
      fingerprint = excluded.fingerprint,
      fetched_at = excluded.fetched_at`,
    [toJson(rows), at.toISOString()],
  );
}

/** Keeps the report of the last attempt that reached validation. */
export async function writeReports(
  tx: Queryable,
  runId: string,
  records: readonly PreparedRecord[],
  at: Date,
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ id, report, quality, notes }) => ({ id, report, quality, notes }));
  await tx.query(
    `insert into report (record_id, run_id, report, quality, notes, at)
    select id, $2, report, quality, notes, $3
    from json_to_recordset($1::json) as r(id uuid, report jsonb, quality jsonb, notes jsonb)
    on conflict (record_id) do update set
      run_id = excluded.run_id,
      report = excluded.report,
      quality = excluded.quality,
      notes = excluded.notes,
      at = excluded.at`,
    [toJson(rows), runId, at.toISOString()],
  );
}

/** Adds a version of each published document to the history of its record. */
export async function addVersions(
  tx: Queryable,
  runId: string,
  versions: readonly {
    readonly id: string;
    readonly contentHash: string;
    readonly ntriples: string;
  }[],
  at: Date,
): Promise<void> {
  if (versions.length === 0) return;
  await tx.query(
    `insert into record_version (record_id, number, content_hash, ntriples, run_id, at)
    select id, 1 + coalesce(
        (select max(number) from record_version where record_id = v.id), 0
      ), "contentHash", ntriples, $2, $3
    from json_to_recordset($1::json) as v(id uuid, "contentHash" text, ntriples text)`,
    [toJson(versions), runId, at.toISOString()],
  );
  await tx.query(
    `delete from record_version v
    using (
      select record_id, max(number) as newest
      from record_version
      where record_id = any($1::uuid[])
      group by record_id
    ) latest
    where v.record_id = latest.record_id and v.number <= latest.newest - $2`,
    [versions.map(({ id }) => id), keptVersions],
  );
}

/** Notes what became of records in a run; unchanged ones are only counted. */
export async function writeOutcomes(
  tx: Queryable,
  runId: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  const rows = outcomes.filter(({ kind }) => kind !== 'unchanged');
  if (rows.length === 0) return;
  await tx.query(
    `insert into outcome (run_id, remote_key, kind, record_id, problem, violations)
    select $2, "remoteKey", kind, "recordId", problem, violations
    from json_to_recordset($1::json) as o("remoteKey" text, kind text, "recordId" uuid,
      problem jsonb, violations integer)`,
    [toJson(rows), runId],
  );
}
