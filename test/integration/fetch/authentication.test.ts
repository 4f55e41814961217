import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { authenticate } from '../../../src/fetch/authentication.ts';
import { createHttp } from '../../../src/fetch/http.ts';
import { problemOf } from '../../../src/model/problem.ts';
import type { Authentication } from '../../../src/model/source.ts';
import { startServer } from '../../support/loopback-server.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function site(answer: RequestListener = (_request, response) => void response.end()) {
  const seen: IncomingHttpHeaders[] = [];
  const server = await startServer((request, response) => {
    seen.push(request.headers);
    answer(request, response);
  });
  closers.push(server.close);
  return { url: server.url, seen };
}

function clientOf(sourceUrl: string, auth: Authentication) {
  const http = createHttp({
    userAgent: 'Glaneur/test',
    credentials: authenticate(auth, sourceUrl),
    limits: {
      requestsPerSecond: 1000,
      concurrency: 4,
      maxBytes: 100_000,
      timeoutMs: 2000,
      allowPrivateHosts: ['127.0.0.1'],
      robots: 'ignore',
    },
  });
  closers.push(http.close);
  return http;
}

const token: Authentication = { kind: 'bearer', token: 'secret-token' };

describe('a source that wants to know who asks', () => {
  it.each([
    [{ kind: 'basic', user: 'anna', password: 'clé' }, 'authorization', 'Basic YW5uYTpjbMOp'],
    [token, 'authorization', 'Bearer secret-token'],
    [{ kind: 'header', name: 'X-API-Key', value: 'k 1' }, 'x-api-key', 'k 1'],
  ] as const)('is told by %j', async (auth, name, value) => {
    const { url, seen } = await site();
    const http = clientOf(`${url}/catalogue`, auth);
    await http.get(`${url}/records/1`);
    await http.post(`${url}/query`, { body: 'q', contentType: 'text/plain' });
    expect(seen.map((headers) => headers[name])).toEqual([value, value]);
  });

  it('is told by no header that a connector sets instead', async () => {
    const { url, seen } = await site();
    await clientOf(url, token).get(url, { headers: { Authorization: 'Bearer other' } });
    expect(seen[0]?.authorization).toBe('Bearer secret-token');
  });

  it('is the only one told: neither the site it redirects to nor one it links to', async () => {
    const other = await site();
    const { url, seen } = await site((request, response) => {
      if (request.url === '/here') response.writeHead(302, { Location: '/there' }).end();
      else response.writeHead(302, { Location: other.url }).end();
    });
    const http = clientOf(url, token);
    await http.get(`${url}/here`);
    await http.get(other.url);
    expect(seen.map(({ authorization }) => authorization)).toEqual(
      Array(2).fill('Bearer secret-token'),
    );
    expect(other.seen.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  });

  it('and refuses what it is told, gives a problem without the secret', async () => {
    const { url } = await site((_request, response) => void response.writeHead(401).end());
    const error = await clientOf(url, token)
      .get(url)
      .catch((thrown: unknown) => thrown);
    expect(problemOf(error)).toMatchObject({ code: 'FETCH_STATUS' });
    expect(JSON.stringify([problemOf(error), String(error)])).not.toContain('secret-token');
  });
});
