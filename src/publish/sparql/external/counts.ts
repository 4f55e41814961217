import { StoreFailure } from './client.ts';
import { readResults } from './results.ts';
import type { ExternalStore } from './store.ts';

/** Graphs asked for in one query. */
const graphsAtOnce = 200;
/** Graphs listed by one query: below the row limits that stores come with. */
const graphsPerPage = 1000;
const limits = { timeoutMs: 300_000, maxBytes: 16 * 1024 * 1024 };
const json = 'application/sparql-results+json';

/** Triples in each of the graphs; those that the store does not have are left out. */
export async function countTriples(
  store: ExternalStore,
  graphs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (let at = 0; at < graphs.length; at += graphsAtOnce) {
    const names = graphs.slice(at, at + graphsAtOnce).map((graph) => `<${graph}>`);
    const rows = await select(
      store,
      `SELECT ?g (COUNT(*) AS ?n) WHERE { VALUES ?g { ${names.join(' ')} } GRAPH ?g { ?s ?p ?o } } GROUP BY ?g`,
    );
    for (const { g, n } of rows) if (g) counts.set(g, Number(n));
  }
  return counts;
}

/** Triples in all graphs whose names start so. */
export async function countUnder(store: ExternalStore, start: string): Promise<number> {
  const [row] = await select(
    store,
    `SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } ${startsWith(start)} }`,
  );
  return Number(row?.['n']);
}

/** Triples, or how often one triple, that a query sees which names no graph. */
export async function countDefault(store: ExternalStore, triple = '?s ?p ?o'): Promise<number> {
  const [row] = await select(store, `SELECT (COUNT(*) AS ?n) WHERE { ${triple} }`);
  return Number(row?.['n']);
}

/** Names of a page of graphs that start so and come after one. */
export async function listGraphs(
  store: ExternalStore,
  start: string,
  after = '',
): Promise<readonly string[]> {
  const rows = await select(
    store,
    `SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } ${startsWith(start)} FILTER(STR(?g) > ${JSON.stringify(after)}) } ORDER BY ?g LIMIT ${graphsPerPage}`,
  );
  return rows.flatMap(({ g }) => (g ? [g] : []));
}

/** Graphs that hold the position of a catalogue. */
export async function listPositions(store: ExternalStore): Promise<readonly string[]> {
  const query = 'SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s <urn:glaneur:position> ?o } } LIMIT 100';
  return (await select(store, query)).flatMap(({ g }) => (g ? [g] : []));
}

function startsWith(start: string): string {
  return `FILTER(STRSTARTS(STR(?g), ${JSON.stringify(start)}))`;
}

async function select(
  store: ExternalStore,
  query: string,
): Promise<readonly Readonly<Record<string, string>>[]> {
  const { text } = await store.query(query, { accept: json, ...limits });
  const results = readResults(text);
  if (!results || 'boolean' in results)
    throw new StoreFailure('refused', 'The store did not answer with results in JSON');
  return results.solutions.map((solution) =>
    Object.fromEntries(Object.entries(solution).map(([name, { value }]) => [name, value])),
  );
}
