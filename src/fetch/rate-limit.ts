import { HarvestError } from '../model/problem.ts';
import type { SourceLimits } from '../model/source.ts';

/** Requests that may leave at once after a pause, before spacing begins. */
const burst = 2;

interface Waiter {
  readonly start: () => void;
}

interface Lane {
  running: number;
  /** When the next request would leave if all were evenly spaced (milliseconds, monotonic clock). */
  next: number;
  timer: NodeJS.Timeout | null;
  readonly waiting: Set<Waiter>;
}

/** Runs tasks per host: first come first served, never more at once or per second than allowed. */
export interface RateLimit {
  /** Throws a HarvestError GATHER_CANCELLED when the signal aborts while the task still waits. */
  run<Result>(host: string, task: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

/** Makes a rate limit from the limits of one source. */
export function createRateLimit(
  limits: Pick<SourceLimits, 'requestsPerSecond' | 'concurrency'>,
): RateLimit {
  const interval = 1000 / limits.requestsPerSecond;
  const lanes = new Map<string, Lane>();

  function advance(lane: Lane): void {
    for (const waiter of lane.waiting) {
      if (lane.running >= limits.concurrency || lane.timer) return;
      const now = performance.now();
      const wait = lane.next - (burst - 1) * interval - now;
      if (wait > 0) {
        lane.timer = setTimeout(() => {
          lane.timer = null;
          advance(lane);
        }, Math.ceil(wait));
        return;
      }
      lane.next = Math.max(now, lane.next) + interval;
      lane.running++;
      lane.waiting.delete(waiter);
      waiter.start();
    }
  }

  function enter(lane: Lane, host: string, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = () => {
        lane.waiting.delete(waiter);
        reject(new HarvestError('GATHER_CANCELLED', `Cancelled while waiting to ask ${host}`));
      };
      const waiter: Waiter = {
        start: () => {
          signal?.removeEventListener('abort', cancel);
          resolve();
        },
      };
      if (signal?.aborted) return cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      lane.waiting.add(waiter);
      advance(lane);
    });
  }

  return {
    async run(host, task, signal) {
      const lane = lanes.get(host) ?? { running: 0, next: 0, timer: null, waiting: new Set() };
      lanes.set(host, lane);
      await enter(lane, host, signal);
      try {
        return await task();
      } finally {
        lane.running--;
        advance(lane);
      }
    },
  };
}
