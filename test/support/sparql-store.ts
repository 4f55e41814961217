import type { IncomingMessage, ServerResponse } from 'node:http';
import { Store } from 'oxigraph';
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
    const [status, result] = carryOut(store.data, turn, body, request, searchParams);
    if (fault === 'cut-after') return void request.socket.destroy();
    response.writeHead(status).end(result);
  }
  return store;
}

function carryOut(
  data: Store,
  { kind }: StoreTurn,
  body: string,
  { headers, method }: IncomingMessage,
  parameters: URLSearchParams,
): [number, string] {
  if (kind === 'query') {
    const form = new URLSearchParams(body);
    const results = data.query(form.get('query') ?? '', {
      results_format: headers.accept ?? '',
      use_default_graph_as_union: true,
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
