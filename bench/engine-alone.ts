import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Context } from '../src/context.ts';
import { toNQuads } from '../src/publish/formats.ts';
import type { Order } from './engine-thread.ts';

const batchCharacters = 1_000_000;

/**
 * Rate of queries on a store alone, without HTTP, messages or schedule, each second. It has a thread of its own: gigabytes in this one
 * would slow down whatever is measured here later.
 */
export async function measureDirect(
  { reader }: Context,
  queries: readonly string[],
  seconds: number,
): Promise<number> {
  const file = new URL('./engine-thread.ts', import.meta.url);
  const thread = new Worker(file, { execArgv: ['--import', 'tsx'] });
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
        await order({ kind: 'load', nquads });
        nquads = '';
      }
      await order({ kind: 'load', nquads });
    });
    return await order({ kind: 'answer', queries, ms: seconds * 1000 });
  } finally {
    await thread.terminate();
  }
}
