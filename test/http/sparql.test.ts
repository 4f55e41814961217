import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const count = 'SELECT (COUNT(*) AS ?n) WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
const individuals =
  'CONSTRUCT { ?d ?p ?o } WHERE { VALUES ?p { <http://healthdataportal.eu/ns/health#numberOfUniqueIndividuals> } ?d ?p ?o }';
const get = (query: string, more: Record<string, string> = {}) =>
  `/sparql?${new URLSearchParams({ query, ...more })}`;

describe('/sparql', () => {
  it('answers SELECT in four formats, by GET and by both kinds of POST', async () => {
    const app = await startApp(sampleCatalogue(3));
    const json = await app.inject(get(count));
    expect(json.headers['content-type']).toContain('application/sparql-results+json');
    expect(json.json().results.bindings[0].n.value).toBe('3');
    expect(json.headers['x-catalogue-serial']).toBe('5');
    for (const accept of [
      'text/csv',
      'text/tab-separated-values',
      'application/sparql-results+xml',
    ]) {
      const response = await app.inject({ url: get(count), headers: { accept } });
      expect(response.headers['content-type']).toContain(accept);
      expect(response.body).toContain('3');
    }
    const form = await app.inject({
      method: 'POST',
      url: '/sparql',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ query: count }).toString(),
    });
    expect(form.json()).toEqual(json.json());
    const direct = await app.inject({
      method: 'POST',
      url: '/sparql',
      headers: { 'content-type': 'application/sparql-query', accept: 'application/json' },
      payload: count,
    });
    expect(direct.json()).toEqual(json.json());
    expect(direct.headers['content-type']).toContain('application/json');
  });

  it('answers ASK, and CONSTRUCT and DESCRIBE with the published datatypes', async () => {
    const app = await startApp(sampleCatalogue(1));
    expect((await app.inject(get('ASK { ?s ?p ?o }'))).json().boolean).toBe(true);
    const described = await app.inject(get(`DESCRIBE <${baseUrl}/datasets/d001>`));
    expect(described.headers['content-type']).toContain('text/turtle');
    expect(new Parser().parse(described.body).length).toBeGreaterThan(5);
    for (const accept of [
      'text/turtle',
      'application/n-triples',
      'application/rdf+xml',
      'application/ld+json',
    ]) {
      const response = await app.inject({ url: get(individuals), headers: { accept } });
      expect(response.headers['content-type']).toContain(accept);
      expect(response.body).toContain('nonNegativeInteger');
    }
  });

  it('keeps to the graphs that the protocol or the query names', async () => {
    const app = await startApp(sampleCatalogue(2));
    const graph = `${baseUrl}/datasets/d002`;
    const one = await app.inject(get(count, { 'default-graph-uri': graph }));
    expect(one.json().results.bindings[0].n.value).toBe('1');
    const from = count.replace('WHERE', `FROM <${graph}> WHERE`);
    expect((await app.inject(get(from))).json().results.bindings[0].n.value).toBe('1');
    const bad = await app.inject(get(count, { 'default-graph-uri': 'no iri' }));
    expect(bad.statusCode).toBe(400);
  });

  it('sees creations, changes and deletions with the next query', async () => {
    const catalogue = sampleCatalogue(1);
    const app = await startApp(catalogue);
    const titles = async () =>
      (
        await app.inject({
          url: get(
            'SELECT ?t { ?d <http://purl.org/dc/terms/title> ?t FILTER(LANG(?t) = "fr" && CONTAINS(STR(?d), "datasets")) } ORDER BY ?t',
          ),
          headers: { accept: 'text/csv' },
        })
      ).body
        .split('\r\n')
        .slice(1, -1);
    expect(await titles()).toEqual(['Cohorte d001']);
    catalogue.put(sampleDataset('d001', { title: 'Autre' }));
    catalogue.put(sampleDataset('d002'));
    expect(await titles()).toEqual(['Autre', 'Cohorte d002']);
    catalogue.remove(`${baseUrl}/datasets/d001`);
    expect(await titles()).toEqual(['Cohorte d002']);
    expect(catalogue.snapshots).toBe(1);
  });

  it('ends an endless query and answers the one behind it', async () => {
    const app = await startApp(sampleCatalogue(20), { timeoutMs: 1500 });
    await app.inject(get(count));
    const endless =
      'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }';
    const [late, next] = await Promise.all([app.inject(get(endless)), app.inject(get(count))]);
    expect([late.statusCode, late.json().code]).toEqual([422, 'SPARQL_TIMEOUT']);
    expect(next.json().results.bindings[0].n.value).toBe('20');
  });

  it.each([
    ['SELECT * {', 400, 'SPARQL_MALFORMED'],
    ['', 400, 'SPARQL_MALFORMED'],
    ['INSERT DATA { <a:a> <a:b> <a:c> }', 403, 'SPARQL_UPDATE_REFUSED'],
    ['PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }', 403, 'SPARQL_UPDATE_REFUSED'],
    ['SELECT * { SERVICE SILENT <http://127.0.0.1/> { ?s ?p ?o } }', 403, 'SPARQL_SERVICE_REFUSED'],
  ])('refuses %s', async (query, status, code) => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject(get(query));
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  it('refuses an update by POST and an unknown kind of body', async () => {
    const app = await startApp(sampleCatalogue(1));
    const post = (type: string, payload: string) =>
      app.inject({ method: 'POST', url: '/sparql', headers: { 'content-type': type }, payload });
    expect((await post('application/sparql-update', 'CLEAR ALL')).statusCode).toBe(403);
    expect((await post('application/x-www-form-urlencoded', 'update=CLEAR')).statusCode).toBe(403);
    expect((await post('text/plain', count)).statusCode).toBe(415);
  });

  it('refuses a result that is too large', async () => {
    const app = await startApp(sampleCatalogue(100));
    const response = await app.inject(get('SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000'));
    expect([response.statusCode, response.json().code]).toEqual([422, 'SPARQL_TOO_LARGE']);
  });

  it('describes itself to machines and gives browsers a form with escaped results', async () => {
    const catalogue = sampleCatalogue(0);
    catalogue.put(sampleDataset('x', { title: '<script>alert(1)</script>' }));
    const app = await startApp(catalogue);
    const description = await app.inject({ url: '/sparql', headers: { accept: 'text/turtle' } });
    expect(description.body).toContain('SPARQL11Query');
    const form = await app.inject({ url: '/sparql', headers: { accept: 'text/html' } });
    expect(form.body).toContain('<textarea');
    const page = await app.inject({
      url: `/en${get('SELECT ?o { ?s <http://purl.org/dc/terms/title> ?o }')}`,
      headers: { accept: 'text/html' },
    });
    expect(page.body).toContain('&lt;script>alert(1)');
    expect(page.body).not.toMatch(/<script(?! type="module" src="\/assets\/)/);
    const wrong = await app.inject({ url: get('SELECT'), headers: { accept: 'text/html' } });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).toContain('role="alert"');
  });
});
