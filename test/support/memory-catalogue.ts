import type {
  Activity,
  CatalogueEvent,
  CatalogueReader,
  DatasetChange,
  DatasetChangeQuery,
  DatasetQuery,
  Entity,
  EntityKind,
  PublishedDataset,
  Tombstone,
} from '../../src/model/published.ts';

const kinds: readonly EntityKind[] = ['catalog', 'agent', 'dataset'];

/** A published catalogue in memory: the reading port, and what a test needs to change it. */
export interface MemoryCatalogue extends CatalogueReader {
  put(entity: Omit<Entity, 'serial' | 'modified'> | Omit<PublishedDataset, 'serial'>): void;
  remove(graph: string, reason?: string): void;
  /** Calls the listener at every change, as a database does. */
  watch(listener: () => void): Promise<() => Promise<void>>;
  /** How often the whole catalogue was read. */
  readonly snapshots: number;
}

export function memoryCatalogue(now = () => new Date('2026-01-02T03:04:05Z')): MemoryCatalogue {
  const entities = new Map<string, Entity | PublishedDataset>();
  const tombstones = new Map<string, Tombstone>();
  const events: CatalogueEvent[] = [];
  const activities: Activity[] = [];
  const listeners = new Set<() => void>();
  let serial = 0;
  let snapshots = 0;

  const datasets = () =>
    [...entities.values()]
      .filter((entity): entity is PublishedDataset => 'summary' in entity)
      .sort((a, b) => (a.graph < b.graph ? -1 : 1));

  function matches(dataset: PublishedDataset, query: DatasetQuery): boolean {
    const { summary } = dataset;
    const text = JSON.stringify([summary.title, summary.description]).toLowerCase();
    return (
      text.includes(query.text.toLowerCase()) &&
      (query.sourceId === undefined || dataset.sourceId === query.sourceId) &&
      (query.accessRights === undefined || summary.accessRights === query.accessRights) &&
      (query.healthCategory === undefined ||
        summary.healthCategories.includes(query.healthCategory)) &&
      (query.missing === undefined || !dataset.quality.languages.includes(query.missing))
    );
  }

  function publish(event: CatalogueEvent, ntriples: string): void {
    events.push(event);
    const microseconds = String(event.serial).padStart(6, '0');
    const published = event.at.toISOString().replace(/\.\d+Z$/, `.${microseconds}Z`);
    activities.push({ ...event, published, ntriples });
    for (const listener of listeners) listener();
  }

  function lastChanges(query: DatasetChangeQuery): DatasetChange[] {
    const found = events
      .filter(({ kind, serial: of, graph }) => {
        const isLast = !events.some((later) => later.graph === graph && later.serial > of);
        return kind === 'dataset' && isLast && of > query.after;
      })
      .map(({ serial: of, at, graph, iri, type }): DatasetChange => {
        const id = graph.slice(graph.lastIndexOf('/') + 1);
        const dataset = datasets().find((known) => known.graph === graph);
        const published = type === 'delete' || !dataset ? null : { ...dataset, iri, graph };
        return { serial: of, at, id, sourceId: dataset?.sourceId ?? 'hdh', published };
      })
      .filter(({ id, at, sourceId, published }) => {
        const categories = published?.summary.healthCategories ?? [];
        return (
          (query.id ?? id) === id &&
          (query.sourceId ?? sourceId) === sourceId &&
          (!query.from || at >= query.from) &&
          (!query.before || at < query.before) &&
          (query.healthCategory === undefined || categories.includes(query.healthCategory))
        );
      });
    return (query.newestFirst ? found.reverse() : found).slice(0, query.limit);
  }

  const state = () => ({
    serial,
    datasets: datasets().length,
    agents: [...entities.values()].filter(({ kind }) => kind === 'agent').length,
    changedAt: events.at(-1)?.at ?? null,
  });

  return {
    state: async () => state(),
    async datasets(query) {
      const found = datasets().filter((dataset) => matches(dataset, query));
      const start = (query.page - 1) * query.pageSize;
      return { items: found.slice(start, start + query.pageSize), total: found.length };
    },
    dataset: async (id) => datasets().find((dataset) => dataset.id === id) ?? null,
    async untranslated() {
      const found = datasets();
      const lacking = (sourceId: string, language: string) =>
        found.filter((d) => d.sourceId === sourceId && !d.quality.languages.includes(language))
          .length;
      return [...new Set(found.map(({ sourceId }) => sourceId))].map((sourceId) => ({
        sourceId,
        fr: lacking(sourceId, 'fr'),
        en: lacking(sourceId, 'en'),
      }));
    },
    entity: async (graph) => entities.get(graph) ?? null,
    tombstone: async (id) => tombstones.get(id) ?? null,
    redirect: async () => null,
    eventsAfter: async (after, limit) =>
      events.filter((event) => event.serial > after).slice(0, limit),
    async *activities(first, last) {
      yield* activities.filter((activity) => activity.serial >= first && activity.serial <= last);
    },
    timesOf: async (serials) =>
      new Map(
        activities
          .filter((activity) => serials.includes(activity.serial))
          .map((activity) => [activity.serial, activity.published]),
      ),
    datasetChanges: async (query) => lastChanges(query),
    async snapshot(read) {
      snapshots += 1;
      const frozen = [...entities.values()].sort(
        (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.graph < b.graph ? -1 : 1),
      );
      return read(
        state(),
        (async function* () {
          yield* frozen;
        })(),
      );
    },
    async watch(listener) {
      listeners.add(listener);
      return async () => void listeners.delete(listener);
    },
    get snapshots() {
      return snapshots;
    },
    put(entity) {
      serial += 1;
      const { graph, iri, kind } = entity;
      const type = entities.has(graph) ? 'update' : 'create';
      entities.set(graph, { modified: now(), ...entity, serial });
      publish({ serial, type, kind, iri, graph, at: now() }, entity.ntriples);
    },
    remove(graph, reason = 'The source no longer has it') {
      const entity = entities.get(graph);
      if (!entity) return;
      serial += 1;
      entities.delete(graph);
      const { iri, kind } = entity;
      publish({ serial, type: 'delete', kind, iri, graph, at: now() }, '');
      const id = graph.slice(graph.lastIndexOf('/') + 1);
      tombstones.set(id, { id, iri: entity.iri, serial, at: now(), reason });
    },
  };
}
