import { setMaxListeners } from 'node:events';
import type { HarvestRun, RunTrigger } from '../model/run.ts';

/** Requested runs, a few at a time and never two of one source. */
export interface HarvestQueue {
  /**
   * Asks for a run of a source; a request for a source that already waits or runs joins it.
   * Resolves with the finished run, or null when another process is harvesting the source, or when
   * the run is not wanted any more at its turn.
   */
  request(
    sourceId: string,
    trigger: RunTrigger,
    isWanted?: () => Promise<boolean>,
  ): Promise<HarvestRun | null>;
  /** Sources that wait or run. */
  readonly active: ReadonlySet<string>;
  /** Cancels the run of a source; false when there is none. */
  cancel(sourceId: string): boolean;
  /** Cancels all runs and waits for them to stop. */
  close(): Promise<void>;
}

type Run = (
  sourceId: string,
  trigger: RunTrigger,
  signal: AbortSignal,
) => Promise<HarvestRun | null>;

interface Entry {
  readonly promise: Promise<HarvestRun | null>;
  readonly abort: AbortController;
}

/** A queue that runs at most `limit` sources at once, in the order of their requests. */
export function createQueue(run: Run, limit: number): HarvestQueue {
  const entries = new Map<string, Entry>();
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async () => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  };
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  const start = async (
    sourceId: string,
    trigger: RunTrigger,
    isWanted: () => Promise<boolean>,
    signal: AbortSignal,
  ) => {
    await enter();
    try {
      if (signal.aborted || !(await isWanted())) return null;
      return await run(sourceId, trigger, signal);
    } finally {
      leave();
      entries.delete(sourceId);
    }
  };
  return {
    get active() {
      return new Set(entries.keys());
    },
    request: (sourceId, trigger, isWanted = async () => true) => {
      const known = entries.get(sourceId);
      if (known) return known.promise;
      const abort = new AbortController();
      // Every request under way listens: their number is bounded by the source's concurrency.
      setMaxListeners(0, abort.signal);
      const promise = start(sourceId, trigger, isWanted, abort.signal);
      entries.set(sourceId, { promise, abort });
      return promise;
    },
    cancel: (sourceId) => {
      const entry = entries.get(sourceId);
      entry?.abort.abort();
      return entry !== undefined;
    },
    close: async () => {
      const open = [...entries.values()];
      for (const { abort } of open) abort.abort();
      await Promise.allSettled(open.map(({ promise }) => promise));
    },
  };
}
