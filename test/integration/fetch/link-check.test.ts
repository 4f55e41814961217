import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createLinkChecker, linkLimits } from '../../../src/fetch/link-check.ts';
import { startServer } from '../../support/loopback-server.ts';

const closers: (() => Promise<void>)[] = [];
const { signal } = new AbortController();

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A site, and a checker that may ask this machine and is in a hurry. */
async function visit(handler: Handler, robots = '') {
  const asked: string[] = [];
  const { url, close } = await startServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/robots.txt') return void response.end(robots);
    handler(request, response);
  });
  const checker = createLinkChecker('Glaneur/1.0 (+https://catalogue.example.org)', {
    ...linkLimits,
    requestsPerSecond: 10_000,
    timeoutMs: 1000,
    allowPrivateHosts: ['127.0.0.1'],
  });
  closers.push(checker.close, close);
  return {
    url,
    asked,
    check: (path: string) => checker.check(url + path, signal),
  };
}

describe('a check of a link', () => {
  it('asks with HEAD and believes the status', async () => {
    const { check, asked, url } = await visit((_request, response) => response.end());
    expect(await check('/a')).toEqual({
      url: `${url}/a`,
      isReachable: true,
      status: 200,
      problem: null,
    });
    expect(asked).toEqual(['GET /robots.txt', 'HEAD /a']);
  });

  it('asks again with GET where HEAD is refused, and reads no body', async () => {
    let sent = 0;
    const { check, asked } = await visit((request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(405).end();
      response.writeHead(200);
      const send = () => {
        sent += 1;
        if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(send));
      };
      send();
    });
    expect(await check('/big')).toMatchObject({ isReachable: true, status: 200 });
    expect(asked).toEqual(['GET /robots.txt', 'HEAD /big', 'GET /big']);
    expect(sent).toBeLessThan(1000);
  });

  it.each([
    [404, false, 'FETCH_STATUS'],
    [401, false, 'FETCH_STATUS'],
    [500, false, 'FETCH_STATUS'],
    [204, true, null],
    [304, true, null],
    [429, null, null],
  ])('takes %i for what it is', async (status, isReachable, problem) => {
    const { check } = await visit((_request, response) => response.writeHead(status).end());
    expect(await check('/')).toMatchObject({ status, isReachable, problem });
  });

  it('follows redirects to their end, in no circle and out of the web not at all', async () => {
    const { check } = await visit((request, response) => {
      const to = { '/moved': '/gone', '/round': '/round', '/out': 'file:///etc/passwd' };
      const location = to[request.url as keyof typeof to]; // anything else is no key
      if (location) response.writeHead(301, { location }).end();
      else response.writeHead(404).end();
    });
    expect(await check('/moved')).toMatchObject({ isReachable: false, status: 404 });
    expect(await check('/round')).toMatchObject({
      isReachable: false,
      problem: 'FETCH_REDIRECT_LOOP',
    });
    expect(await check('/out')).toMatchObject({ isReachable: true, status: 301 });
  });

  it('keeps out where robots.txt says so, and then has no verdict', async () => {
    const { check, asked } = await visit(
      (_request, response) => response.end(),
      'User-agent: *\nDisallow: /private\n',
    );
    expect(await check('/private/a')).toMatchObject({
      isReachable: null,
      status: null,
      problem: 'FETCH_ROBOTS',
    });
    expect(asked).toEqual(['GET /robots.txt']);
  });

  it('asks nobody inside a private network, also where a public address leads there', async () => {
    const { url, asked } = await visit((_request, response) => response.end());
    const checker = createLinkChecker('Glaneur/1.0');
    closers.push(checker.close);
    for (const address of [`${url}/a`, 'http://[::1]/', 'http://169.254.169.254/latest'])
      expect(await checker.check(address, signal)).toMatchObject({
        isReachable: false,
        problem: 'FETCH_ADDRESS_REFUSED',
      });
    expect(asked).toEqual([]);
  });

  it('has no verdict while a host asks for a long pause', async () => {
    const { check } = await visit((_request, response) =>
      response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    expect(await check('/a')).toMatchObject({ isReachable: null, status: 429 });
    expect(await check('/b')).toMatchObject({ isReachable: null, problem: 'FETCH_STATUS' });
  });

  it('takes silence and no address at all for a link that leads nowhere', async () => {
    const { check, url } = await visit(() => undefined);
    expect(await check('/silent')).toMatchObject({ isReachable: false, problem: 'FETCH_TIMEOUT' });
    const checker = createLinkChecker('Glaneur/1.0');
    closers.push(checker.close);
    expect(await checker.check('no address', signal)).toMatchObject({ isReachable: false });
    const stopped = AbortSignal.abort();
    await expect(checker.check(url, stopped)).rejects.toMatchObject({ code: 'GATHER_CANCELLED' });
  });
});
