import type { Localised } from './source.ts';

/** A record whose deletion the breaker held until an admin decides. */
export interface HeldDeletion {
  readonly title: Localised | null;
  readonly recordId: string;
  readonly sourceId: string;
  readonly remoteKey: string;
  readonly heldSince: Date;
}

/** What the breaker holds of one source. */
export interface HeldOfSource {
  readonly sourceId: string;
  readonly held: number;
  /** Records that the source has, those held among them. */
  readonly living: number;
  /** When the first of them was held. */
  readonly since: Date;
}

/** A piece of the held deletions; all of them without a limit. */
export interface HeldPage {
  /** The last one of the piece before. */
  readonly after?: Pick<HeldDeletion, 'sourceId' | 'remoteKey'> | undefined;
  readonly limit?: number | undefined;
}

/** Deletions that wait for a decision, and the decisions. */
export interface HeldDeletions {
  /** Of one source or of all, by source and remote key. */
  list(sourceId: string | null, page?: HeldPage): Promise<readonly HeldDeletion[]>;
  /** How many of how many, for each source of which some are held. */
  summary(): Promise<readonly HeldOfSource[]>;
  /** Deletes what is held of a source; returns how many. */
  approve(sourceId: string): Promise<number>;
  /** Keeps what is held of a source; returns how many. */
  reject(sourceId: string): Promise<number>;
  /** Records of a source that are deleted, and were at this very moment. */
  deletedAt(sourceId: string, at: Date): Promise<readonly string[]>;
}

/** One side of a pair, as an admin sees it. */
export interface DuplicateSide {
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  readonly iri: string;
}

/** Two records that may be one dataset, are one, or were decided not to be. */
export interface DuplicatePair {
  readonly state: 'open' | 'merged' | 'never';
  /** Of merged ones, whether the rules did it or an admin. */
  readonly decidedBy: 'rule' | 'admin' | null;
  /** The published one where they are merged. */
  readonly first: DuplicateSide;
  readonly second: DuplicateSide;
  readonly reason: string;
  /** How alike the titles are, 0 to 1; null where that was not asked. */
  readonly similarity: number | null;
}

/** Where a pair stands in the list of all. */
export interface PairPlace {
  readonly state: DuplicatePair['state'];
  readonly similarity: number | null;
  readonly firstId: string;
  readonly secondId: string;
}

/** Which pairs to read; what is absent does not restrict. */
export interface PairQuery {
  readonly state?: DuplicatePair['state'] | undefined;
  /** The last one of the piece before. */
  readonly after?: PairPlace | undefined;
  readonly limit?: number | undefined;
}

/** Duplicates across sources: what the rules found, and the admin's decisions about it. */
export interface Duplicates {
  /** Open ones first, then those kept apart, then merged ones; the most alike of each first. */
  list(query?: PairQuery): Promise<readonly DuplicatePair[]>;
  /**
   * Publishes the second record as an origin of the first from now on. This and the next two throw
   * IDENTIFY_NOT_PUBLISHED for an id that is no published or merged record.
   */
  merge(first: string, second: string): Promise<void>;
  /** Never merges these two again; throws IDENTIFY_ONE_IRI when they share their IRI. */
  never(first: string, second: string): Promise<void>;
  /** Takes a record out of its dataset for good; returns how many records it is parted from. */
  split(id: string): Promise<number>;
}
