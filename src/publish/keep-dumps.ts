import type { Dumps } from './dumps.ts';
import type { Watch } from './follow-changes.ts';
import { createWake } from './outbox/wake.ts';

export interface KeepDumpsOptions {
  readonly dumps: Pick<Dumps, 'build'>;
  readonly watch: Watch;
  readonly onFailure: (error: unknown) => void;
  /** A build waits until nothing was committed for so long, in milliseconds. */
  readonly quietMs?: number;
  /** But never longer than this after the first commit that is not in the dumps. */
  readonly longestMs?: number;
  /** After a failure, and for commits that nobody told of, it looks again after so long. */
  readonly retryMs?: number;
}

/**
 * Builds the dumps ahead: at once, and after commits. A harvest commits every few seconds for as long as it takes,
 * so a build waits for a pause.
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
    for (const start = Date.now(); Date.now() - start < longestMs; ) {
      const before = commits;
      await wake.wait(quietMs, signal);
      if (commits === before || signal.aborted) return;
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

  const watching = watch(() => {
    commits += 1;
    wake.call();
  }).catch((error: unknown) => {
    onFailure(error);
    return undefined;
  });
  const running = run();
  return {
    async close() {
      stopping.abort();
      await (await watching)?.();
      await running;
    },
  };
}
