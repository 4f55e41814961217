import { readlinkSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { formatOf, toNQuads } from '../formats.ts';
import { createLexicalForms, escapeLine, type LexicalForms } from './lexical-forms.ts';
import type {
  Answer,
  GraphChange,
  Request,
  StoreCopy,
  StoreQuery,
  ThreadSettings,
} from './protocol.ts';
import { countRows, publishedTriples, writeTriples } from './results.ts';
import { freeStore, loadEngine, type Store } from './store-memory.ts';

const ntriplesType = 'application/n-triples';
// Our own engine.ts starts this thread.
const { maxMemoryBytes, systemId } = workerData as ThreadSettings;
Atomics.store(systemId, 0, readSystemId());
const { oxigraph, image, restore } = await loadEngine(maxMemoryBytes);

/** The id of this thread, on Linux; 0 elsewhere. */
function readSystemId(): number {
  try {
    return Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  } catch {
    return 0;
  }
}

/** What this thread knows. */
interface Content {
  readonly store: Store;
  readonly forms: LexicalForms;
}
let content: Content | undefined;

/** A store that is restored must be the first, so none is created before something is asked of it. */
function open(copy?: StoreCopy): Content {
  return {
    store: copy ? restore(copy.image) : new oxigraph.Store(),
    forms: createLexicalForms(storedForms, copy?.forms),
  };
}

function held(): Content {
  content ??= open();
  return content;
}

/** From here on the faster way of loading is worth the 160 MiB that it sets aside. */
const bulkCharacters = 500_000;

/** Loads one text; a line that the store refuses is left out, not the whole text. */
function load(into: Store, nquads: string): void {
  const no_transaction = nquads.length >= bulkCharacters;
  try {
    into.load(nquads, { format: 'application/n-quads', lenient: true, no_transaction });
  } catch (error) {
    if (isPanic(error)) throw error;
    for (const line of nquads.split('\n')) loadLine(into, line);
  }
}

function loadLine(into: Store, line: string): void {
  try {
    into.load(line, { format: 'application/n-quads', lenient: true });
  } catch (error) {
    if (isPanic(error)) throw error;
  }
}

/**
 * Terms as a store gives them back: one is asked, because its rules are its own. It is a new one each time, for a store
 * that is emptied still goes through all that it ever held.
 */
function storedForms(terms: readonly string[]): (string | undefined)[] {
  const scratch = new oxigraph.Store();
  load(scratch, terms.map((term, index) => `<urn:x:${index}> <urn:x:is> ${term} .\n`).join(''));
  const found: (string | undefined)[] = Array.from(terms, () => undefined);
  const text = scratch.dump({
    format: ntriplesType,
    from_graph_name: oxigraph.defaultGraph(),
  });
  freeStore(scratch);
  for (const line of text.split('\n')) {
    const [, index, term] = /^<urn:x:(\d+)> \S+ (.*) \.$/s.exec(line) ?? [];
    if (index !== undefined && term !== undefined) found[Number(index)] = escapeLine(term);
  }
  return found;
}

// The names come from the catalogue, but what ends an IRI must not end the update text.
const unsafe = /[<>"{}|^`\\\s]/;

/** Loads graphs; what is of the catalogue stands in the default graph too. */
function add(graphs: readonly GraphChange[]): void {
  const { store, forms } = held();
  let nquads = '';
  for (const { graph, ntriples, isAside } of graphs) {
    if (unsafe.test(graph)) continue;
    if (ntriples !== null) nquads += toNQuads({ graph, ntriples }) + (isAside ? '' : ntriples);
    forms.learn(graph, ntriples ?? '');
  }
  if (nquads !== '') load(store, nquads);
}

function replace(graphs: readonly GraphChange[]): void {
  const safe = graphs.filter(({ graph }) => !unsafe.test(graph));
  if (safe.length === 0) return;
  held().store.update(safe.map(removal).join(' ;\n'));
  add(safe);
}

/** Removes a graph, and from the default graph what no other graph of the catalogue says. */
function removal({ graph, isAside }: GraphChange): string {
  const clear = `CLEAR SILENT GRAPH <${graph}>`;
  if (isAside) return clear;
  return `DELETE { ?s ?p ?o } WHERE { GRAPH <${graph}> { ?s ?p ?o } FILTER NOT EXISTS {
    GRAPH ?g { ?s ?p ?o } FILTER(?g != <${graph}> && REGEX(STR(?g), "/(catalog|(datasets|agents|shared)/[^/]*)$")) } } ;
  ${clear}`;
}

/** Bytes change hands; text would be copied, and encoded by the main thread. */
const encoder = new TextEncoder();

async function answer(request: StoreQuery): Promise<Answer> {
  const { forms } = held();
  const { mediaType } = request;
  const isGraph = formatOf(mediaType) !== undefined;
  const text = evaluate(request, {
    base_iri: request.baseIri,
    results_format: isGraph ? ntriplesType : mediaType,
    ...dataset(request),
  });
  const { maxRows, maxBytes } = request;
  // A character takes a byte at least.
  if (text.length > maxBytes) return tooLarge(request);
  const lines = isGraph ? publishedTriples(text, forms) : [];
  // A row takes two characters at least: most results need no counting.
  const rows = isGraph ? lines.length : text.length > maxRows * 2 ? countRows(text, mediaType) : 0;
  if (rows > maxRows) return tooLarge(request);
  const body = encoder.encode(isGraph ? await writeTriples(lines, mediaType) : text);
  return body.length > maxBytes ? tooLarge(request) : { kind: 'result', body };
}

function evaluate({ query, asked }: StoreQuery, options: Parameters<Store['query']>[1]): string {
  const { store } = held();
  try {
    return String(store.query(query, options));
  } catch (error) {
    if (isPanic(error) || query === asked) throw error;
    // The limit put into the query shifted the position of its error.
    return String(store.query(asked, options));
  }
}

/** The protocol's dataset goes before the query's, and that before the store's (SPARQL 1.1 Protocol §2.1.4). */
function dataset({ defaultGraphs, namedGraphs }: StoreQuery) {
  const { namedNode } = oxigraph;
  if (defaultGraphs.length + namedGraphs.length > 0) {
    return {
      default_graph: defaultGraphs.map((iri) => namedNode(iri)),
      named_graphs: namedGraphs.map((iri) => namedNode(iri)),
    };
  }
  return {};
}

function tooLarge({ maxRows, maxBytes }: StoreQuery): Answer {
  return {
    kind: 'failed',
    code: 'SPARQL_TOO_LARGE',
    message: `The result has more than ${maxRows} rows or triples, or more than ${maxBytes} bytes. Add a LIMIT, or take a dump.`,
    members: { maxRows, maxBytes },
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
      add(request.graphs);
      return { kind: 'done' };
    case 'replace':
      replace(request.graphs);
      return { kind: 'done' };
    case 'restore':
      content = open(request.copy);
      return { kind: 'done' };
    case 'copy': {
      const { store, forms } = held();
      return { kind: 'copied', copy: { image: image(store), forms: forms.copy() } };
    }
    case 'query':
      return answer(request.query);
  }
}

const position = /\bat (\d+):(\d+)\b/;

function failure(error: unknown, request: Request): Answer {
  const message = error instanceof Error ? error.message : String(error);
  if (request.kind !== 'query')
    return {
      kind: 'failed',
      code: 'SPARQL_FAILED',
      message: 'The SPARQL engine failed.',
      broken: true,
    };
  if (isPanic(error))
    return {
      kind: 'failed',
      code: 'SPARQL_TOO_LARGE',
      message: 'The query needs more memory or nesting than the engine has.',
      members: { maxMemoryBytes },
      broken: true,
    };
  const [, line, column] = position.exec(message) ?? [];
  const members = line && column ? { line: Number(line), column: Number(column) } : {};
  return { kind: 'failed', code: 'SPARQL_MALFORMED', message, members, broken: false };
}

async function reply(request: Request): Promise<void> {
  try {
    const answer = await perform(request);
    parentPort?.postMessage(answer, answer.kind === 'result' ? [answer.body.buffer] : []);
  } catch (error) {
    parentPort?.postMessage(failure(error, request));
  }
}

parentPort?.on('message', (request: Request) => void reply(request));
