import type {
  Journal,
  JournalEntry,
  RecordDetails,
  RecordOverview,
  RecordQuery,
  RecordVersion,
  RunQuery,
  StoredReport,
} from '../model/journal.ts';
import type { HarvestRun, OutcomeKind } from '../model/run.ts';
import type { Queryable } from './queryable.ts';
import { columns, type OutcomeRow, outcomeOf, type RunRow, runOf } from './run-rows.ts';
import { isUuid } from './uuid.ts';

/** Reads runs and records in a database whose schema is up to date. */
export function createJournal(database: Queryable): Journal {
  return {
    runs: (query) => runs(database, query),
    run: async (id) => {
      if (!isUuid(id)) return null;
      const [row] = await database.query<RunRow>(`select ${columns} from run where id = $1`, [id]);
      return row ? runOf(row) : null;
    },
    outcomes: (runId, after, limit, kind) => outcomes(database, runId, after, limit, kind),
    records: (query) => records(database, query),
    record: async (id) => (isUuid(id) ? record(database, id) : null),
    report: async (id) => {
      if (!isUuid(id)) return null;
      const [report] = await database.query<StoredReport>(
        `select run_id as "runId", at, report, quality, notes from report where record_id = $1`,
        [id],
      );
      return report ?? null;
    },
    payload: async (id) => {
      if (!isUuid(id)) return null;
      const [payload] = await database.query<{ body: string; mediaType: string }>(
        'select body, media_type as "mediaType" from payload where record_id = $1',
        [id],
      );
      return payload ?? null;
    },
    version: async (id, number) => {
      if (!isUuid(id)) return null;
      const [row] = await database.query<{ ntriples: string }>(
        'select ntriples from record_version where record_id = $1 and number = $2',
        [id, number],
      );
      return row?.ntriples ?? null;
    },
  };
}

async function runs(
  database: Queryable,
  { sourceId, verdict, after, limit }: RunQuery,
): Promise<readonly HarvestRun[]> {
  const rows = await database.query<RunRow>(
    `select ${columns} from run
    where ($1::text is null or source_id = $1)
      and ($2::text is null or coalesce(verdict, 'running') = $2)
      and ($3::timestamptz is null or started_at < $3 or (started_at = $3 and id > $4::uuid))
    order by started_at desc, id
    limit $5`,
    [sourceId ?? null, verdict ?? null, after?.startedAt.toISOString(), after?.id, limit],
  );
  return rows.map(runOf);
}

async function outcomes(
  database: Queryable,
  runId: string,
  after: number,
  limit: number,
  kind: OutcomeKind | undefined,
): Promise<readonly JournalEntry[]> {
  const rows = await database.query<OutcomeRow & { readonly id: number }>(
    `select id, remote_key, kind, record_id, problem, violations from outcome
    where run_id = $1 and id > $2 and ($3::text is null or kind = $3)
    order by id
    limit $4`,
    [runId, after, kind ?? null, limit],
  );
  return rows.map((row) => ({ id: row.id, ...outcomeOf(row) }));
}

const overview = `r.id, r.source_id as "sourceId", r.remote_key as "remoteKey", r.iri,
  coalesce(e.summary, m.facts -> 'summary') -> 'title' as title, r.state, r.last_outcome as "lastOutcome",
  r.last_problem as problem,
  case when r.last_outcome = 'quarantined' then (
    select f.result -> 'message'
    from report p, jsonb_array_elements(p.report -> 'results') with ordinality as f(result, place)
    where p.record_id = r.id and f.result ->> 'severity' = 'Violation'
    order by f.place
    limit 1
  ) end as violation, r.missing_since as "missingSince", r.held_since as "heldSince",
  r.changed_at as "changedAt"`;

function records(
  database: Queryable,
  { sourceIds, state, outcome, text, after, limit }: RecordQuery,
): Promise<readonly RecordOverview[]> {
  return database.query<RecordOverview>(
    `select ${overview}
    from record r
      left join entity e on e.record_id = r.id
      left join merged_record m on m.record_id = r.id
    where ($1::text[] is null or r.source_id = any($1)) and ($2::text is null or r.state = $2)
      and ($3::text is null or r.last_outcome = $3)
      and ($4::text is null or strpos(lower(r.remote_key), lower($4)) > 0
        or strpos(lower((coalesce(e.summary, m.facts -> 'summary') -> 'title')::text), lower($4)) > 0)
      and ($5::text is null or (r.source_id, r.remote_key) > ($5, $6))
    order by r.source_id, r.remote_key
    limit $7`,
    [
      sourceIds ?? null,
      state ?? null,
      outcome ?? null,
      text ?? null,
      after?.sourceId ?? null,
      after?.remoteKey ?? null,
      limit,
    ],
  );
}

type RecordRow = Omit<RecordDetails, 'payload' | 'tombstone' | 'versions'> & {
  readonly deletedAt: Date | null;
  readonly reason: string;
  readonly mediaType: string | null;
  readonly url: string;
  readonly bytes: number;
  readonly fetchedAt: Date;
};

async function record(database: Queryable, id: string): Promise<RecordDetails | null> {
  const [row] = await database.query<RecordRow>(
    `select ${overview}, r.first_seen_at as "firstSeenAt",
      r.first_published_at as "firstPublishedAt", m.canonical_id as "mergedInto",
      p.media_type as "mediaType", p.url, octet_length(p.body) as bytes,
      p.fetched_at as "fetchedAt", t.at as "deletedAt", t.reason
    from record r
      left join entity e on e.record_id = r.id
      left join merged_record m on m.record_id = r.id
      left join payload p on p.record_id = r.id
      left join tombstone t on t.record_id = r.id and r.state = 'deleted'
    where r.id = $1`,
    [id],
  );
  if (!row) return null;
  const versions = await database.query<RecordVersion>(
    `select number, content_hash as "contentHash", run_id as "runId", at
    from record_version
    where record_id = $1
    order by number desc`,
    [id],
  );
  const { mediaType, url, bytes, fetchedAt, deletedAt, reason, ...rest } = row;
  const payload = mediaType === null ? null : { mediaType, url, bytes, fetchedAt };
  const tombstone = deletedAt === null ? null : { at: deletedAt, reason };
  return { ...rest, payload, tombstone, versions };
}
