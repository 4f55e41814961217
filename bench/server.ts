import { createServer } from 'node:http';
import { page } from './generate.ts';

/**
 * Serves the synthetic catalogue as Hydra pages of 100 in a process of its own, so that its cost is
 * nobody else's. Prints its port.
 */
const total = Number(process.argv[2]);
const pageSize = 100;
const pages = new Map<number, string>();

const server = createServer((request, response) => {
  const base = `http://127.0.0.1:${request.socket.localPort}/catalog`;
  const number = Number(new URL(request.url ?? '/', base).searchParams.get('page') ?? 1);
  const url = (wanted: number) => (wanted === 0 ? base : `${base}?page=${wanted}`);
  const text = pages.get(number) ?? page({ total, pageSize, number, url });
  pages.set(number, text);
  response.setHeader('content-type', 'text/turtle; charset=utf-8');
  response.end(text);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  process.stdout.write(`${address.port}\n`);
});
