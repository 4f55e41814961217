import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { readKnowledge } from '../../src/knowledge-files.ts';
import { createReferenceDocuments } from '../../src/publish/reference-documents.ts';
import { sparqlExamples } from '../../src/web/ui/sparql-examples.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const count = 'SELECT (COUNT(*) AS ?n) WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
const get = (query: string, more: Record<string, string> = {}) =>
  `/sparql?${new URLSearchParams({ query, ...more })}`;

describe('/sparql as a cacheable resource', () => {
  it('answers 304 until the catalogue changes, per query and format', async () => {
    const catalogue = sampleCatalogue(1);
    const app = await startApp(catalogue);
    const first = await app.inject(get(count));
    const tag = String(first.headers['etag']);
    expect(first.headers['vary']).toContain('Accept');
    const again = (headers: Record<string, string>, query = count) =>
      app.inject({ url: get(query), headers });
    expect((await again({ 'if-none-match': tag })).statusCode).toBe(304);
    expect((await again({ 'if-none-match': tag, accept: 'text/csv' })).statusCode).toBe(200);
    expect((await again({ 'if-none-match': tag }, `${count} `)).statusCode).toBe(200);
    catalogue.put(sampleDataset('new'));
    expect((await again({ 'if-none-match': tag })).statusCode).toBe(200);
    expect((await app.inject(get('SELECT (NOW() AS ?n) {}'))).headers['etag']).toBeUndefined();
  });

  it('answers anew where another release of a vocabulary is in force', async () => {
    const catalogue = sampleCatalogue(1);
    const knowledge = await readKnowledge('config', baseUrl);
    const documents = createReferenceDocuments(knowledge, baseUrl);
    const before = await startApp(catalogue, { documents });
    const tag = String((await before.inject(get(count))).headers['etag']);
    const revalidate = (app: typeof before) =>
      app.inject({ url: get(count), headers: { 'if-none-match': tag } });
    expect((await revalidate(before)).statusCode).toBe(304);
    const [first, ...others] = knowledge.vocabularies;
    const [other] = others;
    if (!first || !other) return expect.fail('There are no two vocabularies');
    const renewed = { ...first, graph: other.graph };
    const after = await startApp(catalogue, {
      documents: createReferenceDocuments(
        { ...knowledge, vocabularies: [renewed, ...others] },
        baseUrl,
      ),
    });
    expect((await revalidate(after)).statusCode).toBe(200);
  });

  it('answers HEAD and preflights, and states its limits', async () => {
    const app = await startApp(sampleCatalogue(1));
    const head = await app.inject({ method: 'HEAD', url: get(count) });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['x-sparql-max-rows']).toBe('10000');
    const options = await app.inject({ method: 'OPTIONS', url: '/sparql' });
    expect(options.statusCode).toBe(204);
    expect(options.headers['access-control-allow-headers']).toContain('Content-Type');
    const large = await app.inject(get('SELECT * { ?a ?b ?c . ?d ?e ?f }'));
    expect(large.json()).toMatchObject({ status: 422, maxRows: 10_000, maxBytes: 1_000_000 });
  });

  it('says where a query is malformed', async () => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject(get('SELECT *\nWHERE { ?s ?p }'));
    expect(response.json()).toMatchObject({ status: 400, code: 'SPARQL_MALFORMED', line: 2 });
  });
});

