import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SparqlLimits } from '../../../../src/publish/sparql/contract.ts';
import { openExternalSparql } from '../../../../src/publish/sparql/external/index.ts';
import { baseUrl, sampleCatalogue } from '../../../support/sample-catalogue.ts';
import { startTestStore, type TestStore } from '../../../support/sparql-store.ts';

let store: TestStore;
beforeEach(async () => {
  store = await startTestStore();
});
afterEach(() => store.close());

const count = 'SELECT (COUNT(*) AS ?n) WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
const isPublic = (text: string) => decodeURIComponent(text).includes('dcat#Dataset');

async function start(more: Partial<SparqlLimits> = {}) {
  const sparql = openExternalSparql({
    settings: { queryUrl: store.url, updateUrl: store.updateUrl },
    reader: sampleCatalogue(3),
    baseUrl,
    timeoutMs: 5000,
    maxRows: 10_000,
    maxBytes: 1_000_000,
    ...more,
    log: { info: () => {}, warn: () => {} },
    lock: async () => async () => {},
    pollMs: 20,
  });
  onTestFinished(() => sparql.close());
  await vi.waitFor(() => expect(sparql.status(5)).toMatchObject({ serial: 5, problem: null }), {
    timeout: 20_000,
  });
  return sparql.engine;
}

describe('SPARQL from an external store', () => {
  it('names the serial it shows, in every format', async () => {
    const engine = await start();
    const answers = await Promise.all(
      ['text/csv', 'application/sparql-results+json', 'application/sparql-results+xml'].map(
        (mediaType) => engine.query({ query: count, mediaType }),
      ),
    );
    for (const { body, serial } of answers) {
      expect(serial).toBe(5);
      expect(body.toString()).toContain('3');
    }
  });

  it('writes constructed graphs in every format with the published datatypes', async () => {
    const engine = await start();
    const query =
      'CONSTRUCT { ?d ?p ?o } WHERE { VALUES ?p { <http://healthdataportal.eu/ns/health#numberOfUniqueIndividuals> } ?d ?p ?o }';
    for (const mediaType of [
      'text/turtle',
      'application/n-triples',
      'application/rdf+xml',
      'application/ld+json',
    ]) {
      const { body } = await engine.query({ query, mediaType });
      expect(body.toString()).toContain('nonNegativeInteger');
    }
  });

  it('refuses extensions, updates and names that are no IRI before the store hears of them', async () => {
    const engine = await start();
    const asked = () => store.turns.filter(({ text }) => text.includes('strange')).length;
    for (const [query, code] of [
      ['define get:soft "strange" ASK {}', 'SPARQL_EXTENSION_REFUSED'],
      ['INSERT DATA { <strange:a> <a:b> <a:c> }', 'SPARQL_UPDATE_REFUSED'],
    ] as const)
      await expect(engine.query({ query, mediaType: 'text/csv' })).rejects.toMatchObject({ code });
    await expect(
      engine.query({ query: 'ASK {}', mediaType: 'text/csv', defaultGraphs: ['strange'] }),
    ).rejects.toMatchObject({ code: 'SPARQL_MALFORMED' });
    expect(asked()).toBe(0);
  });

  it.each([
    ['hang', 'SPARQL_TIMEOUT'],
    ['cut', 'SPARQL_UNAVAILABLE'],
    ['fail', 'SPARQL_UNAVAILABLE'],
  ] as const)(
    'says when the store does not answer (%s), and goes on after it',
    async (fault, code) => {
      const engine = await start({ timeoutMs: 500 });
      store.fault = ({ text }) => (isPublic(text) ? fault : undefined);
      const ask = () => engine.query({ query: count, mediaType: 'text/csv' });
      await expect(ask()).rejects.toMatchObject({ code });
      store.fault = () => undefined;
      expect((await ask()).body.toString()).toBe('n\r\n3\r\n');
    },
  );

  it('tells the author of a malformed query so', async () => {
    const engine = await start();
    await expect(
      engine.query({ query: 'SELECT * {', mediaType: 'text/csv' }),
    ).rejects.toMatchObject({ code: 'SPARQL_MALFORMED' });
  });

  it('refuses a result beyond the limit without reading it to the end', async () => {
    const engine = await start({ maxBytes: 5000 });
    await expect(
      engine.query({ query: 'SELECT * { ?a ?b ?c . ?d ?e ?f }', mediaType: 'text/csv' }),
    ).rejects.toMatchObject({ code: 'SPARQL_TOO_LARGE' });
  });

  it.each([
    ['text/csv', 'SELECT * { ?a ?b ?c }'],
    ['text/turtle', 'CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }'],
  ])(
    'refuses more rows or triples than the limit, and says the limit (%s)',
    async (mediaType, query) => {
      const engine = await start({ maxRows: 7 });
      expect(engine.limits.maxRows).toBe(7);
      await expect(engine.query({ query, mediaType })).rejects.toMatchObject({
        code: 'SPARQL_TOO_LARGE',
        members: { maxRows: 7 },
      });
      const { body } = await engine.query({ query: `${query} LIMIT 7`, mediaType });
      expect(body.toString()).not.toBe('');
    },
  );

  it('names the serial for conditional requests, or says that the store is out of reach', async () => {
    const engine = await start();
    expect(await engine.serial()).toBe(5);
    store.fault = () => 'cut';
    await expect(engine.serial()).rejects.toMatchObject({ code: 'SPARQL_UNAVAILABLE' });
  });

  it('lets clients take turns, refuses one beyond its queue and forgets those who left', async () => {
    const engine = await start();
    store.fault = ({ text }) => (isPublic(text) ? 'hang' : undefined);
    const left = new AbortController();
    const ask = (client: string, query = count) =>
      engine.query({ query, mediaType: 'text/csv', client, signal: left.signal });
    // Four of them are at the store.
    const waiting = Array.from({ length: 68 }, () => ask('greedy'));
    await expect(ask('greedy')).rejects.toMatchObject({ code: 'SPARQL_TOO_MANY' });
    expect((await ask('modest', 'ASK {}')).body.toString()).toBe('true');
    left.abort(new Error('client gone'));
    for (const result of await Promise.allSettled(waiting)) expect(result.status).toBe('rejected');
    store.fault = () => undefined;
    const { body } = await engine.query({ query: count, mediaType: 'text/csv', client: 'greedy' });
    expect(body.toString()).toBe('n\r\n3\r\n');
  });
});
