import type { Quality } from './quality.ts';
import type { Note, Summary } from './record.ts';
import type { ValidationReport } from './report.ts';
import type { FoundDataset, Overlap, SearchPage, SearchQuery } from './search.ts';

/** A committed change of the published catalogue, numbered by the serial. */
export interface CatalogueEvent {
  readonly serial: number;
  readonly type: 'create' | 'update' | 'delete';
  readonly kind: EntityKind;
  /** IRI of the entity changed. */
  readonly iri: string;
  /** Named graph of the entity: its document address. */
  readonly graph: string;
  readonly at: Date;
}

/** A committed change as feeds tell it. */
export interface Activity {
  readonly serial: number;
  readonly type: CatalogueEvent['type'];
  readonly kind: EntityKind;
  readonly iri: string;
  readonly graph: string;
  /** When it was committed, to the microsecond: later for every higher serial. xsd:dateTime in UTC. */
  readonly published: string;
  /** Triples of the entity as this change left them; '' for a deletion. */
  readonly ntriples: string;
}

/** The last change of a dataset, as protocols of selective harvesting see it. */
export interface DatasetChange {
  /** Serial of the change. */
  readonly serial: number;
  readonly at: Date;
  /** Last segment of its document's address. */
  readonly id: string;
  readonly sourceId: string;
  /** What is published, or null after a deletion. */
  readonly published: {
    readonly iri: string;
    readonly graph: string;
    readonly ntriples: string;
    readonly summary: Summary;
  } | null;
}

/** Which last changes of datasets to read; what is absent does not restrict. */
export interface DatasetChangeQuery {
  /** Only those of a higher serial. */
  readonly after: number;
  /** Only those of a lower serial. */
  readonly below?: number;
  readonly limit: number;
  /** The order of serials is turned round. */
  readonly newestFirst?: boolean;
  readonly id?: string;
  /** Earliest time, included. */
  readonly from?: Date;
  /** Latest time, not included. */
  readonly before?: Date;
  readonly sourceId?: string;
  /** Code of a health category; deleted datasets have none. */
  readonly healthCategory?: string;
}

/** What is published in a graph of its own; 'shared': a page, an act, a concept that descriptions name. */
export type EntityKind = 'catalog' | 'dataset' | 'agent' | 'shared';

/** In the order in which the whole catalogue is read. */
export const entityKinds: readonly EntityKind[] = ['catalog', 'agent', 'dataset', 'shared'];

/**
 * One published entity. Its text can be read alone: the nodes it shares with others are described in it. In
 * the catalogue as a whole these stand in graphs of their own, so that no triple stands in two.
 */
export interface Entity {
  readonly iri: string;
  readonly kind: EntityKind;
  readonly graph: string;
  /** Sorted N-Triples without blank nodes. */
  readonly ntriples: string;
  /** Serial of its last change. */
  readonly serial: number;
  /** When that was. */
  readonly modified: Date;
  /** What validation found; only datasets have it. */
  readonly report?: ValidationReport | null;
}

/** A published dataset with what its page shows. */
export interface PublishedDataset extends Entity {
  readonly id: string;
  readonly sourceId: string;
  readonly remoteKey: string;
  readonly summary: Summary;
  readonly notes: readonly Note[];
  readonly report: ValidationReport;
  readonly quality: Quality;
  readonly firstPublished: Date;
}

export interface Tombstone {
  readonly id: string;
  readonly iri: string;
  readonly serial: number;
  readonly at: Date;
  readonly reason: string;
}

/** State of the whole published catalogue. */
export interface CatalogueState {
  readonly serial: number;
  readonly datasets: number;
  readonly agents: number;
  readonly changedAt: Date | null;
}

/** A part of the list of all datasets, which is ordered by title. */
export interface DatasetQuery {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** A language in which every dataset should be told. */
export type PublicLanguage = 'fr' | 'en';

/** Published datasets of a source that lack a title or a description in a language. */
export interface Untranslated extends Readonly<Record<PublicLanguage, number>> {
  readonly sourceId: string;
}

export interface DatasetPage {
  readonly items: readonly PublishedDataset[];
  readonly total: number;
}

/** The published catalogue as every channel reads it. */
export interface CatalogueReader {
  state(): Promise<CatalogueState>;
  datasets(query: DatasetQuery): Promise<DatasetPage>;
  /** Searches the datasets; one without text and filters finds all. */
  search(query: SearchQuery): Promise<SearchPage>;
  /** Documents of all that a search finds, in its order, so many at most. */
  found(query: SearchQuery, most: number): AsyncIterable<FoundDataset & Entity>;
  dataset(id: string): Promise<PublishedDataset | null>;
  /** Datasets that may hold the same data as this one, so many at most. */
  overlaps(id: string, most: number): Promise<readonly Overlap[]>;
  /** Per source, how many datasets are not told in French or in English. */
  untranslated(): Promise<readonly Untranslated[]>;
  /** The entity whose document is at this address (its named graph), or null. */
  entity(graph: string): Promise<Entity | null>;
  /** The entities whose documents are at these addresses, in the order of these. */
  entities(graphs: readonly string[]): Promise<readonly Entity[]>;
  /** Reports of the published datasets among these graphs, by graph. */
  reports(graphs: readonly string[]): Promise<ReadonlyMap<string, ValidationReport>>;
  tombstone(id: string): Promise<Tombstone | null>;
  /** The id of the dataset that a record was merged into, or null. */
  redirect(id: string): Promise<string | null>;
  /** Committed changes after a serial, in order. */
  eventsAfter(serial: number, limit: number): Promise<readonly CatalogueEvent[]>;
  /**
   * Changes from one serial to another, both included, in order. Changes that a later one of the
   * same entity overtook may have been forgotten, as their triples are not kept for ever.
   */
  activities(first: number, last: number): AsyncIterable<Activity>;
  /** Last changes of datasets in the order of serials, deletions included. */
  datasetChanges(query: DatasetChangeQuery): Promise<readonly DatasetChange[]>;
  /** Times of these changes, as {@link Activity.published}, by serial. */
  timesOf(serials: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /**
   * Reads all entities, ordered by kind, as {@link entityKinds} are, and graph, or those of some graphs, in the order of
   * these; as they are at one serial.
   */
  snapshot<T>(
    read: (state: CatalogueState, entities: AsyncIterable<Entity>) => Promise<T>,
    graphs?: readonly string[],
  ): Promise<T>;
}
