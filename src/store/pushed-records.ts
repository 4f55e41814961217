import type { PushedRecord } from '../model/ingest.ts';
import type { Problem } from '../model/problem.ts';
import type { ValidationReport } from '../model/report.ts';
import type { Outcome } from '../model/run.ts';
import { violationsOf } from './decide.ts';
import type { Queryable } from './queryable.ts';

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The record that a partner means: by our id (whichever source it belongs to), else by remote key or
 * IRI within the source.
 */
export async function findPushedRecord(
  database: Queryable,
  sourceId: string,
  reference: string,
): Promise<PushedRecord | null> {
  const [row] = await database.query<{
    id: string;
    source_id: string;
    remote_key: string;
    state: PushedRecord['state'];
    last_outcome: string;
    last_problem: Problem | null;
    iri: string | null;
    report: ValidationReport | null;
  }>(
    `select r.id, r.source_id, r.remote_key, r.state, r.last_outcome, r.last_problem, r.iri,
      p.report
    from record r left join report p on p.record_id = r.id
    where r.id = $3 or (r.source_id = $1 and (r.remote_key = $2 or r.iri = $2))
    order by (r.id = $3) is true desc, r.remote_key = $2 desc
    limit 1`,
    [sourceId, reference.replaceAll('\0', ''), uuidForm.test(reference) ? reference : null],
  );
  if (!row) return null;
  return {
    id: row.id,
    sourceId: row.source_id,
    remoteKey: row.remote_key,
    state: row.state,
    lastOutcome: row.last_outcome,
    lastProblem: row.last_problem,
    iri: row.iri,
    report: row.report,
  };
}

/** How many records a source has, and how many were deleted since a moment. */
export async function countRecords(
  database: Queryable,
  sourceId: string,
  since: Date,
): Promise<{ readonly living: number; readonly deleted: number }> {
  const [row] = await database.query<{ living: number; deleted: number }>(
    `select
      count(*) filter (where state <> 'deleted') as living,
      count(*) filter (where state = 'deleted' and changed_at >= $2) as deleted
    from record
    where source_id = $1`,
    [sourceId, since.toISOString()],
  );
  return { living: row?.living ?? 0, deleted: row?.deleted ?? 0 };
}

/** Of these records of a source, those whose last description is kept back, and why; at most `most`. */
export async function keptBack(
  database: Queryable,
  sourceId: string,
  remoteKeys: readonly string[],
  most: number,
): Promise<readonly Outcome[]> {
  const rows = await database.query<{ id: string; remote_key: string; report: ValidationReport }>(
    `select r.id, r.remote_key, p.report
    from record r join report p on p.record_id = r.id
    where r.source_id = $1 and r.remote_key = any($2::text[]) and r.last_outcome = 'quarantined'
    order by r.remote_key
    limit $3`,
    [sourceId, remoteKeys, most],
  );
  return rows.map(({ id, remote_key: remoteKey, report }) => ({
    remoteKey,
    kind: 'quarantined',
    recordId: id,
    ...violationsOf(report),
  }));
}
