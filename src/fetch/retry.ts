import { setTimeout as sleep } from 'node:timers/promises';
import { HarvestError } from '../model/problem.ts';

const firstWaitMs = 500;
const longestWaitMs = 60_000;

/** What became of one try. */
export type Attempt<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | {
      readonly kind: 'failed';
      readonly error: HarvestError;
      /** How many tries this kind of failure deserves, this one included. */
      readonly tries: number;
      /** How long the server asked us to wait, in milliseconds. */
      readonly waitMs: number | null;
    };

/**
 * Tries until it is done or not worth trying again, with exponential, jittered waits or those the
 * server asks for. Throws the last failure, also when the server asks for more than 60 s: to come
 * back earlier would be rude, to wait would hold up the run. Throws GATHER_CANCELLED when aborted.
 */
export async function retry<Result>(
  attempt: () => Promise<Attempt<Result>>,
  /** Is told of each further try, and how long it waits for it. */
  onRetry: (waitMs: number) => void,
  signal?: AbortSignal,
): Promise<Result> {
  for (let tried = 1; ; tried++) {
    const outcome = await attempt();
    if (outcome.kind === 'done') return outcome.result;
    const backOff = firstWaitMs * 2 ** (tried - 1) * (0.5 + Math.random() / 2);
    const waitMs = outcome.waitMs ?? backOff;
    if (tried >= outcome.tries || waitMs > longestWaitMs) throw outcome.error;
    onRetry(waitMs);
    await pause(waitMs, signal);
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal ? { signal } : {});
  } catch (cause) {
    throw new HarvestError('GATHER_CANCELLED', 'Cancelled while waiting to try again', { cause });
  }
}
