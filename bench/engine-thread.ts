import { parentPort } from 'node:worker_threads';
import { Store } from 'oxigraph';

/** What a store in a thread of its own is told: triples to hold, then queries to answer for some time. */
export type Order =
  | { readonly kind: 'load'; readonly nquads: string }
  | { readonly kind: 'answer'; readonly queries: readonly string[]; readonly ms: number };

const store = new Store();
const options = {
  results_format: 'application/sparql-results+json',
  use_default_graph_as_union: true,
};

parentPort?.on('message', (order: Order) => {
  if (order.kind === 'load') {
    const format = 'application/n-quads';
    store.load(order.nquads, { format, lenient: true, no_transaction: true });
    parentPort?.postMessage(0);
    return;
  }
  const { queries, ms } = order;
  let answered = 0;
  const start = performance.now();
  while (performance.now() - start < ms)
    store.query(queries[answered++ % queries.length] ?? '', options);
  parentPort?.postMessage(answered / ((performance.now() - start) / 1000));
});
