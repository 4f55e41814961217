/** A record whose deletion the breaker held until an admin decides. */
export interface HeldDeletion {
  readonly recordId: string;
  readonly sourceId: string;
  readonly remoteKey: string;
  readonly heldSince: Date;
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

/** Duplicates across sources: what the rules found, and the admin's decisions about it. */
export interface Duplicates {
  list(): Promise<readonly DuplicatePair[]>;
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
