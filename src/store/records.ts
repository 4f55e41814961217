import type { Fingerprinted, RecordFailure, RecordStore } from '../harvest/ports.ts';
import type { Prepared, PreparedRecord } from '../model/record.ts';
import type { HarvestRun, Outcome } from '../model/run.ts';
import type { Source } from '../model/source.ts';
import { admit, tooLong } from './admit.ts';
import { replaceAgents } from './agent-changes.ts';
import { commitChanges, lockCatalogue, refreshDatasets } from './changes.ts';
import { type Decision, decide, type Merger, outcomeOf } from './decide.ts';
import { describe } from './descriptions.ts';
import { isIndexable } from './key-length.ts';
import { writeLikeness } from './likeness.ts';
import type { Database, Queryable } from './queryable.ts';
import {
  addVersions,
  type RecordRow,
  readStored,
  writeOutcomes,
  writePayloads,
  writeRecords,
  writeReports,
} from './record-rows.ts';
import { retire } from './retire.ts';
import { type Fresh, settle } from './settle.ts';
import { suggest } from './suggest.ts';

/** What the record store needs from outside. */
export interface RecordStoreContext {
  readonly database: Database;
  /** Public base of every minted IRI, without a slash at the end. */
  readonly baseUrl: string;
  readonly now: () => Date;
  /** The id of a record: UUIDv5 of source and remote key. */
  readonly recordId: (sourceId: string, remoteKey: string) => string;
}

/** The store of records on a database whose schema is up to date. */
export function createRecordStore(context: RecordStoreContext): RecordStore {
  return {
    unchanged: (source, batch) => unchanged(context, source, batch),
    save: (run, source, batch) => save(context, run, source, batch),
    fail: (run, failures) => fail(context, run, failures),
    retire: (run, source, walk) => retire(context, run, source, walk),
  };
}

async function unchanged(
  { database, recordId }: RecordStoreContext,
  source: Source,
  batch: readonly Fingerprinted[],
): Promise<ReadonlySet<string>> {
  const ids = batch.map(({ payload }) => recordId(source.id, payload.remoteKey));
  const rows = await database.query<{ id: string; absent: boolean }>(
    `select r.id, (r.missing_since is not null or r.held_since is not null) as absent
    from unnest($1::uuid[], $2::text[]) as b(id, fingerprint) join record r using (id)
    where r.fingerprint = b.fingerprint and r.state in ('published', 'quarantined')
      and (r.likeness is not null or r.last_outcome = 'quarantined')`,
    [ids, batch.map(({ fingerprint }) => fingerprint)],
  );
  const absent = rows.filter((row) => row.absent).map(({ id }) => id);
  if (absent.length > 0) {
    await database.query(
      'update record set missing_since = null, held_since = null where id = any($1::uuid[])',
      [absent],
    );
  }
  const found = new Set(rows.map(({ id }) => id));
  const keys = batch.map(({ payload }) => payload.remoteKey);
  return new Set(keys.filter((_, index) => found.has(ids[index] ?? '')));
}

function save(
  { database, baseUrl, now }: RecordStoreContext,
  run: HarvestRun,
  source: Source,
  batch: readonly Prepared[],
): Promise<readonly Outcome[]> {
  return database.transaction(async (tx) => {
    const at = now();
    await lockCatalogue(tx);
    const { accepted, refused } = await admit(tx, baseUrl, source.id, batch);
    const stored = await readStored(
      tx,
      accepted.map(({ id }) => id),
    );
    const decisions = accepted.map((record) =>
      decide(record, stored.get(record.id), source.policy),
    );
    await writeRecords(
      tx,
      source.id,
      decisions.map((decision) => rowOf(decision, at)),
      at,
    );
    await writePayloads(tx, decisions, at);
    const prepared = decisions.flatMap(({ record }) =>
      record.kind === 'prepared' ? [record] : [],
    );
    await writeReports(tx, run.id, prepared, at);
    const merged = await publish(tx, baseUrl, run.id, decisions, at);
    const outcomes = [
      ...decisions.map((decision) => outcomeOf(decision, merged.get(decision.record.id))),
      ...refused,
    ];
    await writeOutcomes(tx, run.id, outcomes);
    return outcomes;
  });
}

