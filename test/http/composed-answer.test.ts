import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { CatalogueReader } from '../../src/model/published.ts';
import { sampleCatalogue } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const address = '/datasets/d001.ttl';

/** A service that has kept a document, and what it answers to text until it closes the connection. */
async function open(parts: Partial<CatalogueReader> = {}) {
  const catalogue = sampleCatalogue(2);
  const app = await startApp({ ...catalogue, ...parts }, { watch: catalogue.watch });
  const { hostname, port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const begin = async (...requests: string[]) => {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(requests.join(''));
    return socket;
  };
  const send = async (...requests: string[]) => endOf(await begin(...requests));
  await send(get('connection: close'));
  return { app, begin, send };
}

async function endOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

const get = (...headers: string[]) =>
  `${[`GET ${address} HTTP/1.1`, 'host: localhost', ...headers].join('\r\n')}\r\n\r\n`;

/** Splits what came over a connection into answers, by the lengths that they tell. */
function answersOf(text: string) {
  const answers: { status: string; headers: string[]; body: string }[] = [];
  for (let rest = text; rest !== ''; ) {
    const end = rest.indexOf('\r\n\r\n');
    const [status = '', ...headers] = rest.slice(0, end).split('\r\n');
    const length = Number(/^content-length: (\d+)$/im.exec(rest.slice(0, end))?.[1] ?? 0);
    answers.push({ status, headers, body: rest.slice(end + 4, end + 4 + length) });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}

/** Header lines that do not tell of the connection. */
const ofAnswer = (lines: readonly string[] = []) =>
  lines.filter((line) => !/^(date|connection|keep-alive):/i.test(line)).sort();

describe('an answer sent as it was composed', () => {
  it('is what Node sends, over a connection that stays open', async () => {
    const { send } = await open();
    const before = Math.floor(Date.now() / 1000) * 1000;
    const [composed, made] = answersOf(await send(get(), get('connection: close')));
    expect(composed?.status).toBe('HTTP/1.1 200 OK');
    // Node puts it last.
    expect(composed?.headers[0]).toMatch(/^Date: /);
    expect(composed?.body).toContain('dcat:Dataset');
    expect(composed?.body).toBe(made?.body);
    expect(ofAnswer(composed?.headers)).toEqual(ofAnswer(made?.headers));
    expect(composed?.headers).toContain('Connection: keep-alive');
    expect(composed?.headers).toContain('Keep-Alive: timeout=72');
    expect(made?.headers).toContain('Connection: close');
    const date = composed?.headers.find((line) => line.startsWith('Date: '))?.slice(6) ?? '';
    expect(new Date(date).toUTCString()).toBe(date);
    expect(Date.parse(date)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(date)).toBeLessThanOrEqual(Date.now());
  });

  it('keeps its place among requests that were sent without waiting', async () => {
    const { send } = await open();
    const tagged = get('if-none-match: *');
    const head = get().replace('GET', 'HEAD');
    const missing = get().replace('d001', 'none');
    const text = await send(get(), tagged, get(), missing, get(), get('connection: close'));
    expect(answersOf(text).map(({ status }) => status.slice(9))).toEqual([
      '200 OK',
      '304 Not Modified',
      '200 OK',
      '404 Not Found',
      '200 OK',
      '200 OK',
    ]);
    const [first, ...others] = answersOf(await send(get(), get(), get('connection: close')));
    for (const other of others) expect(other.body).toBe(first?.body);
    const last = await send(head, head, get('connection: close'));
    expect(last.split('HTTP/1.1 200 OK\r\n')).toHaveLength(4);
    expect(last.endsWith(`\r\n\r\n${first?.body}`)).toBe(true);
  });

  it('ends the connection for clients that do not keep it', async () => {
    const { send } = await open();
    const old = get().replace('HTTP/1.1', 'HTTP/1.0');
    const [answer, more] = answersOf(await send(old));
    expect(answer?.headers).toContain('Connection: close');
    expect(answer?.body).toContain('dcat:Dataset');
    expect(more).toBeUndefined();
    const [closed] = answersOf(await send(get('connection: Keep-Alive, close')));
    expect(closed?.headers).toContain('Connection: close');
  });

  it.each([
    ['that is asked for once more', get(), ['200 OK', '503 Service Unavailable']],
    ['that was asked for before', '', ['200 OK']],
  ])('keeps no service from being stopped %s', async (_what, more, statuses) => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { dataset } = sampleCatalogue(2);
    const read = vi.fn(async (id: string) => {
      if (id === 'd002') await held;
      return dataset(id);
    });
    const { app, begin } = await open({ dataset: read });
    const arrived = vi.fn();
    app.server.on('request', arrived);
    const socket = await begin(get().replace('d001', 'd002'));
    await vi.waitUntil(() => read.mock.calls.some(([id]) => id === 'd002'));
    const stopped = app.close();
    await vi.waitUntil(() => !app.server.listening);
    socket.write(more);
    await vi.waitUntil(() => arrived.mock.calls.length === statuses.length);
    letGo();
    const answers = answersOf(await endOf(socket));
    expect(answers.map(({ status }) => status.slice(9))).toEqual(statuses);
    expect(answers.at(0)?.body).toContain('dcat:Dataset');
    await stopped;
  });
});
