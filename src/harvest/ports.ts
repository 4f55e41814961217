import type { Problem } from '../model/problem.ts';
import type { Gathered, Page, Payload, Prepared } from '../model/record.ts';
import type { HarvestRun, Outcome, RunTrigger, Verdict } from '../model/run.ts';
import type { Source } from '../model/source.ts';
import type { HarvestEvent } from './events.ts';

export interface HttpRequest {
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Statuses of 400 and above that are answers and not errors, for instance 400 at NADA. */
  readonly expect?: readonly number[];
}

/** A request with a body. */
export interface HttpPost extends HttpRequest {
  readonly body: string;
  readonly contentType: string;
  /** It only asks, as a query does: it may be sent again when no answer came (RFC 9110 §9.2.1). */
  readonly isSafe?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Address after redirects. */
  readonly url: string;
  /** Lower-case names; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower-case media type without parameters, '' when absent. */
  readonly mediaType: string;
  /** Charset parameter of Content-Type, lower-case. */
  readonly charset: string | undefined;
  /** Decompressed. */
  readonly body: Uint8Array;
}

/** Polite HTTP for one source: its rate, size, time and address limits are applied inside. */
export interface Http {
  /** Throws a HarvestError FETCH_*; resolves only when the whole body has arrived. */
  get(url: string, request?: HttpRequest): Promise<HttpResponse>;
  /**
   * As {@link Http.get}. Tries once unless the request is safe, and sends the body on only where
   * 307 or 308 redirects within the same site; any other redirect is a FETCH_REDIRECT_LOOP.
   */
  post(url: string, request: HttpPost): Promise<HttpResponse>;
  readonly figures: HttpFigures;
  /** Ends its connections. */
  close(): Promise<void>;
}

/** HTTP that may also change what is at an address: for deliveries, never for sources. */
export interface WritableHttp extends Http {
  /** As {@link Http.post}, tried once. */
  put(url: string, request: HttpPost): Promise<HttpResponse>;
  /** As {@link Http.post}, tried once and without a body. */
  delete(url: string, request?: HttpRequest): Promise<HttpResponse>;
}

/** What a walk cost the source. */
export interface HttpFigures {
  /** Requests sent, retries and redirects included. */
  readonly requests: number;
  /** Bytes of bodies received, compressed. */
  readonly bytes: number;
  /** Answers 304 Not Modified. */
  readonly notModified: number;
  /** Requests sent again because the first try failed. */
  readonly retries: number;
  /**
   * Milliseconds that requests waited out of politeness (rate limit, Crawl-delay, Retry-After) or
   * before another try, summed over those that waited at the same time.
   */
  readonly waitedMs: number;
}

/** What the last runs of the source remember of its pages. */
export interface PageMemory {
  /** The page as it was when its records were stored by the recipe in force, or null. */
  recall(key: string): Promise<RememberedPage | null>;
}

export interface RememberedPage extends Page {
  /** Stored by the cut-off run that this one resumes: it need not even be asked for again. */
  readonly isFresh: boolean;
}

export interface GatherContext {
  readonly source: Source;
  readonly http: Http;
  readonly memory: PageMemory;
  readonly signal: AbortSignal;
}

/** Walks one source. Ends normally after a whole walk; throws a HarvestError when it cannot begin. */
export type Gather = (context: GatherContext) => AsyncIterable<Gathered>;

/** What a finished walk proved about the source. */
export interface Walk {
  readonly verdict: Verdict;
  /** Whether a record that was not seen is absent: false after a walk over changes only. */
  readonly isWhole: boolean;
  /** Remote keys that were there, whatever became of them. */
  readonly seen: ReadonlySet<string>;
  /** Remote keys the source declared gone, with its reason. */
  readonly gone: ReadonlyMap<string, string>;
}

/** A payload with the fingerprint of its body and of the recipe that turns it into a record. */
export interface Fingerprinted {
  readonly payload: Payload;
  readonly fingerprint: string;
}

export interface RecordStore {
  /** Of these, the remote keys whose stored fingerprint is equal: nothing more to do for them. */
  unchanged(source: Source, batch: readonly Fingerprinted[]): Promise<ReadonlySet<string>>;
  /** Stores records, reports, published entities and events of a batch in one transaction. */
  save(run: HarvestRun, source: Source, batch: readonly Prepared[]): Promise<readonly Outcome[]>;
  /** Notes failures of records that never became a payload. */
  fail(run: HarvestRun, failures: readonly RecordFailure[]): Promise<readonly Outcome[]>;
  /** Applies the deletion rules (see decideRetirement); never deletes unless the walk proves it. */
  retire(run: HarvestRun, source: Source, walk: Walk): Promise<RetirementResult>;
}

/** A record that exists at the source but could not be read. */
export interface RecordFailure {
  readonly remoteKey: string;
  readonly url: string;
  readonly problem: Problem;
  /**
   * The key was delivered before in this run: the earlier record stands, the outcome is `skipped`
   * and the record's own state is left alone.
   */
  readonly isRepeated: boolean;
}

export interface RetirementResult {
  readonly deleted: readonly Outcome[];
  readonly missing: number;
  readonly held: number;
}

export interface RunStore {
  /** Starts a run, or returns null while another run of the source is under way. */
  begin(sourceId: string, trigger: RunTrigger): Promise<HarvestRun | null>;
  /** Saves the figures of a run under way and keeps its lease. */
  progress(run: HarvestRun): Promise<void>;
  finish(run: HarvestRun): Promise<void>;
}

export interface PageStore {
  memory(run: HarvestRun, source: Source, recipe: string): PageMemory;
  keep(run: HarvestRun, source: Source, recipe: string, pages: readonly Page[]): Promise<void>;
}

/** Everything the flow needs from outside. */
export interface HarvestPorts {
  readonly gather: Gather;
  readonly http: (source: Source) => Http;
  /** parse → map → identify → validate → assess of a batch, in worker threads. */
  readonly prepare: (
    source: Source,
    batch: readonly Fingerprinted[],
    signal: AbortSignal,
  ) => Promise<readonly Prepared[]>;
  /** Digest of everything but the payload that decides what a record becomes. */
  readonly recipe: (source: Source) => string;
  readonly pages: PageStore;
  readonly records: RecordStore;
  readonly runs: RunStore;
  readonly observe: (event: HarvestEvent) => void;
  readonly now: () => Date;
}