function rowOf({ kind, record, stored }: Decision, at: Date): RecordRow {
  const isFailed = record.kind === 'failed';
  const isPublished = kind !== 'failed' && kind !== 'quarantined';
  return {
    id: record.id,
    remoteKey: record.payload.remoteKey,
    iri: isFailed || !isPublished ? (stored?.published?.iri ?? null) : record.iri,
    state: isPublished || stored?.published ? 'published' : kind,
    outcome: kind,
    problem: isFailed ? record.problem : null,
    fingerprint: isFailed ? null : record.fingerprint,
    firstPublishedAt: stored?.firstPublishedAt ?? (isPublished ? at : null),
  };
}

/** Publishes what a batch brings, and returns the records that joined another record's dataset. */
async function publish(
  tx: Queryable,
  baseUrl: string,
  runId: string,
  decisions: readonly Decision[],
  at: Date,
): Promise<ReadonlyMap<string, Merger>> {
  const fresh = new Map<string, Fresh>();
  const recognised: PreparedRecord[] = [];
  for (const { kind, record, stored } of decisions) {
    if (kind === 'failed' || kind === 'quarantined') continue;
    const issued = stored?.firstPublishedAt ?? at;
    recognised.push(record);
    fresh.set(record.id, {
      description: describe(record, baseUrl, issued, at),
      isChanged: kind !== 'unchanged',
    });
  }
  await writeLikeness(tx, recognised);
  const settlement = await settle(tx, baseUrl, [...fresh.keys()], fresh);
  const { changes, versions, merged } = settlement;
  const agents = await replaceAgents(tx, baseUrl, settlement.agents);
  await commitChanges(tx, [...agents.upserts, ...changes, ...agents.deletes], at);
  const published = new Set(versions.map(({ id }) => id));
  const same = [...fresh].flatMap(([id, { description, isChanged }]) =>
    isChanged || published.has(id) ? [] : [description.facts],
  );
  await refreshDatasets(tx, same, at);
  await addVersions(tx, runId, versions, at);
  await tx.query('delete from tombstone where record_id = any($1::uuid[])', [[...fresh.keys()]]);
  await suggest(
    tx,
    recognised.map(({ id }) => id),
    settlement.doubtful,
    at,
  );
  return merged;
}

async function fail(
  { database, now, recordId }: RecordStoreContext,
  run: HarvestRun,
  failures: readonly RecordFailure[],
): Promise<readonly Outcome[]> {
  const outcomes = failures.map((failure) => outcomeOfFailure(run, failure, recordId));
  // One row per record: of two failures with one key the last says what is wrong now.
  const failed = new Map(
    outcomes.flatMap((outcome) =>
      outcome.kind === 'failed' && outcome.recordId !== null
        ? [[outcome.recordId, outcome] as const]
        : [],
    ),
  );
  await database.transaction(async (tx) => {
    await lockCatalogue(tx);
    const stored = await readStored(tx, [...failed.keys()]);
    const rows = [...failed].map(([id, { remoteKey, problem }]): RecordRow => {
      const { published = null, firstPublishedAt = null } = stored.get(id) ?? {};
      return {
        id,
        remoteKey,
        iri: published?.iri ?? null,
        state: published === null ? 'failed' : 'published',
        outcome: 'failed',
        problem: problem ?? null,
        fingerprint: null,
        firstPublishedAt,
      };
    });
    await writeRecords(tx, run.sourceId, rows, now());
    await writeOutcomes(tx, run.id, outcomes);
  });
  return outcomes;
}

function outcomeOfFailure(
  { sourceId }: HarvestRun,
  { remoteKey, problem, isRepeated }: RecordFailure,
  recordId: RecordStoreContext['recordId'],
): Outcome {
  if (!isIndexable(remoteKey)) return tooLong('MAP_UNREADABLE', 'key of the record', remoteKey);
  const kind = isRepeated ? 'skipped' : 'failed';
  return { remoteKey, kind, recordId: recordId(sourceId, remoteKey), problem };
}
