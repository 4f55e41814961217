import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startServer } from './loopback-server.ts';

/** What the next matching requests are answered with instead. */
export interface TargetFault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How many requests; all of them if absent. */
  times?: number;
  /** Only requests whose address or body contains this. */
  readonly about?: string;
}

/** A catalogue that takes datasets by the ingest verbs, strictly: POST creates, PUT changes. */
export interface DeliveryTargetServer {
  readonly url: string;
  readonly key: string;
  /** Documents by the id given here. */
  readonly held: Map<string, { readonly originalId: string | null; readonly document: string }>;
  /** Requests in the order of their arrival, as `POST`, `PUT origin` or `DELETE id`, with the answer. */
  readonly journal: string[];
  faults: TargetFault[];
  /** Takes the request in, then closes the connection instead of answering; so many times. */
  cuts: number;
  /** Milliseconds before each answer. */
  slowMs: number;
  /** What a POST of a known dataset is answered with. */
  conflict: number;
  /** Called after each request that was taken in. */
  onTaken: () => void;
  /** Forgets everything. */
  reset(): void;
  close(): Promise<void>;
}

const iriForm = /foaf:primaryTopic <([^>]+)>/;

/** Starts it on a free port. */
export async function startDeliveryTarget(): Promise<DeliveryTargetServer> {
  const held: DeliveryTargetServer['held'] = new Map();
  let next = 1;
  const server = await startServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const self: DeliveryTargetServer = {
    url: server.url,
    key: 'secret-of-the-hub',
    held,
    journal: [],
    faults: [],
    cuts: 0,
    slowMs: 0,
    conflict: 409,
    onTaken: () => undefined,
    reset: () => {
      held.clear();
      self.journal.length = 0;
      Object.assign(self, { faults: [], cuts: 0, slowMs: 0, conflict: 409 });
      next = 1;
    },
    close: server.close,
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '/', server.url);
    const document = await text(request);
    const name = decodeURIComponent(
      url.searchParams.get('originalId') ?? url.pathname.replace(/^\/ingest\/datasets\/?/, ''),
    );
    const what = `${method} ${name}`.trim();
    const answer = (status: number, body: string, more: Readonly<Record<string, string>> = {}) => {
      self.journal.push(`${what} ${status}`);
      setTimeout(() => response.writeHead(status, more).end(body), self.slowMs);
    };
    const fault = self.faults.find(
      ({ about, times = 1 }) =>
        times > 0 && (about === undefined || `${what}\n${document}`.includes(about)),
    );
    if (fault) {
      if (fault.times !== undefined) fault.times -= 1;
      return answer(fault.status, fault.body ?? '', fault.headers);
    }
    if (headers['x-api-key'] !== self.key) return answer(401, '{"message":"Who are you?"}');
    const [status, id] = take(method, name, document);
    if (status < 300) self.onTaken();
    if (self.cuts > 0) {
      self.cuts -= 1;
      self.journal.push(`${what} cut`);
      response.destroy();
      return;
    }
    answer(status, JSON.stringify({ id }));
  }

  function take(method: string, name: string, document: string): [number, string | null] {
    const byOrigin = (originalId: string) =>
      [...held].find(([, entry]) => entry.originalId === originalId)?.[0] ?? null;
    if (method === 'DELETE') return [held.delete(name) ? 200 : 404, name];
    if (method === 'PUT') {
      const id = byOrigin(name);
      if (id === null) return [404, null];
      held.set(id, { originalId: name, document });
      return [200, id];
    }
    const originalId = iriForm.exec(document)?.[1] ?? null;
    if (originalId !== null && byOrigin(originalId) !== null) return [self.conflict, null];
    const id = `hub-${next}`;
    next += 1;
    held.set(id, { originalId, document });
    return [201, id];
  }
  return self;
}
