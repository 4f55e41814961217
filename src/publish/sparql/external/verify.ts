import type { CatalogueReader } from '../../../model/published.ts';
import { inOwnGraph } from '../../../rdf/placement.ts';
import { countDefault, countTriples, countUnder, listGraphs } from './counts.ts';
import { type Position, positionGraph } from './position.ts';
import type { ExternalStore } from './store.ts';

/** What a comparison of the store with the catalogue found, after it repaired what it could. */
export interface Verification {
  readonly at: Date;
  /** Serial at which the two were compared. */
  readonly serial: number;
  /** Triples of the catalogue. */
  readonly triples: number;
  /** Graphs written or removed again. */
  readonly repaired: number;
  /** Graphs whose number of triples still differs, at most ten. */
  readonly differing: readonly string[];
  /** Triples that a query without graph names sees, the position aside. */
  readonly visible: number;
}

const namedAtMost = 10;

/**
 * Compares the triples of every graph with the catalogue, and the total; writes graphs that differ
 * again and removes those that should not be. Null when the catalogue has moved on meanwhile.
 */
export async function verifyStore(
  ports: {
    readonly reader: CatalogueReader;
    readonly store: ExternalStore;
    readonly now: () => Date;
  },
  baseUrl: string,
  position: Position,
): Promise<Verification | null> {
  const { reader, store } = ports;
  const expected = await expectedCounts(reader, position.serial);
  if (!expected) return null;
  const wrong = await differing(store, expected);
  for (const graph of wrong) await rewrite(ports, graph);
  const triples = [...expected.values()].reduce((sum, count) => sum + count, 0);
  const surplus = await removeSurplus(store, baseUrl, expected);
  const still = wrong.length === 0 ? [] : await differing(store, expected, wrong);
  return {
    at: ports.now(),
    serial: position.serial,
    triples,
    repaired: wrong.length + surplus,
    differing: still.slice(0, namedAtMost),
    visible: (await countDefault(store)) - (await countPosition(store, baseUrl)),
  };
}

/** Graphs among these whose number of triples is not as expected. */
export async function differing(
  store: ExternalStore,
  expected: ReadonlyMap<string, number>,
  graphs: readonly string[] = [...expected.keys()],
): Promise<readonly string[]> {
  const actual = await countTriples(store, graphs);
  return graphs.filter((graph) => (actual.get(graph) ?? 0) !== (expected.get(graph) ?? 0));
}

/** Triples in canonical N-Triples: its lines. */
export function linesOf(ntriples: string): number {
  let count = 0;
  for (let at = ntriples.indexOf('\n'); at >= 0; at = ntriples.indexOf('\n', at + 1)) count += 1;
  return count;
}

async function countPosition(store: ExternalStore, baseUrl: string): Promise<number> {
  const graph = positionGraph(baseUrl);
  return (await countTriples(store, [graph])).get(graph) ?? 0;
}

// The network has no part in the snapshot: the embedded database answers nobody else meanwhile.
function expectedCounts(
  reader: CatalogueReader,
  serial: number,
): Promise<ReadonlyMap<string, number> | null> {
  return reader.snapshot(async (state, entities) => {
    if (state.serial !== serial) return null;
    const counts = new Map<string, number>();
    for await (const entity of entities) counts.set(entity.graph, linesOf(inOwnGraph(entity)));
    return counts;
  });
}

async function rewrite(
  { reader, store }: { readonly reader: CatalogueReader; readonly store: ExternalStore },
  graph: string,
): Promise<void> {
  const entity = await reader.entity(graph);
  await store.replace([{ graph, ntriples: entity && inOwnGraph(entity) }]);
}

/** Removes graphs under the base that the catalogue does not have; returns how many. */
async function removeSurplus(
  store: ExternalStore,
  baseUrl: string,
  expected: ReadonlyMap<string, number>,
): Promise<number> {
  const position = positionGraph(baseUrl);
  const known = await countTriples(store, [...expected.keys(), position]);
  const sum = [...known.values()].reduce((total, count) => total + count, 0);
  if ((await countUnder(store, `${baseUrl}/`)) === sum) return 0;
  let removed = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: readonly string[] = await listGraphs(store, `${baseUrl}/`, after);
    const surplus = page.filter((graph) => graph !== position && !expected.has(graph));
    if (surplus.length > 0)
      await store.replace(surplus.map((graph) => ({ graph, ntriples: null })));
    removed += surplus.length;
    after = page.at(-1);
  }
  return removed;
}
