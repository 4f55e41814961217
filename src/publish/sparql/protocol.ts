import type { LearntForms } from './lexical-forms.ts';
import type { SparqlCode } from './problem.ts';
import type { StoreImage } from './store-memory.ts';

/** What a thread is started with. */
export interface ThreadSettings {
  /** Ceiling of the store's memory, what queries need included. */
  readonly maxMemoryBytes: number;
  /** One shared number: the thread writes by which the system knows it, where it can find out. */
  readonly systemId: Int32Array<SharedArrayBuffer>;
}

/** All that a thread knows. */
export interface StoreCopy {
  readonly image: StoreImage;
  readonly forms: LearntForms;
}

/** One named graph with its triples. */
export interface GraphChange {
  readonly graph: string;
  /** Null: the graph is removed. */
  readonly ntriples: string | null;
  /** Not of the catalogue, and so not in the default graph: a vocabulary, a validation report. */
  readonly isAside?: boolean;
}

/** What the engine asks of its worker thread; each message gets one {@link Answer}. */
export type Request =
  /** Goes on from what another thread knows; comes first or never. */
  | { readonly kind: 'restore'; readonly copy: StoreCopy }
  /** Adds graphs that the store does not have. */
  | { readonly kind: 'load'; readonly graphs: readonly GraphChange[] }
  /** Replaces whole graphs. */
  | { readonly kind: 'replace'; readonly graphs: readonly GraphChange[] }
  | { readonly kind: 'copy' }
  | { readonly kind: 'query'; readonly query: StoreQuery };

/** A query as the store runs it. */
export interface StoreQuery {
  readonly query: string;
  /** As its author wrote it. */
  readonly asked: string;
  readonly mediaType: string;
  readonly baseIri: string;
  /** Empty: the catalogue, unless the query names its own. */
  readonly defaultGraphs: readonly string[];
  /** Empty: all graphs, unless default graphs are given. */
  readonly namedGraphs: readonly string[];
  readonly maxRows: number;
  readonly maxBytes: number;
}

export type Answer =
  | { readonly kind: 'done' }
  /** UTF-8; its memory is handed over, not copied. */
  | { readonly kind: 'result'; readonly body: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'copied'; readonly copy: StoreCopy }
  | {
      readonly kind: 'failed';
      readonly code: SparqlCode;
      readonly message: string;
      readonly members?: Readonly<Record<string, string | number>>;
      /** The store can no longer be trusted: throw the worker away. */
      readonly broken: boolean;
    };
