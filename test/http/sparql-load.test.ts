import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const count = 'SELECT (COUNT(*) AS ?n) WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';
const sorting = 'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i';
const everything = 'SELECT * { ?a ?b ?c . ?d ?e ?f }';

/** A service on loopback; clients are told apart by the address that their proxy gives. */
async function listen(datasets: number) {
  const catalogue = sampleCatalogue(datasets);
  const app = await startApp(catalogue, {
    workers: 2,
    spare: true,
    timeoutMs: 3000,
    quickMs: 500,
    maxBytes: 20_000_000,
    maxRows: 50_000,
    maxMemoryBytes: 2 ** 29,
    trustedProxies: '127.0.0.1',
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const ask = (client: string, query: string, accept = 'text/csv') =>
    fetch(`${origin}/sparql?${new URLSearchParams({ query })}`, {
      headers: { accept, 'x-forwarded-for': client },
    });
  return { catalogue, app, origin, ask };
}

const codeOf = async (response: Response) => {
  const { code } = (await response.json()) as { code: string };
  return `${response.status} ${code}`;
};

describe('/sparql under load', () => {
  it('serves others while one client floods it with endless queries, then refuses that client', async () => {
    const { ask } = await listen(50);
    expect((await ask('10.0.0.2', count)).status).toBe(200);
    const flood = Array.from({ length: 100 }, () => ask('10.0.0.1', endless).then(codeOf));
    const answers: number[] = [];
    let isOver = false;
    const flooded = Promise.all(flood).finally(() => {
      isOver = true;
    });
    while (!isOver) answers.push((await ask('10.0.0.2', count)).status);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(answers.length).toBeGreaterThan(20);
    const outcomes = new Set(await flooded);
    expect(outcomes).toEqual(new Set(['422 SPARQL_TIMEOUT', '429 SPARQL_TOO_MANY']));
    const refused = await ask('10.0.0.1', count);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it.each([
    ['a cross product', everything, /^422 SPARQL_(TOO_LARGE|TIMEOUT)$/],
    ['ORDER BY over everything', sorting, /^422 SPARQL_(TOO_LARGE|TIMEOUT)$/],
    ['nesting without end', `SELECT * ${'{'.repeat(40_000)}`, /^4\d\d /],
  ])('ends %s while another client is served', async (_name, query, outcome) => {
    const { ask } = await listen(60);
    await ask('10.0.0.2', count);
    const offence = ask('10.0.0.1', query, 'application/json').then(codeOf);
    expect((await ask('10.0.0.2', count)).status).toBe(200);
    expect(await offence).toMatch(outcome);
    expect((await ask('10.0.0.2', count)).status).toBe(200);
  });

  it('holds no engine for a client that stops reading', async () => {
    const { origin, ask } = await listen(60);
    const many = `${everything} LIMIT 50000`;
    const path = `/sparql?${new URLSearchParams({ query: many })}`;
    const sockets = Array.from({ length: 2 }, () => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n`);
      socket.pause();
      return socket;
    });
    for (let round = 0; round < 20; round += 1)
      expect((await ask('10.0.0.2', count)).status).toBe(200);
    expect((await ask('10.0.0.1', count)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  it('shows each reader whole serials while the catalogue changes', async () => {
    const { catalogue, ask } = await listen(1);
    const graph = `${baseUrl}/datasets/both`;
    const both = (title: string) => {
      const entity = sampleDataset('both', { title });
      catalogue.put(entity);
    };
    both('v0');
    const titles = `SELECT ?t { GRAPH <${graph}> { ?d <http://purl.org/dc/terms/title> ?t } } ORDER BY ?t`;
    await ask('10.0.0.1', titles);
    const seen = await Promise.all(
      Array.from({ length: 40 }, async (_, version) => {
        both(`v${version}`);
        return (await ask(`10.0.1.${version % 4}`, titles)).text();
      }),
    );
    for (const table of seen) {
      const [, first, second] = table.split('\r\n');
      expect(second).toBe(`${first} (en)`);
    }
  });

  it('computes nothing for a client that has hung up', async () => {
    const { ask, origin } = await listen(50);
    await ask('10.0.0.2', count);
    const gone = Array.from({ length: 8 }, async () => {
      const leaving = new AbortController();
      const answer = fetch(`${origin}/sparql`, {
        method: 'POST',
        headers: { 'x-forwarded-for': '10.0.0.1' },
        body: new Blob([endless], { type: 'application/sparql-query' }),
        signal: leaving.signal,
      }).catch(() => 'gone');
      setTimeout(() => leaving.abort(), 200);
      return answer;
    });
    expect(new Set(await Promise.all(gone))).toEqual(new Set(['gone']));
    // Those that waited were forgotten: their client is struck for what ran at most.
    expect((await ask('10.0.0.1', count)).status).toBe(200);
  });

  it('refuses long queries, at once and as problem documents', async () => {
    const { origin } = await listen(1);
    const long = 'x'.repeat(10_000_000);
    const post = (body: string) =>
      fetch(`${origin}/sparql`, {
        method: 'POST',
        headers: { 'content-type': 'application/sparql-query' },
        body,
      });
    const refused = await post(long);
    expect(await codeOf(refused)).toBe('413 PAYLOAD_TOO_LARGE');
    expect(await codeOf(await post(`SELECT * { ${' '.repeat(500_000)} }`))).toBe('400 BAD_REQUEST');
    const overlong = await fetch(`${origin}/sparql?query=${'x'.repeat(100_000)}`);
    expect(await codeOf(overlong)).toBe('431 HEADERS_TOO_LARGE');
  });
});
