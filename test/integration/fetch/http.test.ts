import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/fetch/http.ts';
import { HarvestError, type ProblemCode } from '../../../src/model/problem.ts';
import type { SourceLimits } from '../../../src/model/source.ts';
import { startServer } from '../../support/loopback-server.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(handler: RequestListener): Promise<string> {
  const server = await startServer(handler);
  closers.push(server.close);
  return server.url;
}

function client(limits: Partial<SourceLimits> = {}) {
  const http = createHttp({
    userAgent: 'Glaneur/test',
    limits: {
      requestsPerSecond: 1000,
      concurrency: 4,
      maxBytes: 100_000,
      timeoutMs: 2_000,
      allowPrivateHosts: ['127.0.0.1'],
      robots: 'ignore',
      ...limits,
    },
  });
  closers.push(http.close);
  return http;
}

async function failure(promise: Promise<unknown>): Promise<{ code: ProblemCode; message: string }> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HarvestError);
  // The line above proves it.
  return error as HarvestError;
}

const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');

describe('an answer', () => {
  it('is given with media type, charset, joined headers and final address', async () => {
    const url = await serve((request, response) => {
      response.setHeader('Content-Type', 'Text/Turtle; Charset="UTF-8"');
      response.setHeader('Link', ['<a>; rel=next', '<b>; rel=prev']);
      response.end(`${request.headers['user-agent']} ${request.headers.accept}`);
    });
    const http = client();
    const response = await http.get(`${url}/data?x=1#part`, { accept: 'text/turtle' });
    expect(response).toMatchObject({
      status: 200,
      url: `${url}/data?x=1`,
      mediaType: 'text/turtle',
      charset: 'utf-8',
    });
    expect(response.headers['link']).toBe('<a>; rel=next, <b>; rel=prev');
    expect(text(response.body)).toBe('Glaneur/test text/turtle');
    expect(http.figures).toMatchObject({ requests: 1, bytes: response.body.length, retries: 0 });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('compressed with %s is decompressed', async (coding, compress) => {
    const packed = compress(Buffer.from('données '.repeat(100)));
    const url = await serve((_request, response) => {
      response.setHeader('Content-Encoding', coding);
      response.end(packed);
    });
    const http = client();
    expect(text((await http.get(url)).body)).toBe('données '.repeat(100));
    expect(http.figures.bytes).toBe(packed.length);
  });

  it('with an expected error status is no failure', async () => {
    const url = await serve((_request, response) => {
      response.statusCode = 400;
      response.end('IDNO-NOT-FOUND');
    });
    const response = await client().get(url, { expect: [400] });
    expect([response.status, text(response.body)]).toEqual([400, 'IDNO-NOT-FOUND']);
  });

  it('of 304 has an empty body', async () => {
    const url = await serve((request, response) => {
      response.statusCode = request.headers['if-none-match'] === '"1"' ? 304 : 200;
      response.end();
    });
    const response = await client().get(url, { headers: { 'If-None-Match': '"1"' } });
    expect([response.status, response.body.length]).toEqual([304, 0]);
  });
});

describe('a body', () => {
  it('that grows beyond the limit when decompressed is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const url = await serve((_request, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(bomb);
    });
    expect(await failure(client().get(url))).toMatchObject({ code: 'FETCH_BODY_TOO_LARGE' });
  });

  it('announced larger than the limit is not read', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('Content-Length', 200_000);
      response.write('a');
    });
    const http = client();
    expect(await failure(http.get(url))).toMatchObject({ code: 'FETCH_BODY_TOO_LARGE' });
    expect(http.figures.bytes).toBe(0);
  });

  it('that never ends is cut off at the limit', async () => {
    const url = await serve((_request, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(10_000)));
      };
      response.on('drain', more);
      more();
    });
    expect(await failure(client().get(url))).toMatchObject({ code: 'FETCH_BODY_TOO_LARGE' });
  });

  it.each([
    ['shorter than its Content-Length', { 'Content-Length': '1000' }],
    ['whose chunks break off', {}],
    ['whose gzip stream breaks off', { 'Content-Encoding': 'gzip' }],
  ])('%s is truncated', async (_name, headers) => {
    const part = gzipSync(Buffer.from('x'.repeat(1000))).subarray(0, 12);
    const url = await serve((_request, response) => {
      response.writeHead(200, headers);
      response.write(part);
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failure(client().get(url))).toMatchObject({ code: 'FETCH_TRUNCATED' });
  });

  it('that ends in the middle of its gzip stream is truncated although HTTP saw it whole', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(gzipSync(Buffer.from('x'.repeat(1000))).subarray(0, 12));
    });
    expect(await failure(client().get(url))).toMatchObject({ code: 'FETCH_TRUNCATED' });
  });
});

