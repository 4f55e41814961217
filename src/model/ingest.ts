import type { ApiKey } from './access.ts';
import type { Problem } from './problem.ts';
import type { ValidationReport } from './report.ts';
import type { HarvestRun, Outcome } from './run.ts';
import type { Localised } from './source.ts';

/** Who pushes, and for which source. */
export interface Pusher {
  readonly key: ApiKey;
  readonly source: { readonly id: string; readonly title: Localised };
  readonly isPaused: boolean;
}

/** A document, RDF or a sheet, as it was pushed. */
export interface PushedBody {
  readonly body: Uint8Array;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly charset: string | undefined;
}

/** What the store holds of a pushed record. */
export interface PushedRecord {
  readonly id: string;
  readonly sourceId: string;
  readonly remoteKey: string;
  readonly state: 'published' | 'quarantined' | 'failed' | 'deleted';
  /** What became of the last attempt. */
  readonly lastOutcome: string;
  readonly lastProblem: Problem | null;
  readonly iri: string | null;
  /** Of the last attempt that reached validation. */
  readonly report: ValidationReport | null;
}

/** Why nothing was done. */
export type PushRefusal =
  /** The record belongs to another source. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown' }
  /** Too many pushes of the source wait already. */
  | { readonly kind: 'crowded' }
  /** Another process is at work on the source. */
  | { readonly kind: 'busy' };

/** What became of a pushed description. */
export type Pushed =
  | PushRefusal
  | {
      readonly kind: 'created' | 'updated' | 'unchanged' | 'quarantined' | 'failed';
      readonly record: PushedRecord;
    }
  /** Its IRI belongs to another record, or its key is one that cannot be stored. */
  | { readonly kind: 'refused'; readonly problem: Problem };

/** What became of a sheet. */
export type PushedSheet =
  | PushRefusal
  | {
      readonly kind: 'taken';
      readonly run: HarvestRun;
      /** Rows that are not published as they were sent, with the reason; the first 200. */
      readonly rejected: readonly Outcome[];
    };

/** What became of a deletion; `held`: so many at once that an admin decides. */
export type Removed =
  | PushRefusal
  | { readonly kind: 'deleted'; readonly id: string }
  | { readonly kind: 'held'; readonly id: string };

/** Taking in what partners push, as the web layer sees it. */
export interface Ingest {
  /** The owner of a secret; null for one that is unknown or revoked. */
  pusher(secret: string): Promise<Pusher | null>;
  /**
   * Takes one description through the whole flow. `originalId` names the record in the partner's own
   * terms, or ours; without one its IRI does. Throws a HarvestError PARSE_* or MAP_NO_DATASET when
   * the document is not one dataset, STORE_FAILED when it could not be stored.
   */
  push(pusher: Pusher, body: PushedBody, originalId: string | null): Promise<Pushed>;
  /**
   * Takes a sheet, CSV or XLSX, as the whole content of the source: rows that are absent fall under
   * its deletion policy. Throws a HarvestError PARSE_* or GATHER_OPTION when it cannot be read,
   * GATHER_EMPTY when it has no rows, STORE_FAILED when it could not be stored.
   */
  sheet(pusher: Pick<Pusher, 'source'>, body: PushedBody): Promise<PushedSheet>;
  /**
   * Takes each dataset of an RDF document; what the document does not speak of stays as it is.
   * Throws as `push` does, MAP_NO_DATASET only when there is none.
   */
  document(pusher: Pick<Pusher, 'source'>, body: PushedBody): Promise<PushedSheet>;
  /** Deletes the record of this id, remote key or IRI, as the source's own word. */
  remove(pusher: Pusher, reference: string): Promise<Removed>;
}
