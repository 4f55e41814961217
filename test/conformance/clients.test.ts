import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Quad } from '@rdfjs/types';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inOwnGraph } from '../../src/rdf/placement.ts';
import { toCanonicalNTriples } from '../../src/rdf/serialise.ts';
import * as clients from '../support/clients.ts';
import { databases, type TestDatabase } from '../support/database.ts';
import { applyMembers, emptyReplica, type Replica } from '../support/feed-consumer.ts';
import { type RunningService, startRunningService } from '../support/running-service.ts';

const everything = 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }';
const count = 'SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }';
/** Syntaxes by the names that rapper has for them. */
const syntaxes = { ttl: 'turtle', nt: 'ntriples', nq: 'nquads', trig: 'trig', rdf: 'rdfxml' };
const feedFormats = ['application/trig', 'application/ld+json'];

/** The same for the same triples: their number and the SHA-256 of the canonical N-Triples. */
const sumOf = (quads: readonly Quad[]) => ({
  triples: quads.length,
  hash: clients.hashOf(quads),
});

describe('the running service, to clients that others wrote', () => {
  let database: TestDatabase | undefined;
  let service: RunningService;
  let folder: string;
  /** What the service announces at the serial that all of these see. */
  let announced: ReturnType<typeof sumOf>;
  /** What followers of the feed had before the last harvest, by the format they asked for. */
  const early = new Map<string, Replica>();

  const read = async (path: string) => (await fetch(service.url + path)).text();

  async function follow(format: string): Promise<void> {
    const state = join(folder, format.replaceAll('/', '-'));
    const members = await clients.runNpmClient(
      'ldes-client',
      // The shape of members lies at an address that a test does not ask.
      [`${service.url}/feeds/ldes`, '--no-shape', '--save', state],
      { ACCEPT: format, NODE_OPTIONS: clients.acceptOption },
    );
    const replica = early.get(format) ?? emptyReplica();
    early.set(format, replica);
    applyMembers(replica, clients.parse(members));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'glaneur-clients-'));
    database = await databases().at(-1)?.open();
    service = await startRunningService(database?.url);
    await service.harvest('bndmr', 'france-cohortes');
    if (clients.hasNpmClient('ldes-client')) for (const format of feedFormats) await follow(format);
    await service.harvest('hdh', 'eds');
    const { triples } = await service.status();
    announced = { triples, hash: clients.hashOf(clients.parse(await read('/dumps/catalog.nt'))) };
  }, 300_000);
  afterAll(async () => {
    await service.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('has every triple in one graph, and announces their number and their hash', async () => {
    const placed: string[] = [];
    const named = new Set<string>();
    await service.context.reader.snapshot(async (_state, entities) => {
      for await (const entity of entities) {
        placed.push(...inOwnGraph(entity).trimEnd().split('\n'));
        named.add(entity.graph);
      }
    });
    expect(placed.length).toBeGreaterThan(20_000);
    expect(new Set(placed).size).toBe(placed.length);
    expect(announced.triples).toBe(placed.length);
    const quads = clients.parse(await read('/dumps/catalog.nq'));
    expect(new Set(quads.map(({ graph }) => graph.value))).toEqual(named);
    expect(sumOf(quads)).toEqual(announced);
  });

  it.skipIf(!clients.isInstalled('rapper')).each(Object.entries(syntaxes))(
    'gives rapper the announced triples in .%s',
    async (suffix, syntax) => {
      const address = `${service.url}/dumps/catalog.${suffix}`;
      const lines = await clients.runClient('rapper', ['-q', '-i', syntax, address]);
      expect(sumOf(clients.parse(lines))).toEqual(announced);
    },
  );

  it.skipIf(!clients.isInstalled('roqet'))(
    'answers roqet, whose own engine finds as many in the dump',
    async () => {
      const ask = (source: string, address: string, query: string) =>
        clients.runClient('roqet', ['-q', '-r', 'tsv', source, service.url + address, '-e', query]);
      const [, counted] = (await ask('-p', '/sparql', count)).split(/\s+/);
      const triples = 'SELECT ?s ?p ?o WHERE { ?s ?p ?o }';
      const rows = (await ask('-D', '/dumps/catalog.ttl', triples)).trimEnd().split('\n').slice(1);
      expect([Number(counted), rows.length]).toEqual([announced.triples, announced.triples]);
    },
  );

  it.skipIf(!clients.hasPythonClients())(
    'gives rdflib and SPARQLWrapper the announced triples in every format',
    async () => {
      const counted = await clients.runPythonClient(service.url, folder);
      expect(
        counted
          .trim()
          .split('\n')
          .map((line) => line.split(' ')[1]),
      ).toEqual(['json', 'xml', 'csv'].map(() => String(announced.triples)));
      const files = (await readdir(folder)).filter((name) => name.endsWith('.nt'));
      expect(files).toHaveLength(9);
      for (const file of files) {
        const text = await readFile(join(folder, file), 'utf8');
        expect(sumOf(clients.parse(text)), file).toEqual(announced);
      }
    },
    180_000,
  );

  it.skipIf(!clients.hasNpmClient('comunica-sparql'))(
    'answers SELECT and CONSTRUCT of Comunica, alone and joined with a document',
    async () => {
      const ask = (...args: string[]) => clients.runNpmClient('comunica-sparql', args);
      const endpoint = `sparql@${service.url}/sparql`;
      const [solution] = JSON.parse(await ask(endpoint, count));
      expect(solution.n).toBe(`"${announced.triples}"^^http://www.w3.org/2001/XMLSchema#integer`);
      const triples = await ask(endpoint, everything, '-t', 'application/n-triples');
      expect(sumOf(clients.parse(triples))).toEqual(announced);
      const labelled = `SELECT ?d ?label WHERE {
        ?category <http://www.w3.org/2004/02/skos/core#prefLabel> ?label FILTER(LANG(?label) = "fr")
        SERVICE <${service.url}/sparql> { ?d <http://healthdataportal.eu/ns/health#healthCategory> ?category }
      }`;
      const vocabulary = `${service.url}/vocabularies/healthcategories.ttl`;
      const joined = JSON.parse(await ask(vocabulary, labelled));
      const categorised =
        'SELECT DISTINCT ?d { ?d <http://healthdataportal.eu/ns/health#healthCategory> ?c }';
      expect(joined.length).toBeGreaterThan(100);
      expect(new Set(joined.map(({ d }: { d: string }) => d))).toEqual(
        new Set(JSON.parse(await ask(endpoint, categorised)).map(({ d }: { d: string }) => d)),
      );
    },
    180_000,
  );

  it.skipIf(!clients.hasNpmClient('ldes-client')).each(feedFormats)(
    'lets ldes-client follow the feed in %s from a saved state and from nothing',
    async (format) => {
      const before = early.get(format)?.applied.size ?? 0;
      expect(before).toBeGreaterThan(100);
      await follow(format);
      const late = early.get(format);
      await rm(join(folder, format.replaceAll('/', '-')), { recursive: true });
      early.set(format, emptyReplica());
      await follow(format);
      for (const replica of [late, early.get(format)]) {
        const texts = [...(replica?.entities.values() ?? [])].join('');
        // Nodes that members share are told with each of them.
        const distinct = [...new Set(texts.split('\n'))].join('\n');
        expect(sumOf(clients.parse(distinct))).toEqual(announced);
      }
    },
    180_000,
  );

  it.skipIf(!clients.isInstalled('oai_pmh'))(
    'lets the harvester of HTTP::OAI gather all but the catalogue’s own description',
    async () => {
      const records = (
        await clients.runClient(
          'oai_pmh',
          ['-X', 'ListRecords', '--metadataPrefix', 'dcat', `${service.url}/oai`],
          {
            PERL_UNICODE: 'SO',
          },
        )
      ).split('\f');
      const { datasets } = await service.status();
      expect(records.filter((record) => record.includes('<rdf:RDF'))).toHaveLength(datasets);
      const catalogue = await service.context.reader.entity(`${service.url}/catalog`);
      const quads = clients.parse(catalogue?.ntriples ?? '');
      for (const record of records) {
        const [xml] = /<rdf:RDF[\s\S]*<\/rdf:RDF>/.exec(record) ?? [];
        for await (const quad of Readable.from([xml ?? '']).pipe(new RdfXmlParser()))
          quads.push(quad);
      }
      expect(sumOf(clients.parse(toCanonicalNTriples(quads)))).toEqual(announced);
    },
    180_000,
  );
});
