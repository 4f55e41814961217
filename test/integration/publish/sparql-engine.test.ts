import { readdir } from 'node:fs/promises';
import { constants, getPriority } from 'node:os';
import { Readable } from 'node:stream';
import type { Quad } from '@rdfjs/types';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CatalogueReader } from '../../../src/model/published.ts';
import type { SparqlEngine } from '../../../src/publish/sparql/contract.ts';
import {
  createSparqlEngine,
  type SparqlEngineOptions,
} from '../../../src/publish/sparql/engine.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../../support/sample-catalogue.ts';

const count = 'SELECT (COUNT(*) AS ?n) WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';
const mediaType = 'text/csv';

function start(reader: CatalogueReader, more: Partial<SparqlEngineOptions> = {}): SparqlEngine {
  const engine = createSparqlEngine({
    reader,
    baseUrl,
    timeoutMs: 10_000,
    maxRows: 10_000,
    maxBytes: 1_000_000,
    maxMemoryBytes: 2 ** 28,
    workers: 1,
    spare: false,
    ...more,
  });
  onTestFinished(() => engine.close());
  return engine;
}

/** The lowest priority of a thread of this process. */
async function lowest(): Promise<number> {
  const threads = (await readdir('/proc/self/task')).map(Number);
  return Math.max(...threads.map((thread) => getPriority(thread)));
}

describe('SPARQL engine', () => {
  it('answers from the spare copy, brought up to date, after it had to kill one', async () => {
    const reader = sampleCatalogue(30);
    const engine = start(reader, { timeoutMs: 1000, spare: true });
    await engine.warm();
    reader.put(sampleDataset('new'));
    await expect(engine.query({ query: endless, mediaType })).rejects.toMatchObject({
      code: 'SPARQL_TIMEOUT',
    });
    const { body, serial } = await engine.query({ query: count, mediaType });
    expect([body.toString(), serial]).toEqual(['n\r\n31\r\n', 33]);
  });

  it.runIf(process.platform === 'linux')(
    'lets the system put a long query behind all else',
    async () => {
      const engine = start(sampleCatalogue(30), { quickMs: 50 });
      await engine.warm();
      const before = await lowest();
      const gone = new AbortController();
      const query = { query: endless, mediaType, signal: gone.signal };
      const running = engine.query(query).catch((error: unknown) => error);
      await vi.waitUntil(async () => (await lowest()) === constants.priority.PRIORITY_LOW);
      expect(before).toBeLessThan(constants.priority.PRIORITY_LOW);
      gone.abort();
      await running;
    },
  );

  it('refuses queries beyond its queue, and forgets those whose client has gone', async () => {
    const engine = start(sampleCatalogue(30), {
      timeoutMs: 1500,
      maxWaiting: { ofClient: 1, ofAll: 9 },
    });
    await engine.warm();
    const running = engine.query({ query: endless, mediaType });
    const client = new AbortController();
    const waiting = engine.query({ query: count, mediaType, signal: client.signal });
    await expect(engine.query({ query: count, mediaType })).rejects.toMatchObject({
      code: 'SPARQL_TOO_MANY',
    });
    client.abort(new Error('client gone'));
    await expect(waiting).rejects.toThrow('client gone');
    await expect(running).rejects.toMatchObject({ code: 'SPARQL_TIMEOUT' });
  });

  it('keeps to the last consistent serial while commits follow one another too fast', async () => {
    const reader = sampleCatalogue(1);
    const engine = start(reader);
    await engine.warm();
    let isBusy = true;
    const busy: CatalogueReader = {
      ...reader,
      entities: async (graphs) => {
        const found = await reader.entities(graphs);
        if (isBusy) reader.put(sampleDataset('again'));
        return found;
      },
    };
    const other = start(busy);
    await other.warm();
    reader.put(sampleDataset('again'));
    expect((await other.query({ query: count, mediaType })).body.toString()).toBe('n\r\n1\r\n');
    isBusy = false;
    expect((await other.query({ query: count, mediaType })).body.toString()).toBe('n\r\n2\r\n');
  });

  it('loads what it can when one entity holds something the store refuses', async () => {
    const reader = sampleCatalogue(2);
    const broken = sampleDataset('bad');
    reader.put({ ...broken, ntriples: `<a:a> <a:b> "x"@fr_FR .\n${broken.ntriples}` });
    const { body } = await start(reader).query({ query: count, mediaType });
    expect(body.toString()).toBe('n\r\n3\r\n');
  });

  it('writes constructed blank nodes as RDF/XML that others can read', async () => {
    const { body } = await start(sampleCatalogue(1)).query({
      query: 'CONSTRUCT { [] a <http://e/A> ; <http://e/p> [ a <http://e/B> ] } WHERE {}',
      mediaType: 'application/rdf+xml',
    });
    const quads: Quad[] = [];
    for await (const quad of Readable.from([body]).pipe(new RdfXmlParser())) quads.push(quad);
    expect(quads).toHaveLength(3);
    expect(quads.every(({ subject }) => subject.termType === 'BlankNode')).toBe(true);
  });
});
