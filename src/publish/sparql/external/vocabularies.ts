import { createHash } from 'node:crypto';
import type { GraphText } from '../../formats.ts';
import { applyChanges } from './apply.ts';
import { inBatches } from './batches.ts';
import { type Position, positionChange } from './position.ts';
import type { ExternalStore } from './store.ts';

/** Digest by which the store is known to hold these graphs. */
export function digestOf(graphs: readonly GraphText[]): string {
  const hash = createHash('sha256');
  for (const { graph, ntriples } of graphs) hash.update(`${graph}\n${ntriples}\n`);
  return hash.digest('hex');
}

/**
 * Writes the vocabularies, and last the position that says so. Those that are no longer in force are
 * left to the verification. Returns the graphs that do not hold what they should.
 */
export async function writeVocabularies(
  store: ExternalStore,
  graphs: readonly GraphText[],
  baseUrl: string,
  positions: { readonly before: Position; readonly after: Position },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const before = positionChange(baseUrl, positions.before);
  const wrong: string[] = [];
  for (const batch of inBatches(graphs)) {
    signal.throwIfAborted();
    wrong.push(...(await applyChanges(store, batch, { before, after: before }, signal)));
  }
  await store.replace([positionChange(baseUrl, positions.after)], signal);
  return wrong;
}
