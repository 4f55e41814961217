import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import { createHttp } from '../src/fetch/http.ts';
import { gather } from '../src/sources/index.ts';

/**
 * A NADA catalogue of 5,000 studies in two languages behind 20 ms of latency, gathered with 16
 * requests at once; its server counts how many it really met. Prints its figures as JSON.
 */
const studies = 5000;
const concurrency = 16;
const latencyMs = 20;
const pageSize = 1000;

let running = 0;
let mostAtOnce = 0;

function answer(url: URL): unknown {
  if (url.pathname.endsWith('/search')) {
    const page = Number(url.searchParams.get('page') ?? 1);
    const first = (page - 1) * pageSize;
    const rows = Array.from({ length: Math.min(pageSize, studies * 2 - first) }, (_, offset) => {
      const index = first + offset;
      return { idno: `B-${Math.floor(index / 2)}-${index % 2 === 0 ? 'fr' : 'en'}` };
    });
    return {
      result: { found: studies * 2, total: studies * 2, limit: pageSize, offset: first, rows },
    };
  }
  const idno = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
  return { status: 'success', dataset: { idno, title: `Study ${idno}`, published: 1 } };
}

const server = createServer((request, response) => {
  running += 1;
  mostAtOnce = Math.max(mostAtOnce, running);
  setTimeout(() => {
    running -= 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(new URL(request.url ?? '/', 'http://localhost'))));
  }, latencyMs);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
if (typeof address !== 'object' || address === null) throw new Error('no port');
const url = `http://127.0.0.1:${address.port}`;
const limits = {
  requestsPerSecond: 10_000,
  concurrency,
  maxBytes: 1 << 26,
  timeoutMs: 10_000,
  allowPrivateHosts: ['127.0.0.1'],
  robots: 'ignore',
} as const;
const source = {
  id: 'bench',
  title: { en: 'Synthetic' },
  connector: 'rest-json',
  url,
  options: { api: 'nada', pageSize },
  mapping: 'nada',
  schedule: null,
  timeZone: 'UTC',
  quietHours: [],
  profile: 'healthdcat-ap-8',
  language: 'fr',
  level: 'national',
  defaults: {},
  policy: { onViolation: 'quarantine', deletion: { graceDays: 7, maxShare: 0.2, floor: 5 } },
  limits,
} as const;
const http = createHttp({ limits, userAgent: 'Glaneur bench' });
const { signal } = new AbortController();
setMaxListeners(0, signal);
const start = performance.now();
let payloads = 0;
for await (const item of gather({ source, http, memory: { recall: async () => null }, signal })) {
  if (item.kind === 'payload') payloads += 1;
}
const seconds = (performance.now() - start) / 1000;
if (payloads !== studies) throw new Error(`${payloads} of ${studies} studies were gathered`);

const sampled = 500;
const sequentialStart = performance.now();
for (let index = 0; index < sampled; index += 1) {
  await http.get(`${url}/index.php/api/catalog/B-${index}-fr`, { signal });
}
const perRequest = (performance.now() - sequentialStart) / 1000 / sampled;
await http.close();
server.close();
const figures = {
  records: studies * 2,
  concurrency,
  seconds,
  mostAtOnce,
  sequentialSeconds: perRequest * studies * 2,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
