import type { SparqlCode } from './problem.ts';

/** What the engine asks of its worker thread; each message gets one {@link Answer}. */
export type Request =
  /** Adds N-Quads to the store. */
  | { readonly kind: 'load'; readonly nquads: string }
  /** Replaces whole graphs; without text the graph is removed. */
  | {
      readonly kind: 'replace';
      readonly changes: readonly { readonly graph: string; readonly ntriples: string | null }[];
    }
  | { readonly kind: 'query'; readonly query: StoreQuery };

/** A query as the store runs it. */
export interface StoreQuery {
  readonly query: string;
  readonly mediaType: string;
  readonly baseIri: string;
  /** Empty: the union of all graphs. */
  readonly defaultGraphs: readonly string[];
  /** Empty: all graphs, unless default graphs are given. */
  readonly namedGraphs: readonly string[];
  /** Whether the query names its own dataset. */
  readonly hasDataset: boolean;
  readonly maxResultBytes: number;
}

export type Answer =
  | { readonly kind: 'done' }
  | { readonly kind: 'result'; readonly body: string }
  | {
      readonly kind: 'failed';
      readonly code: SparqlCode;
      readonly message: string;
      /** The store can no longer be trusted: throw the worker away. */
      readonly broken: boolean;
    };
