import { StoreFailure } from './client.ts';
import { linesOf } from './expected.ts';
import type { ExternalStore, GraphChange } from './store.ts';
import { differing } from './verify.ts';

/** Tries to find out which lines of a graph the store refuses. */
const mostAttempts = 200;

/**
 * Writes changes and the position after them. A graph that the store refuses is written without the
 * lines that it does not take, so that one record does not hold up the catalogue. Returns the
 * graphs that do not hold what they should.
 */
export async function applyChanges(
  store: ExternalStore,
  changes: readonly GraphChange[],
  position: { readonly before: GraphChange; readonly after: GraphChange },
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    await store.replace([...changes, position.after], signal);
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    for (const change of changes) await applyOne(store, change, position.before, signal);
    await store.replace([position.after], signal);
  }
  const expected = new Map(
    changes.map(({ graph, ntriples }) => [graph, linesOf(ntriples ?? '')] as const),
  );
  const wrong = await differing(store, expected);
  for (const change of changes)
    if (wrong.includes(change.graph)) await applyOne(store, change, position.after, signal);
  return wrong.length === 0 ? wrong : differing(store, expected, wrong);
}

async function applyOne(
  store: ExternalStore,
  change: GraphChange,
  position: GraphChange,
  signal: AbortSignal,
): Promise<void> {
  try {
    await store.replace([change], signal);
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    // A store that refuses even this is ill, and the graph is not to blame.
    await store.replace([position], signal);
    const lines = (change.ntriples ?? '').split('\n').filter((line) => line !== '');
    const write = (kept: readonly string[]) =>
      store.replace([{ graph: change.graph, ntriples: kept.map((line) => `${line}\n`).join('') }]);
    await write(await acceptedLines(lines, write));
  }
}

async function acceptedLines(
  lines: readonly string[],
  write: (lines: readonly string[]) => Promise<void>,
): Promise<readonly string[]> {
  let attempts = 0;
  async function accept(
    kept: readonly string[],
    more: readonly string[],
  ): Promise<readonly string[]> {
    if (more.length === 0 || attempts >= mostAttempts) return kept;
    attempts += 1;
    const all = [...kept, ...more];
    try {
      await write(all);
      return all;
    } catch (error) {
      if (!isAboutContent(error)) throw error;
      if (more.length === 1) return kept;
      const half = Math.ceil(more.length / 2);
      return accept(await accept(kept, more.slice(0, half)), more.slice(half));
    }
  }
  return accept([], lines);
}

const aboutAccess: ReadonlySet<number | undefined> = new Set([401, 403, 404, 405]);

/** Whether the store refused what was sent, rather than that or by whom it was. */
function isAboutContent(error: unknown): boolean {
  return (
    error instanceof StoreFailure && error.kind === 'refused' && !aboutAccess.has(error.status)
  );
}
