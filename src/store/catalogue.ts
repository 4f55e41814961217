import { createHash } from 'node:crypto';
import { HarvestError } from '../model/problem.ts';
import {
  type CatalogueEvent,
  type CatalogueReader,
  type CatalogueState,
  type DatasetPage,
  type DatasetQuery,
  type Entity,
  entityKinds,
  type PublishedDataset,
  type Tombstone,
  type Untranslated,
} from '../model/published.ts';
import type { ValidationReport } from '../model/report.ts';
import { catalogueIri } from '../rdf/mint.ts';
import { readActivities, timesOf } from './activities.ts';
import { commitChanges, lockCatalogue } from './changes.ts';
import { readDatasetChanges } from './dataset-changes.ts';
import { toText } from './json.ts';
import { readOverlaps } from './overlaps.ts';
import type { Database, Queryable } from './queryable.ts';
import { readFound, searchDatasets } from './search.ts';
import { isUuid } from './uuid.ts';

/** Entities read at once in a snapshot. */
const pageSize = 500;

/** Reads the published catalogue. */
export function createCatalogueReader(database: Database): CatalogueReader {
  return {
    state: () => readState(database),
    datasets: (query) => listDatasets(database, query),
    search: (query) => searchDatasets(database, query),
    found: (query, most) => readFound(database, query, most),
    dataset: (id) => findDataset(database, id),
    overlaps: async (id, most) => (isUuid(id) ? readOverlaps(database, id, most) : []),
    untranslated: () => countUntranslated(database),
    entity: async (graph) => (await findEntities(database, [graph]))[0] ?? null,
    entities: (graphs) => findEntities(database, graphs),
    reports: (graphs) => findReports(database, graphs),
    tombstone: (id) => findTombstone(database, id),
    redirect: (id) => findRedirect(database, id),
    eventsAfter: (serial, limit) => eventsAfter(database, serial, limit),
    activities: (first, last) => readActivities(database, first, last),
    timesOf: (serials) => timesOf(database, serials),
    datasetChanges: (query) => readDatasetChanges(database, query),
    // The embedded database answers nobody else meanwhile: a reader must not wait for the network.
    snapshot: (read, graphs) =>
      database.transaction(async (tx) => {
        // Right after a harvest the planner may know nothing of the table, and would sort what is left of it for each page.
        await tx.script(
          'set transaction isolation level repeatable read, read only; set local enable_sort = off',
        );
        return read(await readState(tx), graphs ? entitiesOf(tx, graphs) : allEntities(tx));
      }),
  };
}

/** Publishes the description of the catalogue itself; an event only when it changed. */
export function publishCatalogue(
  database: Database,
  baseUrl: string,
  ntriples: string,
  at: Date,
): Promise<void> {
  const iri = catalogueIri(baseUrl);
  const contentHash = createHash('sha256').update(ntriples).digest('hex');
  return database.transaction(async (tx) => {
    await lockCatalogue(tx);
    const [row] = await tx.query<{ content_hash: string }>(
      `select content_hash from entity where iri = $1 and kind = 'catalog'`,
      [iri],
    );
    if (row?.content_hash === contentHash) return;
    const type = row === undefined ? 'create' : 'update';
    const change = { type, kind: 'catalog', iri, graph: iri, ntriples, contentHash } as const;
    await commitChanges(tx, [change], at);
  });
}

/**
 * Remembers the base of all minted IRIs at the first start. Throws CONFIG_INVALID when a later one
 * has another: every IRI already published would silently change.
 */
export async function ensureBaseUrl(database: Queryable, baseUrl: string): Promise<void> {
  const [row] = await database.query<{ base_url: string }>(
    'update catalogue set base_url = coalesce(base_url, $1) returning base_url',
    [baseUrl],
  );
  if (row === undefined || row.base_url === baseUrl) return;
  throw new HarvestError(
    'CONFIG_INVALID',
    `BASE_URL is ${baseUrl}, but the IRIs in this database were minted under ${row.base_url}. Set BASE_URL back to that, or use a new database and harvest again.`,
  );
}

async function readState(database: Queryable): Promise<CatalogueState> {
  const [row] = await database.query<CatalogueState>(
    'select serial, changed_at as "changedAt", datasets, agents from catalogue',
  );
  return row ?? { serial: 0, datasets: 0, agents: 0, changedAt: null };
}

