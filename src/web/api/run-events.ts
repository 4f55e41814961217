import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal } from '../../model/journal.ts';
import { HttpProblem } from '../problem.ts';

/** Runs as streams of events (HTML, Server-sent events), read from the database. */
export interface RunEvents {
  /**
   * Events `run` with its figures when they change, `outcome` with the number of the outcome as id,
   * and `end`. Throws TOO_MANY_REQUESTS when too many follow already.
   */
  follow(runId: string, after: number, signal: AbortSignal): AsyncIterable<string>;
  /** Ends all streams. */
  close(): void;
}

const mostFollowers = 100;
const pollMs = 1000;
const batch = 200;
/** Whoever follows longer comes back, and is asked again who they are. */
const longestMs = 5 * 60_000;

/** What a follower has been told. */
interface Seen {
  readonly outcome: number;
  readonly figures: string;
}

interface Look {
  readonly events: readonly string[];
  readonly isMore: boolean;
  readonly isOver: boolean;
  readonly seen: Seen;
}

/** Follows runs by asking the journal each second: so it does not matter which process harvests. */
export function createRunEvents(journal: Journal): RunEvents {
  const closing = new AbortController();
  let followers = 0;

  /** What is new since the last look, and whether that is all there will be. */
  async function look(runId: string, seen: Seen): Promise<Look> {
    // The run first: what it has stored when it ends is read after that.
    const run = await journal.run(runId);
    const entries = await journal.outcomes(runId, seen.outcome, batch);
    const figures = JSON.stringify(run);
    const events = entries.map((entry) => event('outcome', entry, entry.id));
    if (run && figures !== seen.figures) events.push(event('run', run));
    const isMore = entries.length === batch;
    const isOver = !isMore && (!run || run.finishedAt !== null);
    if (isOver) events.push(event('end', {}));
    return {
      events,
      isMore,
      isOver,
      seen: { outcome: entries.at(-1)?.id ?? seen.outcome, figures },
    };
  }

  async function* follow(runId: string, after: number, signal: AbortSignal) {
    const until = performance.now() + longestMs;
    let seen: Seen = { outcome: after, figures: '' };
    followers += 1;
    try {
      while (!signal.aborted && performance.now() < until) {
        const found = await look(runId, seen);
        seen = found.seen;
        // A word now and then, so that nothing between closes the connection.
        yield found.events.join('') || ': still running\n\n';
        if (found.isOver) return;
        if (!found.isMore) await sleep(pollMs, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      followers -= 1;
    }
  }

  return {
    follow: (runId, after, signal) => {
      if (followers >= mostFollowers) {
        throw new HttpProblem('TOO_MANY_REQUESTS', 'Too many follow runs already.', {
          retryAfter: 30,
        });
      }
      return follow(runId, after, AbortSignal.any([signal, closing.signal]));
    },
    close: () => closing.abort(),
  };
}

function event(name: string, data: object, id?: number): string {
  const head = id === undefined ? '' : `id: ${id}\n`;
  return `${head}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
