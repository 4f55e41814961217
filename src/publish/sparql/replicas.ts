import { SparqlError } from './problem.ts';
import { openReplica, type Replica, type ReplicaOrigin } from './replica.ts';

/** Copies of the catalogue, so many whenever possible. */
export interface Replicas {
  /** A copy that nobody uses; undefined when there is none. */
  take(): Replica | undefined;
  giveBack(replica: Replica): void;
  /** Gives back a copy that was not used after all; tells nobody. */
  putBack(replica: Replica): void;
  /** Ends a copy, whatever it computes; another takes its place. */
  kill(replica: Replica): Promise<void>;
  /** Whether none is missing or on its way. */
  readonly isComplete: boolean;
  /** Highest serial that a copy has reached; null before the first is there. */
  readonly serial: number | null;
  /** Notes the serial of a copy that was brought up to date by who took it. */
  reached(serial: number): void;
  /** Brings those that nobody uses to the present serial. */
  refresh(): Promise<void>;
  /** Waits until there are as many as there should be. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export interface ReplicasOptions extends ReplicaOrigin {
  readonly count: number;
  /** Told whenever a copy has become free. */
  readonly onFree: () => void;
  /** Told when no copy could be opened. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Keeps copies of the catalogue. The first is loaded; the others are duplicates of one that nobody
 * uses, which takes a fraction of the time and asks nothing of the database.
 */
export function createReplicas(options: ReplicasOptions): Replicas {
  const { count, onFree, onFailure } = options;
  const all = new Set<Replica>();
  const free: Replica[] = [];
  let isClosed = false;
  let opening: Promise<void> | undefined;
  let serial: number | null = null;
  let mayDuplicate = true;

  function giveBack(replica: Replica): void {
    if (!all.has(replica)) return;
    if (replica.isAlive && !isClosed) free.push(replica);
    else void remove(replica);
    fill();
    onFree();
  }

  async function remove(replica: Replica): Promise<void> {
    all.delete(replica);
    const at = free.indexOf(replica);
    if (at >= 0) free.splice(at, 1);
    await replica.close();
  }

  async function openOne(): Promise<Replica> {
    const donor = mayDuplicate ? free.pop() : undefined;
    if (donor === undefined) return openReplica(options);
    try {
      return await donor.duplicate();
    } catch {
      // An engine whose memory cannot be taken over: loading always works.
      mayDuplicate = isClosed;
      return openReplica(options);
    } finally {
      giveBack(donor);
    }
  }

  /** Opens one missing copy after the other: each needs a processor for itself. */
  function fill(): void {
    if (opening !== undefined || isClosed || all.size >= count) return;
    // While all are in use nothing can be duplicated; the next that becomes free is.
    if (all.size > 0 && free.length === 0) return;
    opening = openOne()
      .then(async (replica) => {
        all.add(replica);
        serial = Math.max(serial ?? 0, replica.serial);
        if (isClosed) await remove(replica);
        else free.push(replica);
      })
      .catch(onFailure)
      .finally(() => {
        opening = undefined;
        if (all.size > 0) fill();
        onFree();
      });
  }

  async function refreshOne(replica: Replica): Promise<void> {
    try {
      if (await replica.catchUp()) serial = Math.max(serial ?? 0, replica.serial);
      else await remove(replica);
    } finally {
      giveBack(replica);
    }
  }

  return {
    take() {
      fill();
      return free.pop();
    },
    giveBack,
    putBack: (replica) => void free.push(replica),
    async kill(replica) {
      await remove(replica);
      fill();
      onFree();
    },
    reached(reachedSerial) {
      serial = Math.max(serial ?? 0, reachedSerial);
    },
    get isComplete() {
      return all.size >= count && opening === undefined;
    },
    get serial() {
      return serial;
    },
    async refresh() {
      // One after the other, so that the others answer meanwhile.
      for (const replica of [...free]) {
        const at = free.indexOf(replica);
        if (at < 0) continue;
        free.splice(at, 1);
        await refreshOne(replica);
      }
    },
    async ready() {
      for (fill(); opening !== undefined; await opening);
      if (all.size === 0)
        throw new SparqlError('SPARQL_FAILED', 'The catalogue could not be loaded.');
    },
    async close() {
      isClosed = true;
      await Promise.all([...all].map(remove));
      await opening;
    },
  };
}
