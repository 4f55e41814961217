import type { IncomingMessage, ServerResponse } from 'node:http';
import { quad, Store } from 'oxigraph';
import { startServer } from './loopback-server.ts';

/** What a request to the store is about to do. */
export interface StoreTurn {
  readonly kind: 'query' | 'update' | 'graph';
  readonly text: string;
}

/** A small SPARQL 1.1 store over HTTP that can be told to misbehave. */
export interface TestStore {
  /** Query address. */
  readonly url: string;
  readonly updateUrl: string;
  readonly graphStoreUrl: string;
  /** The data themselves. */
  data: Store;
  /** Shows a triple of several graphs once where no graph is named; the default is as often as it stands. */
  isMerging: boolean;
  /** Decides what goes wrong before a request is carried out; the default is nothing. */
  fault: (turn: StoreTurn) => 'fail' | 'cut' | 'cut-after' | 'hang' | undefined;
  /** Requests received, without their answers. */
  readonly turns: StoreTurn[];
  close(): Promise<void>;
}

const kinds: ReadonlyMap<string, StoreTurn['kind']> = new Map([
  ['/query', 'query'],
  ['/update', 'update'],
]);

/** Starts an empty store on the loopback interface. */
export async function startTestStore(): Promise<TestStore> {
  const turns: StoreTurn[] = [];
  const server = await startServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  const store: TestStore = {
    url: `${server.url}/query`,
    updateUrl: `${server.url}/update`,
    graphStoreUrl: `${server.url}/graphs`,
    data: new Store(),
    isMerging: false,
    fault: () => undefined,
    turns,
    close: server.close,
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://store');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const kind = kinds.get(pathname) ?? 'graph';
    const text = kind === 'graph' ? `${request.method} ${searchParams.get('graph')}` : body;
    const turn: StoreTurn = { kind, text };
    turns.push(turn);
    const fault = store.fault(turn);
    if (fault === 'hang') return;
    if (fault === 'fail') return void response.writeHead(500).end('out of order');
    if (fault === 'cut') return void request.socket.destroy();
    const [status, result] = carryOut(store, turn, body, request, searchParams);
    if (fault === 'cut-after') return void request.socket.destroy();
    response.writeHead(status).end(result);
  }
  return store;
}

function carryOut(
  { data, isMerging }: TestStore,
  { kind }: StoreTurn,
  body: string,
  { headers, method }: IncomingMessage,
  parameters: URLSearchParams,
): [number, string] {
  if (kind === 'query') {
    const form = new URLSearchParams(body);
    const results = (isMerging ? merge(data) : data).query(form.get('query') ?? '', {
      results_format: headers.accept ?? '',
      use_default_graph_as_union: !isMerging,
    });
    return [200, String(results)];
  }
  if (kind === 'update') {
    data.update(body);
    return [204, ''];
  }
  const graph = `<${parameters.get('graph')}>`;
  const all = `CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ${graph} { ?s ?p ?o } }`;
  if (method === 'GET') {
    const text = String(data.query(all, { results_format: 'application/n-triples' }));
    return [text === '' ? 404 : 200, text];
  }
  data.update(`CLEAR SILENT GRAPH ${graph}`);
  if (method === 'PUT') data.update(`INSERT DATA { GRAPH ${graph} { ${body} } }`);
  return [204, ''];
}

/** A store whose default graph has each triple of the others. */
function merge(data: Store): Store {
  const merged = new Store(data.match());
  for (const { subject, predicate, object } of data.match())
    merged.add(quad(subject, predicate, object));
  return merged;
}
