/** A query with how it is to be answered. */
export interface SparqlQuery {
  readonly query: string;
  /** One of `resultTypes(form)`. */
  readonly mediaType: string;
  readonly defaultGraphs?: readonly string[];
  readonly namedGraphs?: readonly string[];
  /** Who asks: the queries of one client wait for one another, not those of others. */
  readonly client?: string;
  /** Aborted when the client no longer waits. */
  readonly signal?: AbortSignal;
}

export interface SparqlResult {
  /** UTF-8. */
  readonly body: Buffer;
  readonly mediaType: string;
  /** Serial of the catalogue that was asked. */
  readonly serial: number;
}

/** What a query may cost; stated to clients. */
export interface SparqlLimits {
  /** Longest time one query may compute, in milliseconds. */
  readonly timeoutMs: number;
  readonly maxRows: number;
  readonly maxBytes: number;
}

/** Answers SPARQL 1.1 queries on the published catalogue; every failure is a SparqlError. */
export interface SparqlEngine {
  readonly limits: SparqlLimits;
  query(query: SparqlQuery): Promise<SparqlResult>;
  /** Serial that a query asked now would see, for conditional requests. */
  serial(): Promise<number>;
  /** Makes everything ready before anybody asks. */
  warm(): Promise<void>;
  close(): Promise<void>;
}
