import type { CatalogueReader } from '../../model/published.ts';
import { SparqlError } from './problem.ts';
import { outlineQuery } from './query-form.ts';
import { openReplica, type Replica } from './replica.ts';

export interface SparqlQuery {
  readonly query: string;
  /** One of `resultTypes(form)`. */
  readonly mediaType: string;
  readonly defaultGraphs?: readonly string[];
  readonly namedGraphs?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface SparqlResult {
  readonly body: string;
  readonly mediaType: string;
  /** Serial of the catalogue that was asked. */
  readonly serial: number;
}

/** Answers SPARQL 1.1 queries on the published catalogue; every failure is a SparqlError. */
export interface SparqlEngine {
  query(query: SparqlQuery): Promise<SparqlResult>;
  /** Loads the first copy before anybody asks. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

export interface SparqlEngineOptions {
  readonly reader: CatalogueReader;
  readonly baseUrl: string;
  /** Longest time one query may compute, in milliseconds. */
  readonly timeoutMs: number;
  readonly maxResultBytes: number;
  /** Queries computed at the same time; each needs a copy of the catalogue in memory. */
  readonly workers?: number;
  /** Keeps one more copy ready, to replace one that had to be killed. */
  readonly spare?: boolean;
  /** Queries that may wait. */
  readonly maxQueue?: number;
}

/**
 * Creates the embedded engine: copies of the catalogue in worker threads. A query that exceeds its
 * time is ended by ending its thread, as the engine cannot be asked to stop; the next query goes to
 * the spare copy.
 */
export function createSparqlEngine(options: SparqlEngineOptions): SparqlEngine {
  const { reader, timeoutMs, workers = 1, spare: keepsSpare = true, maxQueue = 32 } = options;
  const free: Replica[] = [];
  const open = new Set<Replica>();
  const queue: (() => Promise<void>)[] = [];
  let running = 0;
  let isClosed = false;
  let spare: Promise<Replica> | undefined;

  async function openOne(): Promise<Replica> {
    const replica = await openReplica(reader);
    open.add(replica);
    // Closed while it was loading: nobody else would end the thread.
    if (isClosed) await discard(replica);
    return replica;
  }

  async function discard(replica: Replica): Promise<void> {
    open.delete(replica);
    await replica.close();
  }

  function prepareSpare(): void {
    if (!keepsSpare || isClosed || spare) return;
    spare = openOne();
    spare.catch(() => {
      spare = undefined;
    });
  }

  /** A copy at the present serial. */
  async function take(): Promise<Replica> {
    if (isClosed) throw new SparqlError('SPARQL_BUSY', 'The endpoint is being stopped.');
    const ready = free.pop() ?? spare ?? openOne();
    if (ready === spare) spare = undefined;
    const replica = await ready;
    try {
      if (await replica.catchUp()) return replica;
    } catch (error) {
      await giveBack(replica);
      throw error;
    }
    await discard(replica);
    return openOne();
  }

  async function giveBack(replica: Replica): Promise<void> {
    if (replica.isAlive) free.push(replica);
    else await discard(replica);
    prepareSpare();
  }

  async function run({ query, mediaType, ...rest }: SparqlQuery): Promise<SparqlResult> {
    const { hasDataset } = outlineQuery(query);
    const replica = await take();
    const { serial } = replica;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      void replica.close();
    }, timeoutMs);
    try {
      const body = await replica.query({
        query,
        mediaType,
        hasDataset,
        baseIri: options.baseUrl,
        defaultGraphs: rest.defaultGraphs ?? [],
        namedGraphs: rest.namedGraphs ?? [],
        maxResultBytes: options.maxResultBytes,
      });
      return { body, mediaType, serial };
    } catch (error) {
      if (!isLate) throw error;
      throw new SparqlError(
        'SPARQL_TIMEOUT',
        `The query took longer than ${timeoutMs / 1000} seconds and was ended.`,
      );
    } finally {
      clearTimeout(timer);
      await giveBack(replica);
    }
  }

  function pump(): void {
    while (running < workers) {
      const job = queue.shift();
      if (!job) return;
      running += 1;
      void job().finally(() => {
        running -= 1;
        pump();
      });
    }
  }

  return {
    query(query) {
      if (isClosed || queue.length >= maxQueue) {
        const reason = 'Too many queries are waiting. Try again in a moment.';
        return Promise.reject(new SparqlError('SPARQL_BUSY', reason));
      }
      return new Promise((resolve, reject) => {
        const { signal } = query;
        const abort = () => reject(signal?.reason);
        signal?.addEventListener('abort', abort, { once: true });
        queue.push(async () => {
          if (signal?.aborted) return reject(signal.reason);
          await run(query).then(resolve, reject);
          signal?.removeEventListener('abort', abort);
        });
        pump();
      });
    },

    async warm() {
      const replica = await take();
      await giveBack(replica);
    },

    async close() {
      isClosed = true;
      await Promise.all([...open].map(discard));
    },
  };
}