const entityColumns =
  'e.iri, e.kind, e.graph, e.ntriples, e.serial, e.modified_at as modified, e.report';
const datasetColumns = `${entityColumns}, r.id, r.source_id as "sourceId",
      r.remote_key as "remoteKey", e.summary, e.notes, e.quality,
      r.first_published_at as "firstPublished"`;

/** Reads a part of the list of all datasets, with their number. */
async function listDatasets(
  database: Queryable,
  { page, pageSize }: DatasetQuery,
): Promise<DatasetPage> {
  const [count] = await database.query<{ total: number }>(
    'select datasets as total from catalogue',
  );
  const items = await database.query<PublishedDataset>(
    `select ${datasetColumns}
    from (
      select record_id, sort_title from dataset_search
      order by sort_title, record_id
      limit $1 offset $2
    ) s
    join entity e on e.record_id = s.record_id
    join record r on r.id = e.record_id
    order by s.sort_title, s.record_id`,
    [pageSize, (page - 1) * pageSize],
  );
  return { items, total: count?.total ?? 0 };
}

function countUntranslated(database: Queryable): Promise<readonly Untranslated[]> {
  return database.query<Untranslated>(
    `select source_id as "sourceId",
      count(*) filter (where not in_french) as fr,
      count(*) filter (where not in_english) as en
    from dataset_quality
    group by source_id
    order by source_id`,
  );
}

async function findDataset(database: Queryable, id: string): Promise<PublishedDataset | null> {
  if (!isUuid(id)) return null;
  const [row] = await database.query<PublishedDataset>(
    `select ${datasetColumns} from entity e join record r on r.id = e.record_id
    where e.record_id = $1`,
    [id],
  );
  return row ?? null;
}

async function findEntities(
  database: Queryable,
  graphs: readonly string[],
): Promise<readonly Entity[]> {
  const found: Entity[] = [];
  for await (const entity of entitiesOf(database, graphs.map(toText))) found.push(entity);
  return found;
}

async function findReports(
  database: Queryable,
  graphs: readonly string[],
): Promise<ReadonlyMap<string, ValidationReport>> {
  const rows = await database.query<{ graph: string; report: ValidationReport }>(
    'select graph, report from entity where graph = any($1::text[]) and report is not null',
    [graphs.map(toText)],
  );
  return new Map(rows.map(({ graph, report }) => [graph, report]));
}

async function findTombstone(database: Queryable, id: string): Promise<Tombstone | null> {
  if (!isUuid(id)) return null;
  const [row] = await database.query<Tombstone>(
    'select record_id as id, iri, serial, at, reason from tombstone where record_id = $1',
    [id],
  );
  return row ?? null;
}

async function findRedirect(database: Queryable, id: string): Promise<string | null> {
  if (!isUuid(id)) return null;
  const [row] = await database.query<{ canonical_id: string }>(
    `select canonical_id from merged_record where record_id = $1
    union all
    select canonical_id from tombstone where record_id = $1 and canonical_id is not null`,
    [id],
  );
  return row?.canonical_id ?? null;
}

function eventsAfter(
  database: Queryable,
  serial: number,
  limit: number,
): Promise<readonly CatalogueEvent[]> {
  return database.query<CatalogueEvent>(
    `select serial, type, kind, iri, graph, at from event
    where serial > $1
    order by serial
    limit $2`,
    [serial, limit],
  );
}

async function* allEntities(tx: Queryable): AsyncGenerator<Entity> {
  for (const kind of entityKinds) {
    let page: readonly Entity[] = [];
    do {
      page = await tx.query<Entity>(
        `select ${entityColumns} from entity e
        where e.kind = $1 and e.graph > $2
        order by e.graph
        limit $3`,
        [kind, page.at(-1)?.graph ?? '', pageSize],
      );
      yield* page;
    } while (page.length === pageSize);
  }
}

async function* entitiesOf(tx: Queryable, graphs: readonly string[]): AsyncGenerator<Entity> {
  for (let start = 0; start < graphs.length; start += pageSize) {
    yield* await tx.query<Entity>(
      `select ${entityColumns} from unnest($1::text[]) with ordinality as wanted(graph, position)
      join entity e on e.graph = wanted.graph
      order by wanted.position`,
      [graphs.slice(start, start + pageSize)],
    );
  }
}
