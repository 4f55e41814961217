import { type StoreAnswer, type StoreClient, StoreFailure } from './client.ts';
import { hideLiterals } from './literals.ts';

/** Addresses of one SPARQL 1.1 store. */
export interface StoreAddresses {
  /** SPARQL 1.1 Protocol, query. */
  readonly queryUrl: string;
  /** SPARQL 1.1 Protocol, update. */
  readonly updateUrl?: string | undefined;
  /** Graph Store Protocol, with indirect graph identification (§4.2). */
  readonly graphStoreUrl?: string | undefined;
}

/** A graph with what it shall hold; null removes it. */
export interface GraphChange {
  readonly graph: string;
  readonly ntriples: string | null;
}

export interface StoreQueryOptions {
  readonly accept: string;
  readonly defaultGraphs?: readonly string[];
  readonly namedGraphs?: readonly string[];
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** What is asked of an external store. All methods throw {@link StoreFailure}. */
export interface ExternalStore {
  query(query: string, options: StoreQueryOptions): Promise<StoreAnswer>;
  /** Triples of a graph as the store writes them, '' when it has none. */
  read(graph: string): Promise<string>;
  /**
   * Replaces whole graphs, each named once, in order. By SPARQL Update it is one request, which stores with
   * transactions apply wholly or not at all; by the Graph Store Protocol one request per graph.
   */
  replace(changes: readonly GraphChange[], signal?: AbortSignal): Promise<void>;
}

const ntriples = 'application/n-triples';
/** Longest turn of a request that writes or reads a graph. */
const writeTimeoutMs = 300_000;
const maxGraphBytes = 64 * 1024 * 1024;
/** Triples of one INSERT DATA: what engines compile in one piece. */
const triplesPerInsert = 1000;
// The names come from the catalogue, but what ends an IRI must not end the update text.
const unsafe = /[<>"{}|^`\\\s]/;

/** Joins the addresses and the client to one store. */
export function openExternalStore(addresses: StoreAddresses, client: StoreClient): ExternalStore {
  const { queryUrl, updateUrl, graphStoreUrl } = addresses;
  /** Whether the store is a Virtuoso, which cannot hold every literal; known after an answer. */
  let isVirtuoso = false;

  const send: StoreClient['send'] = async (request) => {
    const answer = await client.send(request);
    isVirtuoso ||= /virtuoso/i.test(answer.headers.get('server') ?? '');
    return answer;
  };
  const limits = { timeoutMs: writeTimeoutMs, maxBytes: maxGraphBytes };
  const graphUrl = (base: string, graph: string) => {
    const url = new URL(base);
    url.searchParams.set('graph', graph);
    return url.href;
  };
  const written = (text: string) => (isVirtuoso ? hideLiterals(text) : text);

  async function query(text: string, options: StoreQueryOptions): Promise<StoreAnswer> {
    const { accept, defaultGraphs = [], namedGraphs = [], ...rest } = options;
    const form = new URLSearchParams({ query: text });
    for (const graph of defaultGraphs) form.append('default-graph-uri', graph);
    for (const graph of namedGraphs) form.append('named-graph-uri', graph);
    const headers = { accept, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await send({
      ...rest,
      url: queryUrl,
      method: 'POST',
      headers,
      body: form.toString(),
    });
    if (answer.status === 404) {
      throw new StoreFailure('refused', 'The store has no endpoint at its query address', {
        status: 404,
      });
    }
    return answer;
  }

  async function put({ graph, ntriples: text }: GraphChange, signal?: AbortSignal): Promise<void> {
    const isRemoved = text === null || text === '';
    await send({
      url: graphUrl(graphStoreUrl ?? queryUrl, graph),
      method: isRemoved ? 'DELETE' : 'PUT',
      headers: { 'content-type': ntriples },
      ...(isRemoved ? {} : { body: written(text) }),
      ...(signal ? { signal } : {}),
      ...limits,
    });
  }

  return {
    query,

    async read(graph) {
      if (graphStoreUrl === undefined) {
        const text = `CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <${graph}> { ?s ?p ?o } }`;
        return (await query(text, { accept: ntriples, ...limits })).text;
      }
      const url = graphUrl(graphStoreUrl, graph);
      const answer = await send({ url, method: 'GET', headers: { accept: ntriples }, ...limits });
      return answer.status === 404 ? '' : answer.text;
    },

    async replace(changes, signal) {
      const safe = changes.filter(({ graph }) => !unsafe.test(graph));
      if (updateUrl === undefined && graphStoreUrl !== undefined) {
        for (const change of safe) await put(change, signal);
        return;
      }
      const answer = await send({
        url: updateUrl ?? queryUrl,
        method: 'POST',
        headers: { 'content-type': 'application/sparql-update' },
        body: updateOf(safe, written),
        ...(signal ? { signal } : {}),
        ...limits,
      });
      if (answer.status === 404)
        throw new StoreFailure('refused', 'The store takes no updates at its update address', {
          status: 404,
        });
    },
  };
}

/**
 * Operations that replace graphs (SPARQL 1.1 Update §3.2.1, §3.1.1). One that inserts into many graphs costs
 * Virtuoso half of what one for each graph does.
 */
function updateOf(changes: readonly GraphChange[], written: (text: string) => string): string {
  const operations = changes.map(({ graph }) => `CLEAR SILENT GRAPH <${graph}>`);
  let inserts: string[] = [];
  let room = triplesPerInsert;
  const insert = () => {
    if (inserts.length > 0) operations.push(`INSERT DATA {\n${inserts.join('\n')}\n}`);
    inserts = [];
    room = triplesPerInsert;
  };
  for (const { graph, ntriples: text } of changes) {
    const lines = written(text ?? '')
      .split('\n')
      .filter((line) => line !== '');
    while (lines.length > 0) {
      const part = lines.splice(0, room);
      inserts.push(`GRAPH <${graph}> {\n${part.join('\n')}\n}`);
      room -= part.length;
      if (room === 0) insert();
    }
  }
  insert();
  return operations.join(' ;\n');
}
