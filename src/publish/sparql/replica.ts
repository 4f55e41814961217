import type { CatalogueReader, Entity } from '../../model/published.ts';
import type { GraphText } from '../formats.ts';
import { changesOf, graphsOf } from './entity-graphs.ts';
import type { GraphChange, StoreCopy, StoreQuery } from './protocol.ts';
import { type StoreThread, startStoreThread } from './thread.ts';

/** A copy of the catalogue in a store thread, which always stands at one serial. */
export interface Replica {
  readonly serial: number;
  readonly isAlive: boolean;
  /**
   * Brings the copy to the present serial; false when it is so far behind that a new one is
   * cheaper. While commits follow each other faster than they can be read it stays where it is.
   */
  catchUp(): Promise<boolean>;
  query(query: StoreQuery): Promise<Buffer>;
  /** Starts another replica that goes on from where this one stands; nothing may be under way. */
  duplicate(): Promise<Replica>;
  /** Lets all other threads go first, or no longer. */
  standBack(isBehind: boolean): void;
  close(): Promise<void>;
}

/** Where replicas come from. */
export interface ReplicaOrigin {
  readonly reader: CatalogueReader;
  /** Graphs beside those of the catalogue, which never change. */
  readonly references: readonly GraphText[];
  readonly maxMemoryBytes: number;
}

const batchCharacters = 1_000_000;
/** Batches on their way to the thread at once: bounds the memory of loading. */
const batchesInFlight = 32;
const eventsPerRead = 1000;
/** Changed graphs from which loading everything anew is the cheaper way. */
const farBehind = 5000;
const attempts = 5;

/** Starts a thread and loads the whole catalogue into it. */
export async function openReplica(origin: ReplicaOrigin): Promise<Replica> {
  const { reader, references } = origin;
  const thread = startStoreThread({ maxMemoryBytes: origin.maxMemoryBytes });
  try {
    const aside = references.map((graph) => ({ ...graph, isAside: true }));
    await thread.ask({ kind: 'load', graphs: aside });
    const serial = await reader.snapshot(async (state, entities) => {
      await load(entities, (graphs) => thread.ask({ kind: 'load', graphs }));
      return state.serial;
    });
    return follow(origin, thread, serial);
  } catch (error) {
    await thread.kill();
    throw error;
  }
}

async function copyReplica(
  origin: ReplicaOrigin,
  copy: StoreCopy,
  serial: number,
): Promise<Replica> {
  const thread = startStoreThread({ maxMemoryBytes: origin.maxMemoryBytes });
  try {
    // A message is let go when it is read; what a thread is started with it would keep.
    await thread.ask({ kind: 'restore', copy });
    return follow(origin, thread, serial);
  } catch (error) {
    await thread.kill();
    throw error;
  }
}

function follow(origin: ReplicaOrigin, thread: StoreThread, from: number): Replica {
  let serial = from;
  return {
    get serial() {
      return serial;
    },
    get isAlive() {
      return thread.isAlive;
    },
    async catchUp() {
      const target = await changesSince(origin.reader, serial);
      if (target === 'far behind') return false;
      if (target !== null && target.serial > serial) {
        await thread.ask({ kind: 'replace', graphs: target.changes });
        serial = target.serial;
      }
      return true;
    },
    async query(query) {
      const answer = await thread.ask({ kind: 'query', query });
      if (answer.kind !== 'result') throw new TypeError('The query was not answered');
      return Buffer.from(answer.body.buffer);
    },
    async duplicate() {
      const at = serial;
      const answer = await thread.ask({ kind: 'copy' });
      if (answer.kind !== 'copied') throw new TypeError('The store was not copied');
      return copyReplica(origin, answer.copy, at);
    },
    standBack: thread.standBack,
    close: () => thread.kill(),
  };
}

async function load(
  entities: AsyncIterable<Entity>,
  send: (graphs: readonly GraphChange[]) => Promise<unknown>,
): Promise<void> {
  const inFlight: Promise<unknown>[] = [];
  let batch: GraphChange[] = [];
  let characters = 0;
  for await (const entity of entities) {
    for (const graph of graphsOf(entity)) {
      batch.push(graph);
      characters += graph.ntriples.length;
    }
    if (characters < batchCharacters) continue;
    inFlight.push(send(batch));
    batch = [];
    characters = 0;
    if (inFlight.length >= batchesInFlight) await inFlight.shift();
  }
  if (batch.length > 0) inFlight.push(send(batch));
  await Promise.all(inFlight);
}

interface Changes {
  readonly serial: number;
  readonly changes: readonly GraphChange[];
}

/**
 * Reads what changed after a serial, as it is at one later serial: an entity is read after its
 * event, so when more was committed in between, the newer events are read too.
 */
async function changesSince(
  reader: CatalogueReader,
  from: number,
): Promise<Changes | 'far behind' | null> {
  const changed = new Map<string, Entity | null>();
  let serial = from;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const news = await graphsChangedSince(reader, serial);
    if (changed.size + news.graphs.size > farBehind) return 'far behind';
    if (news.graphs.size === 0)
      return { serial, changes: [...changed].flatMap((change) => changesOf(...change)) };
    serial = news.serial;
    for (const graph of news.graphs) changed.set(graph, null);
    for (const entity of await reader.entities([...news.graphs])) changed.set(entity.graph, entity);
  }
  return null;
}

async function graphsChangedSince(
  reader: CatalogueReader,
  from: number,
): Promise<{ readonly serial: number; readonly graphs: ReadonlySet<string> }> {
  const graphs = new Set<string>();
  let serial = from;
  while (graphs.size <= farBehind) {
    const events = await reader.eventsAfter(serial, eventsPerRead);
    for (const event of events) graphs.add(event.graph);
    serial = events.at(-1)?.serial ?? serial;
    if (events.length < eventsPerRead) break;
  }
  return { serial, graphs };
}
