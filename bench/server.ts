import { createServer } from 'node:http';
import { page } from './generate.ts';

/**
 * Serves the synthetic catalogue as Hydra pages of 100 in a process of its own, so that its cost is
 * nobody else's; with `etag=1` it knows validators. Prints its port.
 */
const total = Number(process.argv[2]);
const pageSize = 100;
const pages = new Map<string, string>();

const server = createServer((request, response) => {
  const base = `http://127.0.0.1:${request.socket.localPort}/catalog`;
  const { pathname, searchParams: asked } = new URL(request.url ?? '/', base);
  if (pathname === '/warm-up') {
    // Datasets beyond those that are measured, on one page.
    const url = () => `${base.replace(/catalog$/, 'warm-up')}`;
    response.setHeader('content-type', 'text/turtle');
    response.end(page({ total: total + pageSize, pageSize, number: total / pageSize + 1, url }));
    return;
  }
  if (pathname !== '/catalog') {
    response.writeHead(404).end();
    return;
  }
  const number = Number(asked.get('page') ?? 1);
  const suffix = asked.has('etag') ? '&etag=1' : '';
  const url = (wanted: number) => (wanted === 0 ? base : `${base}?page=${wanted}${suffix}`);
  const key = `${number}${suffix}`;
  if (suffix !== '') response.setHeader('etag', `"${key}"`);
  if (suffix !== '' && request.headers['if-none-match'] === `"${key}"`) {
    response.writeHead(304).end();
    return;
  }
  const text = pages.get(key) ?? page({ total, pageSize, number, url });
  pages.set(key, text);
  response.setHeader('content-type', 'text/turtle; charset=utf-8');
  response.end(text);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  process.stdout.write(`${address.port}\n`);
});
