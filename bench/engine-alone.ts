import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Context } from '../src/context.ts';
import { toNQuads } from '../src/publish/formats.ts';

const batchCharacters = 1_000_000;

/** What the thread is told: triples to hold, or queries to answer for some time. */
type Order =
  | { readonly nquads: string }
  | { readonly queries: readonly string[]; readonly ms: number };

/** A store alone, without HTTP, messages or schedule. */
export interface EngineAlone {
  /** Queries a second, asked one after the other. */
  measure(queries: readonly string[], seconds: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * Loads a store alone. It has a thread of its own: gigabytes in this one would slow down whatever is measured here.
 */
export async function startEngineAlone({ reader }: Context): Promise<EngineAlone> {
  const thread = new Worker(new URL('./engine-thread.mjs', import.meta.url), { execArgv: [] });
  const order = async (work: Order): Promise<number> => {
    thread.postMessage(work);
    const [answer] = await once(thread, 'message');
    return Number(answer);
  };
  await reader.snapshot(async (_state, entities) => {
    let nquads = '';
    for await (const entity of entities) {
      nquads += toNQuads(entity);
      if (nquads.length < batchCharacters) continue;
      await order({ nquads });
      nquads = '';
    }
    await order({ nquads });
  });
  return {
    measure: (queries, seconds) => order({ queries, ms: seconds * 1000 }),
    async close() {
      await thread.terminate();
    },
  };
}
