import type { CatalogueEvent, EntityKind } from '../model/published.ts';
import type { Quality } from '../model/quality.ts';
import type { AgentDescription, Note, Summary } from '../model/record.ts';
import type { ValidationReport } from '../model/report.ts';
import { toJson, toText } from './json.ts';
import { writeQuality } from './quality.ts';
import { catalogueChannel, type Queryable } from './queryable.ts';
import { indexDatasets } from './search-index.ts';
import { shareNodes } from './shared-nodes.ts';

/** What a published dataset shows besides its triples. */
export interface DatasetFacts {
  readonly recordId: string;
  readonly summary: Summary;
  readonly report: ValidationReport;
  readonly quality: Quality;
  readonly notes: readonly Note[];
}

/** All it takes to publish a record: its own triples with dates, its agents, what pages show. */
export interface Description {
  readonly recordId: string;
  readonly iri: string;
  /** Address of its document. */
  readonly graph: string;
  readonly ntriples: string;
  readonly contentHash: string;
  readonly agents: readonly AgentDescription[];
  readonly facts: DatasetFacts;
}

/** One change of the published catalogue, before it has its serial. */
export type Change =
  | {
      readonly type: 'create' | 'update';
      readonly kind: EntityKind;
      readonly iri: string;
      readonly graph: string;
      readonly ntriples: string;
      readonly contentHash: string;
      /** Present for a dataset, and only then. */
      readonly dataset?: DatasetFacts;
      /** Lines of `ntriples` that tell of the records merged into a dataset. */
      readonly origins?: string;
    }
  | {
      readonly type: 'delete';
      readonly kind: EntityKind;
      readonly iri: string;
      readonly graph: string;
      readonly recordId?: string;
    };

/**
 * Locks the catalogue until the transaction ends. Whoever changes it does this first, so that
 * commits happen in the order of serials and decisions rest on what is really published.
 */
export async function lockCatalogue(tx: Queryable): Promise<void> {
  await tx.query('select serial from catalogue for update');
}

/**
 * Applies changes in order, and after them those of the nodes they share: takes a serial for each,
 * writes events and entities, and tells the listeners at commit. Returns the serials of the given
 * changes; without changes the serial stays.
 */
export async function commitChanges(
  tx: Queryable,
  changes: readonly Change[],
  at: Date,
): Promise<readonly number[]> {
  if (changes.length === 0) return [];
  const all = [...changes, ...(await shareNodes(tx, changes))];
  return (await applyChanges(tx, all, at)).slice(0, changes.length);
}

/**
 * Applies the changes of the nodes that texts share, which themselves do not change; returns how many
 * there are. Needs the lock of the catalogue.
 */
export async function commitSharedNodes(
  tx: Queryable,
  texts: Parameters<typeof shareNodes>[1],
  at: Date,
): Promise<number> {
  const changes = await shareNodes(tx, texts);
  if (changes.length > 0) await applyChanges(tx, changes, at);
  return changes.length;
}

async function applyChanges(
  tx: Queryable,
  changes: readonly Change[],
  at: Date,
): Promise<readonly number[]> {
  const last = await takeSerials(tx, changes, at);
  const serials = changes.map((_, index) => last - changes.length + 1 + index);
  await deleteEntities(tx, changes);
  await writeEntities(tx, changes, serials, at);
  await insertEvents(tx, changes, serials);
  await tx.query('select pg_notify($1, $2)', [catalogueChannel, String(last)]);
  return serials;
}

/**
 * Takes the next serials, counts what comes and goes, and returns the last. Times of serials follow one another by a
 * microsecond, also when the clock was set back: feeds are ordered by time, and their consumers remember how far they
 * have read by it.
 */
async function takeSerials(tx: Queryable, changes: readonly Change[], at: Date): Promise<number> {
  const [row] = await tx.query<{ serial: number }>(
    `update catalogue set
      serial = serial + $1::integer,
      changed_at = greatest($2::timestamptz, changed_at + interval '1 microsecond')
        + ($1::integer - 1) * interval '1 microsecond',
      datasets = datasets + $3::integer,
      agents = agents + $4::integer
    returning serial`,
    [changes.length, at.toISOString(), growth(changes, 'dataset'), growth(changes, 'agent')],
  );
  return row?.serial ?? 0;
}

