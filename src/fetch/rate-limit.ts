import { HarvestError } from '../model/problem.ts';
import type { SourceLimits } from '../model/source.ts';

/** Requests that may leave at once after a pause, before spacing begins. */
const burst = 2;

/** A host that asks for a longer pause is not waited for. */
const longestHoldMs = 60_000;
/** What a host may ask for at most: its clock or ours may be wrong. */
const longestPauseMs = 24 * 60 * 60 * 1000;

/** Hosts remembered at once; more come only from a source that names host after host. */
const mostLanes = 1000;

/** What one asker allows itself at a host. */
export type Pace = Pick<SourceLimits, 'requestsPerSecond' | 'concurrency'>;

/** One request that wants to leave. */
interface Turn {
  readonly host: string;
  readonly pace: Pace;
  /** Milliseconds that the host wants between two requests, 0 for none. */
  readonly spacingMs: number;
  readonly signal: AbortSignal | undefined;
  /** Is told how long it had to wait, in milliseconds. */
  readonly waited: (milliseconds: number) => void;
}

interface Waiter {
  readonly spacingMs: number;
  readonly start: () => void;
  readonly refuse: (error: HarvestError) => void;
}

/** Times are milliseconds of the monotonic clock. */
interface Lane {
  pace: Pace;
  running: number;
  /** When the next request would leave if all were evenly spaced. */
  next: number;
  /** When the last request left. */
  last: number;
  /** Nothing leaves before this. */
  heldUntil: number;
  timer: NodeJS.Timeout | null;
  readonly waiting: Set<Waiter>;
}

/**
 * Runs tasks per host: first come first served, never more at once or per second than the strictest
 * of those who ask that host allows. One for a whole process.
 */
export interface RateLimit {
  /**
   * Gives hosts a pace that holds from now on, whoever asks, and replaces all that was declared
   * before. A host that is named twice gets the stricter one.
   */
  declare(paces: readonly (readonly [host: string, pace: Pace])[]): void;
  /**
   * Throws GATHER_CANCELLED when the signal aborts while the task still waits, and FETCH_STATUS where
   * the host asked for a pause of more than a minute.
   */
  run<Result>(turn: Turn, task: () => Promise<Result>): Promise<Result>;
  /** Lets nothing leave for a host for some time: it asked for a pause (RFC 9110 §10.2.3). */
  hold(host: string, milliseconds: number): void;
}

/** Makes a rate limit that knows no host yet. */
export function createRateLimit(): RateLimit {
  const declared = new Map<string, Pace>();
  const lanes = new Map<string, Lane>();

  function laneOf(host: string, pace: Pace): Lane {
    const known = lanes.get(host);
    if (known) {
      known.pace = strictest(known.pace, pace);
      return known;
    }
    if (lanes.size >= mostLanes) forgetIdle(lanes);
    const lane = newLane(strictest(declared.get(host) ?? pace, pace));
    lanes.set(host, lane);
    return lane;
  }

  return {
    declare(paces) {
      const before = new Set(declared.keys());
      declared.clear();
      for (const [host, pace] of paces) {
        declared.set(host, strictest(declared.get(host) ?? pace, pace));
      }
      for (const [host, lane] of lanes) {
        // Whoever still asks there states its own pace with the next request.
        const pace = declared.get(host);
        if (pace !== undefined) lane.pace = pace;
        else if (before.has(host) && lane.running + lane.waiting.size === 0) lanes.delete(host);
        restart(lane);
      }
    },
    async run(turn, task) {
      const lane = laneOf(turn.host, turn.pace);
      const arrived = performance.now();
      if (lane.heldUntil - arrived > longestHoldMs) throw pauseAsked(turn.host);
      await enter(lane, turn);
      turn.waited(performance.now() - arrived);
      try {
        return await task();
      } finally {
        lane.running--;
        advance(lane);
      }
    },
    hold(host, milliseconds) {
      const lane = lanes.get(host);
      if (!lane) return;
      const pauseMs = Math.min(milliseconds, longestPauseMs);
      lane.heldUntil = Math.max(lane.heldUntil, performance.now() + pauseMs);
      if (pauseMs > longestHoldMs) {
        for (const { refuse } of lane.waiting) refuse(pauseAsked(host));
        lane.waiting.clear();
      }
      restart(lane);
    },
  };
}

function pauseAsked(host: string): HarvestError {
  return new HarvestError('FETCH_STATUS', `${host} asked for a pause that is not over yet`);
}

function newLane(pace: Pace): Lane {
  const past = Number.NEGATIVE_INFINITY;
  return {
    pace,
    running: 0,
    next: 0,
    last: past,
    heldUntil: past,
    timer: null,
    waiting: new Set(),
  };
}

function strictest(one: Pace, other: Pace): Pace {
  return {
    requestsPerSecond: Math.min(one.requestsPerSecond, other.requestsPerSecond),
    concurrency: Math.min(one.concurrency, other.concurrency),
  };
}

function enter(lane: Lane, { host, spacingMs, signal }: Turn): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      lane.waiting.delete(waiter);
      restart(lane);
      reject(new HarvestError('GATHER_CANCELLED', `Cancelled while waiting to ask ${host}`));
    };
    const leave = () => signal?.removeEventListener('abort', cancel);
    const waiter: Waiter = {
      spacingMs,
      start: () => {
        leave();
        resolve();
      },
      refuse: (error) => {
        leave();
        reject(error);
      },
    };
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    lane.waiting.add(waiter);
    advance(lane);
  });
}

/** Lets those leave whose time has come, and sets a timer for the next. */
function advance(lane: Lane): void {
  for (const waiter of lane.waiting) {
    if (lane.running >= lane.pace.concurrency || lane.timer) return;
    const interval = 1000 / lane.pace.requestsPerSecond;
    const now = performance.now();
    const due = Math.max(
      lane.next - (burst - 1) * interval,
      lane.last + waiter.spacingMs,
      lane.heldUntil,
    );
    if (due > now) {
      lane.timer = setTimeout(() => restart(lane), Math.ceil(due - now));
      return;
    }
    lane.next = Math.max(now, lane.next) + interval;
    lane.last = now;
    lane.running++;
    lane.waiting.delete(waiter);
    waiter.start();
  }
}

/** Computes again who is next and when. */
function restart(lane: Lane): void {
  if (lane.timer) clearTimeout(lane.timer);
  lane.timer = null;
  advance(lane);
}

function forgetIdle(lanes: Map<string, Lane>): void {
  const now = performance.now();
  for (const [host, lane] of lanes) {
    const isIdle = lane.running === 0 && lane.waiting.size === 0;
    if (isIdle && lane.next <= now && lane.heldUntil <= now) lanes.delete(host);
  }
}
