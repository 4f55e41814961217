import { parentPort } from 'node:worker_threads';
import { Store } from 'oxigraph';

// Holds the triples that it is given, then answers queries for some time and tells how many a second that were.
const store = new Store();
const options = {
  results_format: 'application/sparql-results+json',
  use_default_graph_as_union: true,
};

parentPort.on('message', ({ nquads, queries, ms }) => {
  if (nquads !== undefined) {
    const format = 'application/n-quads';
    store.load(nquads, { format, lenient: true, no_transaction: true });
    parentPort.postMessage(0);
    return;
  }
  let answered = 0;
  const start = performance.now();
  while (performance.now() - start < ms) store.query(queries[answered++ % queries.length], options);
  parentPort.postMessage(answered / ((performance.now() - start) / 1000));
});
