import { facetValues } from '../../src/model/facets.ts';
import {
  type Activity,
  type CatalogueEvent,
  type CatalogueReader,
  type DatasetChange,
  type DatasetChangeQuery,
  type Entity,
  entityKinds,
  type PublishedDataset,
  type Tombstone,
} from '../../src/model/published.ts';
import {
  type FacetCount,
  type FacetName,
  facetNames,
  type SearchQuery,
} from '../../src/model/search.ts';

/** A published catalogue in memory: the reading port, and what a test needs to change it. */
export interface MemoryCatalogue extends CatalogueReader {
  put(entity: Omit<Entity, 'serial' | 'modified'> | Omit<PublishedDataset, 'serial'>): void;
  remove(graph: string, reason?: string): void;
  /** Calls the listener at every change, as a database does. */
  watch(listener: () => void): Promise<() => Promise<void>>;
  /** How often the whole catalogue was read. */
  readonly snapshots: number;
}

function asFound(dataset: PublishedDataset) {
  return { ...dataset, languages: dataset.quality.languages };
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

  const valuesOf = ({ summary, quality: { languages }, sourceId }: PublishedDataset) =>
    facetValues({
      summary,
      languages,
      sources: [{ id: sourceId, title: null }],
      level: null,
      currentYear: 2026,
    });

  /** The facets that keep a dataset out. */
  function missedBy(dataset: PublishedDataset, { filters }: SearchQuery): readonly FacetName[] {
    const values = valuesOf(dataset);
    return facetNames.filter((facet) => {
      const codes = filters[facet] ?? [];
      const isOne = values.some((value) => value.facet === facet && codes.includes(value.code));
      return codes.length > 0 && !isOne;
    });
  }

  function search(query: SearchQuery) {
    const matches = datasets()
      .filter(({ summary: { title, description } }) =>
        JSON.stringify([title, description]).toLowerCase().includes(query.text.toLowerCase()),
      )
      .map((dataset) => ({ dataset, missed: missedBy(dataset, query) }));
    const counts = new Map<string, FacetCount>();
    for (const { dataset, missed } of matches)
      for (const { facet, code, label } of valuesOf(dataset)) {
        if (missed.some((other) => other !== facet)) continue;
        const isChosen = (query.filters[facet] ?? []).includes(code);
        const count = (counts.get(`${facet} ${code}`)?.count ?? 0) + 1;
        counts.set(`${facet} ${code}`, { facet, code, label, count, isChosen });
      }
    const found = matches.filter(({ missed }) => missed.length === 0);
    const facets = [...counts.values()].sort((a, b) => b.count - a.count);
    return { found: found.map(({ dataset }) => asFound(dataset)), facets };
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
        const isBelow = query.below === undefined || of < query.below;
        return kind === 'dataset' && isLast && of > query.after && isBelow;
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
    async datasets({ page, pageSize }) {
      const all = datasets();
      return { items: all.slice((page - 1) * pageSize, page * pageSize), total: all.length };
    },
    async search(query) {
      const { found, facets } = search(query);
      const items = found.slice((query.page - 1) * query.pageSize, query.page * query.pageSize);
      const stems = query.text === '' ? [] : [query.text.toLowerCase()];
      return { items, total: found.length, facets, stems, corrected: null };
    },
    async *found(query, most) {
      yield* search(query).found.slice(0, most);
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
    entities: async (graphs) => graphs.flatMap((graph) => entities.get(graph) ?? []),
    reports: async (graphs) =>
      new Map(
        graphs.flatMap((graph) => {
          const report = entities.get(graph)?.report;
          return report ? [[graph, report] as const] : [];
        }),
      ),
    tombstone: async (id) => tombstones.get(id) ?? null,
    redirect: async () => null,
    overlaps: async () => [],
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
    async snapshot(read, graphs) {
      snapshots += 1;
      const sorted = [...entities.values()].sort((a, b) => (a.graph < b.graph ? -1 : 1));
      const frozen = graphs
        ? graphs.flatMap((graph) => entities.get(graph) ?? [])
        : entityKinds.flatMap((kind) => sorted.filter((entity) => entity.kind === kind));
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