describe('a redirect', () => {
  it('is followed, and the final address given', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/new') response.end('here');
      else response.writeHead(302, { Location: 'new' }).end();
    });
    const http = client();
    const response = await http.get(`${url}/old`);
    expect([response.url, text(response.body)]).toEqual([`${url}/new`, 'here']);
    expect(http.figures.requests).toBe(2);
  });

  it('in a circle is reported', async () => {
    const url = await serve((request, response) => {
      response.writeHead(301, { Location: request.url === '/a' ? '/b' : '/a' }).end();
    });
    expect(await failure(client().get(`${url}/a`))).toMatchObject({ code: 'FETCH_REDIRECT_LOOP' });
  });

  it('chain without end is reported', async () => {
    let count = 0;
    const url = await serve((_request, response) => {
      response.writeHead(301, { Location: `/${count++}` }).end();
    });
    expect(await failure(client().get(url))).toMatchObject({ code: 'FETCH_REDIRECT_LOOP' });
    expect(count).toBe(6);
  });

  it('into a private network is refused though the first address is allowed', async () => {
    let reached = false;
    const inner = await serve((_request, response) => {
      reached = true;
      response.end('secret');
    });
    const url = await serve((_request, response) => {
      response.writeHead(302, { Location: inner }).end();
    });
    const http = client({ allowPrivateHosts: [new URL(url).host] });
    expect(await failure(http.get(url))).toMatchObject({ code: 'FETCH_ADDRESS_REFUSED' });
    expect(reached).toBe(false);
  });

  it('to another scheme is refused', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(302, { Location: 'file:///etc/hostname' }).end();
    });
    expect(await failure(client().get(url))).toMatchObject({ code: 'FETCH_ADDRESS_REFUSED' });
  });

  it('to another host does not carry the caller’s headers along', async () => {
    const seen: (string | string[] | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers['x-api-key']);
      response.end();
    });
    const url = await serve((request, response) => {
      seen.push(request.headers['x-api-key']);
      response.writeHead(302, { Location: other }).end();
    });
    await client().get(url, { headers: { 'X-API-Key': 'k' } });
    expect(seen).toEqual(['k', undefined]);
  });
});

describe('a private address', () => {
  it.each(['http://127.0.0.1:9/', 'http://[::1]:9/', 'http://localhost:9/', 'http://0x7f.1:9/'])(
    '%s is refused unless listed',
    async (url) => {
      const error = await failure(client({ allowPrivateHosts: [] }).get(url));
      expect(error).toMatchObject({ code: 'FETCH_ADDRESS_REFUSED' });
      expect(error.message).toContain('allowPrivateHosts');
    },
  );
});

