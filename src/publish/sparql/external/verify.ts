import type { CatalogueReader } from '../../../model/published.ts';
import type { GraphText } from '../../formats.ts';
import { graphsOf } from '../entity-graphs.ts';
import { reportedGraph } from '../report-graph.ts';
import { removeGraphs } from './batches.ts';
import { countDefault, countTriples, countUnder, listGraphs } from './counts.ts';
import { type Expected, readExpected } from './expected.ts';
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
  /** Triples that a query without graph names sees; those of the position, vocabularies and reports aside. */
  readonly visible: number;
}

interface VerificationPorts {
  readonly reader: CatalogueReader;
  readonly store: ExternalStore;
  readonly vocabularies: readonly GraphText[];
  readonly now: () => Date;
}

const namedAtMost = 10;

/**
 * Compares the triples of every graph with what should be in it, and the total; writes graphs that
 * differ again and removes those that should not be. Null when the catalogue has moved on meanwhile.
 */
export async function verifyStore(
  ports: VerificationPorts,
  baseUrl: string,
  position: Position,
): Promise<Verification | null> {
  const { reader, store, vocabularies } = ports;
  const expected = await readExpected(reader, vocabularies, position.serial);
  if (!expected) return null;
  const { counts, triples } = expected;
  const names = [...counts.keys(), positionGraph(baseUrl)];
  const found = await countTriples(store, names);
  const held = new Map(names.map((graph) => [graph, found.get(graph) ?? 0]));
  const wrong = differingIn(held, counts);
  for (const graph of wrong) await rewrite(ports, graph);
  const again = await countTriples(store, wrong);
  for (const graph of wrong) held.set(graph, again.get(graph) ?? 0);
  const surplus = await removeSurplus(store, baseUrl, held);
  return {
    at: ports.now(),
    serial: position.serial,
    triples,
    repaired: wrong.length + surplus,
    differing: differingIn(again, counts, wrong).slice(0, namedAtMost),
    visible: await countVisible(store, expected, held, positionGraph(baseUrl)),
  };
}

/** Graphs among these whose number of triples is not as expected. */
export async function differing(
  store: ExternalStore,
  expected: ReadonlyMap<string, number>,
  graphs: readonly string[] = [...expected.keys()],
): Promise<readonly string[]> {
  return differingIn(await countTriples(store, graphs), expected, graphs);
}

function differingIn(
  actual: ReadonlyMap<string, number>,
  expected: ReadonlyMap<string, number>,
  graphs: readonly string[] = [...expected.keys()],
): readonly string[] {
  return graphs.filter((graph) => (actual.get(graph) ?? 0) !== (expected.get(graph) ?? 0));
}

/**
 * What is left of the default graph without all that is not of the catalogue. A store may show a
 * triple that stands in two graphs twice, or once: then those that vocabularies repeat are the catalogue's.
 */
async function countVisible(
  store: ExternalStore,
  { aside, example, repeated }: Expected,
  held: ReadonlyMap<string, number>,
  position: string,
): Promise<number> {
  const other = [...aside, position].reduce((sum, graph) => sum + (held.get(graph) ?? 0), 0);
  const shown = example === undefined ? 0 : await countDefault(store, example);
  const all = await countDefault(store);
  return Math.max(0, all - other + (shown === 1 ? repeated : 0));
}

async function rewrite(
  { reader, store, vocabularies }: VerificationPorts,
  graph: string,
): Promise<void> {
  const vocabulary = vocabularies.find((each) => each.graph === graph);
  const entity = vocabulary ? null : await reader.entity(reportedGraph(graph) ?? graph);
  const graphs = vocabulary ? [vocabulary] : entity ? graphsOf(entity) : [];
  const ntriples = graphs.find((each) => each.graph === graph)?.ntriples ?? null;
  await store.replace([{ graph, ntriples }]);
}

/** Removes graphs under the base that should not be; returns how many. `known` counts those that should. */
async function removeSurplus(
  store: ExternalStore,
  baseUrl: string,
  known: ReadonlyMap<string, number>,
): Promise<number> {
  const sum = [...known.values()].reduce((total, count) => total + count, 0);
  if ((await countUnder(store, `${baseUrl}/`)) === sum) return 0;
  let removed = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: readonly string[] = await listGraphs(store, `${baseUrl}/`, after);
    const surplus = page.filter((graph) => !known.has(graph));
    await removeGraphs(store, surplus);
    removed += surplus.length;
    after = page.at(-1);
  }
  return removed;
}
