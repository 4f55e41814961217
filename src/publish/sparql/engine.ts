import type { CatalogueReader } from '../../model/published.ts';
import type { GraphText } from '../formats.ts';
import type { SparqlEngine, SparqlLimits, SparqlQuery, SparqlResult } from './contract.ts';
import { SparqlError } from './problem.ts';
import { limitSolutions, outlineQuery } from './query-form.ts';
import type { Replica } from './replica.ts';
import { createReplicas } from './replicas.ts';
import { createSchedule, type Job } from './schedule.ts';
import type { MaxWaiting } from './turns.ts';

export interface SparqlEngineOptions extends SparqlLimits {
  readonly reader: CatalogueReader;
  readonly baseUrl: string;
  /** Queries computed at the same time; each needs a copy of the catalogue in memory. */
  readonly workers: number;
  /** Keeps one more copy ready, to replace one that had to be killed. */
  readonly spare: boolean;
  /** Most memory of one copy, what its query needs included. */
  readonly maxMemoryBytes: number;
  /** Graphs beside those of the catalogue: vocabularies. */
  readonly references?: readonly GraphText[];
  /** Calls a listener after commits. Without it the catalogue is looked at before each query. */
  readonly watch?: (listener: () => void) => Promise<() => Promise<void>>;
  /** Queries of one client, and of all, that may wait. */
  readonly maxWaiting?: MaxWaiting;
  /** Time that a query may compute before it counts as slow, in milliseconds. */
  readonly quickMs?: number;
  readonly onFailure?: (error: unknown) => void;
}

/** Notifications may be lost: the catalogue is looked at when none has come for so long. */
const trustMs = 1000;
/** A harvest commits many times a second; copies follow at this pace. */
const refreshPauseMs = 100;

/**
 * Creates the embedded engine: copies of the catalogue in worker threads, and a schedule that decides
 * whose query runs where. A query that exceeds its time is ended by ending its thread, as the engine
 * cannot be asked to stop.
 */
export function createSparqlEngine(options: SparqlEngineOptions): SparqlEngine {
  const { reader, workers, spare, timeoutMs, maxRows, maxBytes, watch } = options;
  let isClosed = false;
  let checkedAt = 0;
  let changes = 0;
  let refreshing: Promise<void> | undefined;
  /** What breaks while all is being ended broke because of that. */
  const report = (error: unknown) => {
    if (!isClosed) options.onFailure?.(error);
  };

  const replicas = createReplicas({
    reader,
    references: options.references ?? [],
    maxMemoryBytes: options.maxMemoryBytes,
    count: workers + (spare ? 1 : 0),
    onFree: () => schedule.pump(),
    onFailure(error) {
      report(error);
      if (replicas.serial === null) schedule.rejectAll(notLoaded(error));
    },
  });
  const schedule = createSchedule({
    replicas,
    run,
    workers,
    timeoutMs,
    quickMs: options.quickMs ?? Math.min(1000, timeoutMs / 4),
    maxWaiting: options.maxWaiting ?? { ofClient: 64, ofAll: 1024 },
  });

  /** Follows commits until the present; one at a time. */
  function follow(): void {
    changes += 1;
    refreshing ??= (async () => {
      let seen = -1;
      while (seen !== changes && !isClosed) {
        seen = changes;
        await replicas.refresh();
        checkedAt = Date.now();
        await new Promise((resolve) => setTimeout(resolve, refreshPauseMs));
      }
    })()
      .catch(report)
      .finally(() => {
        refreshing = undefined;
      });
  }
  const watching = watch?.(follow).catch((error: unknown) => {
    report(error);
    return undefined;
  });

  const isCurrent = () => watch !== undefined && Date.now() - checkedAt < trustMs;

  async function run(replica: Replica, { query: asked }: Job): Promise<SparqlResult | 'again'> {
    const outline = outlineQuery(asked.query);
    // One that was in use while others were brought up to date lies behind them.
    if (!isCurrent() || replica.serial < (replicas.serial ?? 0)) {
      if (!(await replica.catchUp())) {
        await replica.close();
        return 'again';
      }
      checkedAt = Date.now();
      replicas.reached(replica.serial);
    }
    const { serial } = replica;
    const body = await replica.query({
      query: limitSolutions(asked.query, outline, maxRows + 1),
      asked: asked.query,
      mediaType: asked.mediaType,
      baseIri: options.baseUrl,
      defaultGraphs: asked.defaultGraphs ?? [],
      namedGraphs: asked.namedGraphs ?? [],
      maxRows,
      maxBytes,
    });
    return { body, mediaType: asked.mediaType, serial };
  }

  return {
    limits: { timeoutMs, maxRows, maxBytes },
    async query(query: SparqlQuery) {
      if (isClosed) throw new SparqlError('SPARQL_BUSY', 'The endpoint is being stopped.');
      return schedule.add(query);
    },
    async serial() {
      const known = isCurrent() ? replicas.serial : null;
      return known ?? (await reader.state()).serial;
    },
    warm: () => replicas.ready(),
    async close() {
      isClosed = true;
      schedule.rejectAll(new SparqlError('SPARQL_BUSY', 'The endpoint is being stopped.'));
      await (await watching)?.();
      await replicas.close();
      await refreshing;
    },
  };
}

function notLoaded(cause: unknown): SparqlError {
  return new SparqlError('SPARQL_FAILED', 'The catalogue could not be loaded.', { cause });
}