describe('a failing server', () => {
  it('that fails once with 500 is asked again', async () => {
    let count = 0;
    const url = await serve((_request, response) => {
      response.statusCode = count++ === 0 ? 500 : 200;
      response.end('ok');
    });
    const http = client();
    expect((await http.get(url)).status).toBe(200);
    expect(http.figures).toMatchObject({ requests: 2, retries: 1 });
    expect(http.figures.waitedMs).toBeGreaterThanOrEqual(250);
  });

  it('that goes on failing with 500 is asked twice', async () => {
    const url = await serve((_request, response) => {
      response.statusCode = 500;
      response.end();
    });
    const http = client();
    const error = await failure(http.get(url));
    expect(error.code).toBe('FETCH_STATUS');
    expect(error.message).toContain('500');
    expect(error.message).toContain(url);
    expect(http.figures.requests).toBe(2);
  });

  it('that answers 503 with Retry-After is asked up to three times', async () => {
    let count = 0;
    const url = await serve((_request, response) => {
      response.statusCode = count++ < 2 ? 503 : 200;
      response.setHeader('Retry-After', count === 1 ? '0' : new Date(0).toUTCString());
      response.end();
    });
    expect((await client().get(url)).status).toBe(200);
    expect(count).toBe(3);
  });

  it('that asks for a pause of more than a minute is left alone, by the other requests too', async () => {
    let count = 0;
    const url = await serve((_request, response) => {
      count += 1;
      response.writeHead(429, { 'Retry-After': '3600' }).end();
    });
    const http = client();
    expect((await failure(http.get(`${url}/1`))).message).toMatch(/429.*asks to wait 3600 s/);
    expect((await failure(http.get(`${url}/2`))).code).toBe('FETCH_STATUS');
    expect(count).toBe(1);
  });

  it('that asks for credentials is asked once, and the message says so', async () => {
    const url = await serve((_request, response) => {
      response.statusCode = 401;
      response.end();
    });
    const http = client();
    const error = await failure(http.get(url));
    expect(error.message).toMatch(/401.*credentials/);
    expect(http.figures.requests).toBe(1);
  });

  it('that is down is a connection failure', async () => {
    const server = await startServer(() => {});
    await server.close();
    expect(await failure(client().get(server.url))).toMatchObject({ code: 'FETCH_CONNECTION' });
  });

  it('that never answers is asked three times, then timed out', async () => {
    const url = await serve(() => {});
    const http = client({ timeoutMs: 300 });
    expect(await failure(http.get(url))).toMatchObject({ code: 'FETCH_TIMEOUT' });
    expect(http.figures.requests).toBe(3);
  });

  it('that falls silent in the body times out', async () => {
    const url = await serve((_request, response) => void response.write('half'));
    const error = await failure(client({ timeoutMs: 50 }).get(url));
    expect(error).toMatchObject({ code: 'FETCH_TIMEOUT' });
  });

  it('that drips for ever is left after the deadline, and not asked again', async () => {
    const url = await serve((_request, response) => {
      const drip = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(drip));
    });
    const http = client({ timeoutMs: 40 });
    expect(await failure(http.get(url))).toMatchObject({ code: 'FETCH_TIMEOUT' });
    expect(http.figures.requests).toBe(1);
  });
});

describe('cancellation', () => {
  it('ends a request under way', async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort());
    const error = await failure(client().get(url, { signal: stop.signal }));
    expect(error).toMatchObject({ code: 'GATHER_CANCELLED' });
  });

  it('ends the wait before a new try', async () => {
    const stop = new AbortController();
    const url = await serve((_request, response) => {
      response.statusCode = 503;
      response.setHeader('Retry-After', '60');
      response.end(() => setTimeout(() => stop.abort(), 20));
    });
    const error = await failure(client().get(url, { signal: stop.signal }));
    expect(error).toMatchObject({ code: 'GATHER_CANCELLED' });
  });

  it('ends the wait for a turn, and leaves the others theirs', async () => {
    const stop = new AbortController();
    let release = () => {};
    const url = await serve((_request, response) => {
      release = () => response.end('done');
      stop.abort();
      setTimeout(() => release(), 20);
    });
    const http = client({ concurrency: 1 });
    const first = http.get(`${url}/1`);
    const second = failure(http.get(`${url}/2`, { signal: stop.signal }));
    const third = http.get(`${url}/3`);
    expect(await second).toMatchObject({ code: 'GATHER_CANCELLED' });
    expect((await first).status).toBe(200);
    expect((await third).status).toBe(200);
  });
});

describe('politeness', () => {
  it('never has more requests open at once than allowed, and serves them in order', async () => {
    let open = 0;
    let most = 0;
    const order: string[] = [];
    const url = await serve((request, response) => {
      order.push(request.url ?? '');
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.end();
      }, 5);
    });
    const http = client({ concurrency: 2 });
    const paths = Array.from({ length: 20 }, (_, index) => `/${index}`);
    await Promise.all(paths.map((path) => http.get(url + path)));
    expect(most).toBe(2);
    expect(new Set(order)).toEqual(new Set(paths));
  });
});
