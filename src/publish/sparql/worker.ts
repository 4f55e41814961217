import { parentPort } from 'node:worker_threads';
import { namedNode, Store } from 'oxigraph';
import { formatOf, toDocument, toNQuads } from '../formats.ts';
import type { Answer, Request, StoreQuery } from './protocol.ts';
import { restoreDatatypes } from './restore.ts';

const ntriplesType = 'application/n-triples';
const store = new Store();

/** Loads one text; a line that the store refuses is left out, not the whole text. */
function load(nquads: string): void {
  try {
    store.load(nquads, { format: 'application/n-quads', lenient: true, no_transaction: true });
  } catch (error) {
    if (isPanic(error)) throw error;
    for (const line of nquads.split('\n')) loadLine(line);
  }
}

function loadLine(line: string): void {
  try {
    store.load(line, { format: 'application/n-quads', lenient: true });
  } catch (error) {
    if (isPanic(error)) throw error;
  }
}

// The names come from the catalogue, but what ends an IRI must not end the update text.
const unsafe = /[<>"{}|^`\\\s]/;

function replace(changes: Extract<Request, { kind: 'replace' }>['changes']): void {
  for (const { graph, ntriples } of changes) {
    if (unsafe.test(graph)) continue;
    store.update(`CLEAR SILENT GRAPH <${graph}>`);
    if (ntriples !== null) load(toNQuads({ graph, ntriples }));
  }
}

async function answer(request: StoreQuery): Promise<Answer> {
  const isGraph = formatOf(request.mediaType) !== undefined;
  const result = store.query(request.query, {
    base_iri: request.baseIri,
    results_format: isGraph ? ntriplesType : request.mediaType,
    ...dataset(request),
  });
  const text = String(result);
  if (Buffer.byteLength(text) > request.maxResultBytes) return tooLarge(request.maxResultBytes);
  return { kind: 'result', body: isGraph ? await writeGraph(text, request.mediaType) : text };
}

/** The protocol's dataset goes before the query's, and that before the union (SPARQL 1.1 Protocol §2.1.4). */
function dataset({ defaultGraphs, namedGraphs, hasDataset }: StoreQuery) {
  if (defaultGraphs.length + namedGraphs.length > 0) {
    return {
      default_graph: defaultGraphs.map((iri) => namedNode(iri)),
      named_graphs: namedGraphs.map((iri) => namedNode(iri)),
    };
  }
  return hasDataset ? {} : { use_default_graph_as_union: true };
}

async function writeGraph(text: string, mediaType: string): Promise<string> {
  const ntriples = restoreDatatypes(text);
  const format = formatOf(mediaType);
  if (!format || mediaType === ntriplesType) return ntriples;
  return toDocument(format, [{ graph: '', ntriples }]);
}

function tooLarge(maxResultBytes: number): Answer {
  return {
    kind: 'failed',
    code: 'SPARQL_TOO_LARGE',
    message: `The result is larger than ${maxResultBytes} bytes. Add a LIMIT, or take a dump.`,
    broken: false,
  };
}

/** Whether the engine itself broke; after that its memory cannot be trusted. */
function isPanic(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

async function perform(request: Request): Promise<Answer> {
  switch (request.kind) {
    case 'load':
      load(request.nquads);
      return { kind: 'done' };
    case 'replace':
      replace(request.changes);
      return { kind: 'done' };
    case 'query':
      return answer(request.query);
  }
}

function failure(error: unknown, request: Request): Answer {
  const broken = isPanic(error) || request.kind !== 'query';
  const message = error instanceof Error ? error.message : String(error);
  return broken
    ? { kind: 'failed', code: 'SPARQL_FAILED', message: 'The SPARQL engine failed.', broken }
    : { kind: 'failed', code: 'SPARQL_MALFORMED', message, broken };
}

async function reply(request: Request): Promise<void> {
  try {
    parentPort?.postMessage(await perform(request));
  } catch (error) {
    parentPort?.postMessage(failure(error, request));
  }
}

parentPort?.on('message', (request: Request) => void reply(request));