describe('graphs of /sparql', () => {
  it('give CONSTRUCT in every RDF format, without graph names', async () => {
    const app = await startApp(sampleCatalogue(1));
    const graph = `${baseUrl}/datasets/d001`;
    const query = `CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <${graph}> { ?s ?p ?o } }`;
    const sizes = new Set<number>();
    for (const accept of ['text/turtle', 'application/trig', 'application/n-quads']) {
      const response = await app.inject({ url: get(query), headers: { accept } });
      expect(response.headers['content-type']).toContain(accept);
      const quads = new Parser().parse(response.body);
      expect(quads.every((quad) => quad.graph.termType === 'DefaultGraph')).toBe(true);
      sizes.add(quads.length);
    }
    expect([...sizes]).toEqual([12]);
  });

  it('hold vocabularies and validation reports, and each triple once', async () => {
    const app = await startApp(sampleCatalogue(2));
    const rows = async (query: string) =>
      (await app.inject({ url: get(query), headers: { accept: 'text/csv' } })).body
        .trimEnd()
        .split('\r\n')
        .slice(1);
    expect(await rows(count)).toEqual(['2']);
    const label = `SELECT ?l { <${baseUrl}/datasets/d001> <http://healthdataportal.eu/ns/health#healthCategory> ?c .
      GRAPH ?v { ?c <http://www.w3.org/2004/02/skos/core#prefLabel> ?l FILTER(LANG(?l) = "fr") } }`;
    expect(await rows(label)).toHaveLength(1);
    const reports = `SELECT ?d { GRAPH ?r { ?r <http://www.w3.org/ns/shacl#conforms> true ; <http://purl.org/dc/terms/references> ?d } } ORDER BY ?d`;
    expect(await rows(reports)).toEqual(['d001', 'd002'].map((id) => `${baseUrl}/datasets/${id}`));
    const twice =
      'SELECT * { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(STR(?g) < STR(?h)) }';
    expect(await rows(twice)).toEqual([]);
  });

  it('of the catalogue make up the default graph, in which each triple counts once', async () => {
    const catalogue = sampleCatalogue(1);
    const app = await startApp(catalogue);
    const all = 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }';
    const counted = async () => {
      const response = await app.inject({ url: get(all), headers: { accept: 'text/csv' } });
      const status = await app.inject('/status');
      expect(response.body.split('\r\n')[1]).toBe(String(status.json().triples));
      return status.json().triples;
    };
    const before = await counted();
    // A distribution that two datasets have is a mistake of theirs; it is told in both graphs.
    const shared =
      '<https://e.example/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Distribution> .\n';
    const more = sampleDataset('more');
    catalogue.put({ ...more, ntriples: shared + more.ntriples });
    const other = sampleDataset('other');
    catalogue.put({ ...other, ntriples: shared + other.ntriples });
    const ask = async () => (await app.inject(get(`ASK { ${shared} }`))).json().boolean;
    expect(await ask()).toBe(true);
    catalogue.remove(more.graph);
    expect(await ask()).toBe(true);
    catalogue.remove(other.graph);
    expect(await ask()).toBe(false);
    expect(await counted()).toBe(before);
  });

  it('are never fetched: an unknown graph is empty', async () => {
    const app = await startApp(sampleCatalogue(1));
    const query = 'SELECT (COUNT(*) AS ?n) FROM <http://127.0.0.1:1/x> { ?s ?p ?o }';
    expect((await app.inject(get(query))).json().results.bindings[0].n.value).toBe('0');
  });
});

describe('a query over a real connection', () => {
  it('is answered when it is posted, though its body was read to the end', async () => {
    const app = await startApp(sampleCatalogue(1));
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const query = 'SELECT ?s { ?s a <http://www.w3.org/ns/dcat#Dataset> }';
    for (const body of [new URLSearchParams({ query }), query]) {
      const type = typeof body === 'string' ? { 'content-type': 'application/sparql-query' } : {};
      const response = await fetch(`${address}/sparql`, { method: 'POST', body, headers: type });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('datasets/d001');
    }
  });
});

describe('the query page', () => {
  it.each(sparqlExamples)(
    'offers an example that finds something: $title.en',
    async ({ query }) => {
      const catalogue = sampleCatalogue(2);
      const app = await startApp(catalogue);
      const page = await app.inject({ url: `/en${get(query)}`, headers: { accept: 'text/html' } });
      expect(page.statusCode).toBe(200);
      expect(page.body).toMatch(/datasets\/d001|RQSH|ror\.org/);
      // The prefixes are the page's alone.
      expect((await app.inject(get(query))).statusCode).toBe(400);
    },
  );
});
