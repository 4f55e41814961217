import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/fetch/http.ts';
import type { HttpPost } from '../../../src/harvest/ports.ts';
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

function client() {
  const http = createHttp({
    userAgent: 'Glaneur/test',
    limits: {
      requestsPerSecond: 1000,
      concurrency: 4,
      maxBytes: 100_000,
      timeoutMs: 2_000,
      allowPrivateHosts: ['127.0.0.1'],
      robots: 'ignore',
    },
  });
  closers.push(http.close);
  return http;
}

const question: HttpPost = { body: '{"query":"é"}', contentType: 'application/json' };

async function received(request: IncomingMessage): Promise<string> {
  return `${request.method} ${request.url} ${request.headers['content-type']} ${await text(request)}`;
}

describe('a POST', () => {
  it('sends its body and media type, and reads the answer like any other', async () => {
    const url = await serve(async (request, response) => {
      response.setHeader('Content-Type', 'text/plain').end(await received(request));
    });
    const response = await client().post(`${url}/graphql`, { ...question, accept: 'text/plain' });
    expect(response.mediaType).toBe('text/plain');
    expect(Buffer.from(response.body).toString()).toBe(
      'POST /graphql application/json {"query":"é"}',
    );
  });

  it.each([307, 308])('is sent on where %i redirects within the site', async (status) => {
    const url = await serve(async (request, response) => {
      if (request.url === '/old') response.writeHead(status, { Location: '/new' }).end();
      else response.end(await received(request));
    });
    const { body } = await client().post(`${url}/old`, question);
    expect(Buffer.from(body).toString()).toBe('POST /new application/json {"query":"é"}');
  });

  it.each([301, 302, 303])('that %i would turn into a GET is an error', async (status) => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(status, { Location: '/new' }).end();
    });
    await expect(client().post(`${url}/old`, question)).rejects.toMatchObject({
      code: 'FETCH_REDIRECT_LOOP',
      message: expect.stringContaining('/new'),
    });
    expect(asked).toEqual(['POST /old']);
  });

  it('never shows its body to another origin', async () => {
    let shown = 0;
    const elsewhere = await serve((_request, response) => {
      shown += 1;
      response.end();
    });
    const url = await serve((_request, response) => {
      response.writeHead(307, { Location: `${elsewhere}/` }).end();
    });
    await expect(client().post(url, question)).rejects.toMatchObject({
      code: 'FETCH_REDIRECT_LOOP',
    });
    expect(shown).toBe(0);
  });

  it('is tried once, for the server may have acted on it', async () => {
    const http = client();
    const url = await serve((_request, response) => {
      response.writeHead(503, { 'Retry-After': '0' }).end();
    });
    await expect(http.post(url, question)).rejects.toMatchObject({ code: 'FETCH_STATUS' });
    expect(http.figures.requests).toBe(1);
  });

  it('that is safe is tried again, with its body', async () => {
    const http = client();
    const bodies: string[] = [];
    const url = await serve(async (request, response) => {
      bodies.push(await text(request));
      response.writeHead(bodies.length === 1 ? 503 : 200, { 'Retry-After': '0' }).end('done');
    });
    const { status } = await http.post(url, { ...question, isSafe: true });
    expect(status).toBe(200);
    expect(bodies).toEqual([question.body, question.body]);
  });
});

describe('PUT and DELETE', () => {
  it('reach the server as such, the one with its body', async () => {
    const asked: string[] = [];
    const url = await serve(async (request, response) => {
      asked.push(await received(request));
      response.end('done');
    });
    const http = client();
    await http.put(`${url}/a`, question);
    await http.delete(`${url}/b`);
    expect(asked).toEqual(['PUT /a application/json {"query":"é"}', 'DELETE /b undefined ']);
  });

  it('are tried once, and their refusals are answers to who expects them', async () => {
    const http = client();
    const url = await serve((_request, response) => {
      response.writeHead(503, { 'Retry-After': '7' }).end('busy');
    });
    await expect(http.delete(url)).rejects.toMatchObject({ code: 'FETCH_STATUS' });
    const { status, headers } = await http.put(url, { ...question, expect: [503] });
    expect({ status, pause: headers['retry-after'] }).toEqual({ status: 503, pause: '7' });
    expect(http.figures.requests).toBe(2);
  });

  it.each([301, 302, 303])('are never turned into a GET by %i', async (status) => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(status, { Location: '/new' }).end();
    });
    await expect(client().delete(`${url}/old`)).rejects.toMatchObject({
      code: 'FETCH_REDIRECT_LOOP',
    });
    expect(asked).toEqual(['DELETE /old']);
  });
});
