import type { IncomingMessage } from 'node:http';
import { createHttp } from '../../../src/fetch/http.ts';
import type { PageMemory } from '../../../src/harvest/ports.ts';
import type { Gathered, Payload } from '../../../src/model/record.ts';
import type { Source } from '../../../src/model/source.ts';
import { gather } from '../../../src/sources/index.ts';
import { startServer } from '../../support/loopback-server.ts';

/** What one path of a test site answers. */
export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

type Route = Answer | ((request: IncomingMessage) => Answer);

/** A site whose routes are known once its address is; what it does not know is 404. */
export async function serveSite(routesAt: (url: string) => Readonly<Record<string, Route>>) {
  const asked: string[] = [];
  let routes: Readonly<Record<string, Route>> = {};
  const server = await startServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const route = routes[path] ?? { status: 404, type: 'text/html', body: '<html>not here</html>' };
    const {
      status = 200,
      type = 'text/turtle',
      headers,
      body,
    } = typeof route === 'function' ? route(request) : route;
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  });
  routes = routesAt(server.url);
  return { ...server, asked };
}

/** A source of a test site, with settings that suit this machine. */
export function sourceAt(
  url: string,
  connector: string,
  options: Readonly<Record<string, unknown>>,
): Source {
  return {
    id: 'test',
    title: { en: 'Test' },
    connector,
    url,
    options,
    mapping: 'dcat-ap',
    schedule: null,
    timeZone: 'Europe/Paris',
    quietHours: [],
    profile: 'healthdcat-ap-8',
    language: 'fr',
    level: 'national',
    defaults: {},
    policy: { onViolation: 'quarantine', deletion: { graceDays: 7, maxShare: 0.2, floor: 5 } },
    limits: {
      requestsPerSecond: 10_000,
      concurrency: 4,
      maxBytes: 1_000_000,
      timeoutMs: 5_000,
      allowPrivateHosts: ['127.0.0.1'],
      robots: 'ignore',
    },
  };
}

/** The memory of a source that was never harvested. */
const noMemory: PageMemory = { recall: async () => null };

/** Everything a walk gives, in order, but what it would remember. */
export async function walk(
  url: string,
  connector: string,
  options: Readonly<Record<string, unknown>>,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly Gathered[]> {
  const source = sourceAt(url, connector, options);
  const http = createHttp({ limits: source.limits, userAgent: 'Glaneur test' });
  const found: Gathered[] = [];
  try {
    for await (const item of gather({ source, http, memory: noMemory, signal })) {
      if (item.kind !== 'page') found.push(item);
    }
  } finally {
    await http.close();
  }
  return found;
}

/** One line per item, for comparison: its kind, its key or address, its problem. */
export function inBrief(found: readonly Gathered[]): readonly string[] {
  return found.map(lineOf);
}

function lineOf(item: Gathered): string {
  switch (item.kind) {
    case 'payload':
      return `payload ${item.payload.remoteKey}`;
    case 'gone':
      return `gone ${item.remoteKey}`;
    case 'failed':
      return `failed ${item.remoteKey} ${item.problem.code}`;
    case 'incomplete':
      return `incomplete ${item.url} ${item.problem.code}`;
    case 'announced':
      return `announced ${item.total} walked ${item.walked}`;
    case 'present':
      return `present ${item.remoteKeys.join(' ')}`;
    case 'page':
      return `page ${item.page.key}`;
    case 'changes-only':
      return item.kind;
  }
}

export function payloads(found: readonly Gathered[]): ReadonlyMap<string, Payload> {
  return new Map(
    found.flatMap((item) =>
      item.kind === 'payload' ? [[item.payload.remoteKey, item.payload] as const] : [],
    ),
  );
}

/** Turtle with the prefixes of the tests. */
export function turtle(body: string): Answer {
  return {
    body: `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix ldp: <http://www.w3.org/ns/ldp#> .
@prefix fdpo: <https://w3id.org/fdp/fdp-o#> .
${body}`,
  };
}

/** A web page that asks for a password. */
export const loginPage: Answer = {
  type: 'text/html',
  body: '<!doctype html><html><body><form><input type="password" name="p"></form></body></html>',
};
