import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Context } from '../src/context.ts';
import { toNQuads } from '../src/publish/formats.ts';

const batchCharacters = 1_000_000;

/** What the thread is told: triples to hold, or queries to answer for some time. */
type Order =
  | { readonly nquads: string }
  | { readonly queries: readonly string[]; readonly ms: number };

/**
 * Queries a second on a store alone, without HTTP, messages or schedule. It has a thread of its own: gigabytes in this one
 * would slow down whatever is measured here later.
 */
export async function measureDirect(
  { reader }: Context,
  queries: readonly string[],
  seconds: number,
): Promise<number> {
  const thread = new Worker(new URL('./engine-thread.mjs', import.meta.url), { execArgv: [] });
  const order = async (work: Order): Promise<number> => {
    thread.postMessage(work);
    const [answer] = await once(thread, 'message');
    return Number(answer);
  };
  try {
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
    return await order({ queries, ms: seconds * 1000 });
  } finally {
    await thread.terminate();
  }
}
