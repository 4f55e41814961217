import type { CatalogueReader, Entity } from '../../model/published.ts';
import { toNQuads } from '../formats.ts';
import type { StoreQuery } from './protocol.ts';
import { startStoreThread } from './thread.ts';

/** A copy of the catalogue in a store thread, which always stands at one serial. */
export interface Replica {
  readonly serial: number;
  readonly isAlive: boolean;
  /**
   * Brings the copy to the present serial; false when it is so far behind that a new one is
   * cheaper. While commits follow each other faster than they can be read it stays where it is.
   */
  catchUp(): Promise<boolean>;
  query(query: StoreQuery): Promise<string>;
  close(): Promise<void>;
}

const batchCharacters = 1_000_000;
/** Batches on their way to the thread at once: bounds the memory of loading. */
const batchesInFlight = 32;
const eventsPerRead = 1000;
/** Changed graphs from which loading everything anew is the cheaper way. */
const farBehind = 5000;
const attempts = 5;

/** Starts a thread and loads the whole catalogue into it. */
export async function openReplica(reader: CatalogueReader): Promise<Replica> {
  const thread = startStoreThread();
  let serial: number;
  try {
    serial = await reader.snapshot(async (state, entities) => {
      await load(entities, (nquads) => thread.ask({ kind: 'load', nquads }));
      return state.serial;
    });
  } catch (error) {
    await thread.kill();
    throw error;
  }
  return {
    get serial() {
      return serial;
    },
    get isAlive() {
      return thread.isAlive;
    },
    async catchUp() {
      const target = await changesSince(reader, serial);
      if (target === 'far behind') return false;
      if (target !== null && target.serial > serial) {
        await thread.ask({ kind: 'replace', changes: target.changes });
        serial = target.serial;
      }
      return true;
    },
    query: (query) => thread.ask({ kind: 'query', query }),
    close: () => thread.kill(),
  };
}

async function load(
  entities: AsyncIterable<Entity>,
  send: (nquads: string) => Promise<string>,
): Promise<void> {
  const inFlight: Promise<string>[] = [];
  let batch = '';
  for await (const entity of entities) {
    batch += toNQuads(entity);
    if (batch.length < batchCharacters) continue;
    inFlight.push(send(batch));
    batch = '';
    if (inFlight.length >= batchesInFlight) await inFlight.shift();
  }
  if (batch !== '') inFlight.push(send(batch));
  await Promise.all(inFlight);
}

interface Changes {
  readonly serial: number;
  readonly changes: { readonly graph: string; readonly ntriples: string | null }[];
}

/**
 * Reads what changed after a serial, as it is at one later serial: an entity is read after its
 * event, so when more was committed in between, the newer events are read too.
 */
async function changesSince(
  reader: CatalogueReader,
  from: number,
): Promise<Changes | 'far behind' | null> {
  const changed = new Map<string, string | null>();
  let serial = from;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const news = await graphsChangedSince(reader, serial);
    if (changed.size + news.graphs.size > farBehind) return 'far behind';
    if (news.graphs.size === 0)
      return { serial, changes: [...changed].map(([graph, ntriples]) => ({ graph, ntriples })) };
    serial = news.serial;
    for (const graph of news.graphs)
      changed.set(graph, (await reader.entity(graph))?.ntriples ?? null);
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
