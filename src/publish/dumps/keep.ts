import type { Watch } from '../follow-changes.ts';
import { createWake } from '../outbox/wake.ts';
import type { Dumps } from './contract.ts';

export interface KeepDumpsOptions {
  readonly dumps: Pick<Dumps, 'build' | 'behind'>;
  readonly watch: Watch;
  readonly onFailure: (error: unknown) => void;
  /** A build of more than a few segments waits until nothing was committed for so long, in milliseconds. */
  readonly quietMs?: number;
  /** But never longer than this after the first commit that is not in the dumps. */
  readonly longestMs?: number;
  /** After a failure, and for commits that nobody told of, it looks again after so long. */
  readonly retryMs?: number;
}

/** Segments that are built at once: what a few changed datasets cost, in well under a second. */
const fewSegments = 8;

/**
 * Builds the dumps ahead: at once, and after commits. A few changes are built when they are committed. A harvest changes
 * something nearly everywhere, every few seconds for as long as it takes, so its build waits for a pause.
 */
export function keepDumps(options: KeepDumpsOptions): { close(): Promise<void> } {
  const { dumps, watch, onFailure } = options;
  const { quietMs = 10_000, longestMs = 300_000, retryMs = 60_000 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const wake = createWake();
  let commits = 0;

  async function pause(): Promise<void> {
    await wake.wait(retryMs, signal);
    if (signal.aborted || (await isQuick())) return;
    for (const start = Date.now(); Date.now() - start < longestMs; ) {
      const before = commits;
      await wake.wait(quietMs, signal);
      if (commits === before || signal.aborted) return;
    }
  }

  async function isQuick(): Promise<boolean> {
    try {
      return (await dumps.behind()) <= fewSegments;
    } catch {
      // The build meets the same failure, and tells of it.
      return true;
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await dumps.build(signal).catch((error: unknown) => {
        if (!signal.aborted) onFailure(error);
      });
      await pause();
    }
  }

  const noticed = () => {
    commits += 1;
    wake.call();
  };
  const watching = watch(noticed).then(
    (end) => {
      // What was committed before somebody listened.
      noticed();
      return end;
    },
    (error: unknown) => {
      onFailure(error);
      return undefined;
    },
  );
  const running = run();
  return {
    async close() {
      stopping.abort();
      await (await watching)?.();
      await running;
    },
  };
}