function growth(changes: readonly Change[], counted: EntityKind): number {
  const ofKind = (wanted: Change['type']) =>
    changes.filter(({ type, kind }) => type === wanted && kind === counted).length;
  return ofKind('create') - ofKind('delete');
}

async function insertEvents(
  tx: Queryable,
  changes: readonly Change[],
  serials: readonly number[],
): Promise<void> {
  const events = changes.map((change, index) => ({
    serial: serials[index],
    type: change.type satisfies CatalogueEvent['type'],
    kind: change.kind,
    iri: change.iri,
    graph: change.graph,
    record_id: (change.type === 'delete' ? change.recordId : change.dataset?.recordId) ?? null,
  }));
  await tx.query(
    `insert into event (serial, type, kind, iri, graph, record_id, at, ntriples)
    select e.serial, e.type, e.kind, e.iri, e.graph, e.record_id,
      c.changed_at - (c.serial - e.serial) * interval '1 microsecond', n.ntriples
    from json_to_recordset($1::json) as e(serial bigint, type text, kind text, iri text,
      graph text, record_id uuid)
    cross join catalogue c
    left join entity n on n.iri = e.iri and n.serial = e.serial`,
    [toJson(events)],
  );
}

async function deleteEntities(tx: Queryable, changes: readonly Change[]): Promise<void> {
  const iris = changes.filter(({ type }) => type === 'delete').map(({ iri }) => toText(iri));
  if (iris.length > 0) await tx.query('delete from entity where iri = any($1::text[])', [iris]);
}

async function writeEntities(
  tx: Queryable,
  changes: readonly Change[],
  serials: readonly number[],
  at: Date,
): Promise<void> {
  const entities = changes.flatMap((change, index) =>
    change.type === 'delete'
      ? []
      : [
          {
            iri: change.iri,
            kind: change.kind,
            graph: change.graph,
            ntriples: change.ntriples,
            content_hash: change.contentHash,
            serial: serials[index],
            at,
            origins: change.origins ?? '',
            ...factColumns(change.dataset),
          },
        ],
  );
  if (entities.length === 0) return;
  await tx.query(
    `insert into entity (iri, kind, graph, record_id, ntriples, content_hash, serial, modified_at,
      summary, report, quality, notes, origins)
    select iri, kind, graph, record_id, ntriples, content_hash, serial, at,
      summary, report, quality, notes, origins
    from json_to_recordset($1::json) as e(iri text, kind text, graph text, record_id uuid,
      ntriples text, content_hash text, serial bigint, at timestamptz, origins text,
      ${factTypes})
    on conflict (iri) do update set
      graph = excluded.graph,
      ntriples = excluded.ntriples,
      content_hash = excluded.content_hash,
      serial = excluded.serial,
      modified_at = excluded.modified_at,
      summary = excluded.summary,
      report = excluded.report,
      quality = excluded.quality,
      notes = excluded.notes,
      origins = excluded.origins`,
    [toJson(entities)],
  );
  const datasets = changes.flatMap((change) =>
    change.type === 'delete' ? [] : (change.dataset ?? []),
  );
  await writeQuality(tx, datasets);
  await indexDatasets(tx, datasets, at);
}

/** Renews what pages show of datasets whose triples did not change: no event, no serial. */
export async function refreshDatasets(
  tx: Queryable,
  datasets: readonly DatasetFacts[],
  at: Date,
): Promise<void> {
  if (datasets.length === 0) return;
  await tx.query(
    `update entity set
      summary = e.summary,
      report = e.report,
      quality = e.quality,
      notes = e.notes
    from json_to_recordset($1::json) as e(record_id uuid, ${factTypes})
    where entity.record_id = e.record_id`,
    [toJson(datasets.map(({ recordId, ...facts }) => factColumns({ recordId, ...facts })))],
  );
  await writeQuality(tx, datasets);
  await indexDatasets(tx, datasets, at);
}

const factTypes = 'summary jsonb, report jsonb, quality jsonb, notes jsonb';

function factColumns(facts: DatasetFacts | undefined): Readonly<Record<string, unknown>> {
  if (facts === undefined) return {};
  const { recordId, summary, report, quality, notes } = facts;
  return { record_id: recordId, summary, report, quality, notes };
}
