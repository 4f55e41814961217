import type { CatalogueReader } from '../model/published.ts';

/** Calls the listener after commits, perhaps once for several; resolves to what ends that. */
export type Watch = (listener: () => void) => Promise<() => Promise<void>>;

/** Knows what was committed, and reads it when somebody wants to know. */
export interface ChangeFollower {
  /** Serial up to which changes were told; null before the first reading. */
  readonly serial: number | null;
  /** Whether a commit can be unknown for a moment at most. */
  readonly isCurrent: boolean;
  /** Reads what was committed since; one reading serves all who wait for it. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

/** Notifications get lost with their connection: after so long the events are read without one. */
const trustMs = 500;
const eventsPerRead = 1000;

/**
 * Follows the events of the catalogue on demand: whoever asks waits for one short query if something was
 * committed, or if nothing was heard for half a second; while nobody asks, nothing runs. Without `watch`
 * every question reads.
 */
export function followChanges(options: {
  readonly reader: Pick<CatalogueReader, 'state' | 'eventsAfter'>;
  readonly watch?: Watch | undefined;
  /** Told the graphs that were changed, or 'all' when nobody knows any more. */
  readonly onChange: (graphs: readonly string[] | 'all') => void;
  /** A clock that is never set back, in milliseconds. */
  readonly now?: (() => number) | undefined;
}): ChangeFollower {
  const { reader, onChange, now = () => performance.now() } = options;
  let serial: number | null = null;
  let isListening = false;
  let isDue = true;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const watching = options.watch?.(() => {
    isDue = true;
  });
  watching?.then(
    () => {
      isListening = true;
      isDue = true;
    },
    () => {},
  );

  async function read(): Promise<void> {
    const start = now();
    isDue = false;
    try {
      serial = serial === null ? await begin() : await readEvents(serial);
      checkedAt = start;
    } catch (error) {
      isDue = true;
      throw error;
    }
  }

  async function begin(): Promise<number> {
    const state = await reader.state();
    onChange('all');
    return state.serial;
  }

  async function readEvents(from: number): Promise<number> {
    const events = await reader.eventsAfter(from, eventsPerRead);
    if (events.length === eventsPerRead) return begin();
    if (events.length > 0) onChange(events.map(({ graph }) => graph));
    return events.at(-1)?.serial ?? from;
  }

  return {
    get serial() {
      return serial;
    },
    get isCurrent() {
      return isListening && !isDue && now() - checkedAt < trustMs;
    },
    catchUp() {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    async close() {
      await (await watching?.catch(() => undefined))?.();
    },
  };
}
