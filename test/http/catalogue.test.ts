import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Quad } from '@rdfjs/types';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { agentDocument } from '../../src/rdf/mint.ts';
import { toCanonicalNTriples } from '../../src/rdf/serialise.ts';
import { agentIri, baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const framed = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#framed"';
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('/datasets/:id', () => {
  it.each([
    [undefined, 'text/html'],
    [browser, 'text/html'],
    ['text/turtle', 'text/turtle'],
    ['application/ld+json;q=0.5, application/rdf+xml', 'application/rdf+xml'],
    ['text/html;q=0.1, */*', 'text/turtle'],
    ['application/n-quads', 'application/n-quads'],
    ['application/ld+json', 'application/ld+json; charset=utf-8'],
    ['application/*', 'application/ld+json; charset=utf-8'],
    [framed, framed],
    [`application/ld+json;q=0.9, ${framed};q=0.8`, 'application/ld+json; charset=utf-8'],
  ])('answers Accept %s with %s', async (accept, mediaType) => {
    const app = await startApp(sampleCatalogue(1));
    const headers = accept === undefined ? {} : { accept };
    const response = await app.inject({ url: '/datasets/d001', headers });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toContain(mediaType);
    expect(response.headers.vary).toContain('Accept');
  });

  it.each(['ttl', 'jsonld', 'framed.jsonld', 'rdf', 'nt', 'nq', 'trig'])(
    'gives .%s by suffix',
    async (suffix) => {
      const app = await startApp(sampleCatalogue(1));
      const response = await app.inject({
        url: `/datasets/d001.${suffix}`,
        headers: { accept: browser },
      });
      expect(response.statusCode).toBe(200);
      expect(response.body).toContain('Cohorte d001');
      expect(response.headers.link).toContain('rel="alternate"');
      expect(response.headers.link).toContain('rel="profile"');
      expect(response.headers.link).toContain(
        `<${baseUrl}/profiles/healthdcat-ap-8>; rel="describedby"`,
      );
      expect(response.headers['access-control-allow-origin']).toBe('*');
    },
  );

  it('frames a description as one tree that holds every triple', async () => {
    const app = await startApp(sampleCatalogue(1));
    const document = (await app.inject('/datasets/d001.framed.jsonld')).json();
    expect(document['@graph'][0]).toMatchObject({
      '@id': `${baseUrl}/datasets/d001`,
      '@type': 'dcat:Dataset',
      'dcat:distribution': { '@type': 'dcat:Distribution' },
    });
    // toRDF without a format gives RDF/JS quads, which its types call an object.
    const quads = (await jsonld.toRDF(document)) as Quad[];
    expect(toCanonicalNTriples(quads)).toBe(sampleDataset('d001').ntriples);
  });

  it('holds descriptions for search engines and for DCAT in its page', async () => {
    const catalogue = sampleCatalogue(1);
    catalogue.put(sampleDataset('d001', { title: '</script><script>alert(1)</script>' }));
    const app = await startApp(catalogue);
    const page = await app.inject({ url: '/fr/datasets/d001', headers: { accept: browser } });
    const blocks = [
      ...page.body.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g),
    ];
    const [forSearch, dcat] = blocks.map(([, json = '']) => JSON.parse(json));
    expect(forSearch).toMatchObject({
      '@context': 'https://schema.org/',
      '@type': 'Dataset',
      '@id': `${baseUrl}/datasets/d001`,
      name: '</script><script>alert(1)</script>',
      description: 'Suivi de patients.',
      keywords: ['cohorte'],
      creator: { '@type': 'Organization', name: 'Institut exemple' },
    });
    expect(JSON.stringify(forSearch)).not.toContain('null');
    const quads = (await jsonld.toRDF(dcat)) as Quad[];
    const stored = await catalogue.dataset('d001');
    expect(toCanonicalNTriples(quads)).toBe(stored?.ntriples);
    expect(page.headers.link).toContain('rel="describedby"; type="text/turtle"');
  });

  it('lets a page of another origin ask with headers of ours', async () => {
    const app = await startApp(sampleCatalogue(1));
    const headers = {
      origin: 'https://example.org',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'accept-profile',
    };
    const answer = await app.inject({ method: 'OPTIONS', url: '/datasets/d001', headers });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-headers']).toContain('Accept-Profile');
    expect((await app.inject({ method: 'OPTIONS', url: '/fr/', headers })).statusCode).toBe(404);
  });

  it('publishes exactly the stored triples', async () => {
    const app = await startApp(sampleCatalogue(1));
    const { body } = await app.inject('/datasets/d001.ttl');
    expect(toCanonicalNTriples(new Parser().parse(body))).toBe(sampleDataset('d001').ntriples);
  });

  it('answers 304 to whoever has the present version, and 200 after a change', async () => {
    const catalogue = sampleCatalogue(1);
    const app = await startApp(catalogue);
    const first = await app.inject('/datasets/d001.ttl');
    const headers = { 'if-none-match': `"other", W/${first.headers.etag}` };
    const second = await app.inject({ url: '/datasets/d001.ttl', headers });
    expect([second.statusCode, second.body]).toEqual([304, '']);
    catalogue.put(sampleDataset('d001', { title: 'Nouveau' }));
    expect((await app.inject({ url: '/datasets/d001.ttl', headers })).statusCode).toBe(200);
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject({ method: 'HEAD', url: '/datasets/d001.ttl' });
    expect([response.statusCode, response.body]).toEqual([200, '']);
    expect(response.headers.etag).toMatch(/^"\d+-healthdcat-ap-8-ttl"$/);
  });

  it('refuses what it cannot give with a 406 problem that lists what it can', async () => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject({ url: '/datasets/d001', headers: { accept: 'image/png' } });
    expect(response.statusCode).toBe(406);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ code: 'NOT_ACCEPTABLE', status: 406 });
    expect(response.json().available).toContain('text/turtle');
  });

  it('says 410 with a tombstone for a deleted dataset, for machines and for people', async () => {
    const catalogue = sampleCatalogue(1);
    catalogue.remove(`${baseUrl}/datasets/d001`, 'Withdrawn by its holder');
    const app = await startApp(catalogue);
    const response = await app.inject('/datasets/d001');
    expect(response.statusCode).toBe(410);
    expect(response.json()).toMatchObject({ code: 'GONE', iri: `${baseUrl}/datasets/d001` });
    for (const suffix of ['ttl', 'nq', 'jsonld', 'framed.jsonld', 'rdf']) {
      const document = await app.inject(`/datasets/d001.${suffix}`);
      expect([document.statusCode, document.headers['etag']]).toEqual([410, expect.any(String)]);
      expect(document.body).toContain('http://purl.org/adms/changetype/deleted');
      expect(document.body).toContain('2026-01-02T03:04:05.000Z');
      expect(document.body).toContain('Withdrawn by its holder');
    }
    const page = await app.inject({ url: '/datasets/d001', headers: { accept: browser } });
    expect(page.statusCode).toBe(410);
    expect(page.body).toContain('Ce jeu de données a été retiré');
    expect(page.body).toContain('Withdrawn by its holder');
  });

  it.each(['nothing', '%00', 'a.b.ttl', '..%2f..%2fetc', "'; drop table"])(
    'says 404 for %s',
    async (id) => {
      const app = await startApp(sampleCatalogue(1));
      const response = await app.inject(`/datasets/${encodeURI(id).replaceAll('%25', '%')}`);
      expect(response.statusCode).toBe(404);
    },
  );
});

describe('/agents/:id', () => {
  it('gives the document of an agent as RDF and as a page', async () => {
    const app = await startApp(sampleCatalogue(1));
    const path = agentDocument('', agentIri).replace(/^.*\/agents/, '/agents');
    const url = new URL(agentDocument(baseUrl, agentIri)).pathname;
    expect(path.startsWith('/agents/')).toBe(true);
    expect((await app.inject(`${url}.nt`)).body).toContain(`<${agentIri}>`);
    const page = await app.inject({ url, headers: { accept: browser } });
    expect(page.body).toContain('<h1><bdi lang="fr">Institut exemple</bdi></h1>');
    expect(page.body).toMatch(/<title>Institut exemple\b/);
    expect((await app.inject('/agents/nobody')).statusCode).toBe(404);
  });
});

describe('/catalog', () => {
  it('pages the catalogue so that following next gives every dataset once', async () => {
    const app = await startApp(sampleCatalogue(120));
    const seen: string[] = [];
    let next: string | undefined = '/catalog';
    while (next) {
      const url: string = next.replace(baseUrl, '');
      const response = await app.inject({ url, headers: { accept: 'application/n-triples' } });
      expect(response.statusCode).toBe(200);
      const quads = new Parser().parse(response.body);
      const objects = (name: string) =>
        quads.filter(({ predicate }) => predicate.value.endsWith(name)).map((q) => q.object.value);
      expect(objects('hydra/core#totalItems')).toEqual(['120']);
      expect(objects('foaf/0.1/name')).toContain('Institut exemple');
      seen.push(...objects('dcat#dataset'));
      next = objects('hydra/core#next')[0];
      const link = String(response.headers.link);
      expect(link.includes('rel="next"')).toBe(next !== undefined);
    }
    expect(seen.length).toBe(120);
    expect(new Set(seen).size).toBe(120);
  });

  it('says 404 for a page that does not exist and 400 for what is no page', async () => {
    const app = await startApp(sampleCatalogue(1));
    expect((await app.inject('/catalog.ttl?page=2')).statusCode).toBe(404);
    const bad = await app.inject('/catalog.ttl?page=x');
    expect([bad.statusCode, bad.json().code]).toEqual([400, 'BAD_REQUEST']);
    expect((await app.inject('/catalog.exe')).statusCode).toBe(404);
  });

  it('leads browsers to the start page', async () => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject({ url: '/catalog', headers: { accept: browser } });
    expect([response.statusCode, response.headers.location]).toEqual([303, `${baseUrl}/`]);
  });

  it('serves its JSON-LD context', async () => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject('/context.jsonld');
    expect(response.json()['@context'].dcat).toBe('http://www.w3.org/ns/dcat#');
  });
});

describe('/dumps', () => {
  it('gives every dataset, plain and compressed, with length and tag', async () => {
    const app = await startApp(sampleCatalogue(3));
    const plain = await app.inject('/dumps/catalog.nt');
    expect(plain.headers['content-length']).toBe(String(plain.rawPayload.length));
    expect(plain.headers.etag).toBe('"5-healthdcat-ap-8-nt"');
    expect(plain.body).toContain('Cohorte d003');
    const gzip = await app.inject('/dumps/catalog.nt.gz');
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body);
    const again = await app.inject({
      url: '/dumps/catalog.nt',
      headers: { 'if-none-match': '"5-healthdcat-ap-8-nt"' },
    });
    expect(again.statusCode).toBe(304);
    const date = String(plain.headers['last-modified']);
    const since = await app.inject({
      url: '/dumps/catalog.nt',
      headers: { 'if-modified-since': date },
    });
    expect([date, since.statusCode]).toEqual(['Fri, 02 Jan 2026 03:04:05 GMT', 304]);
  });

  it('continues an interrupted download, unless the catalogue has changed', async () => {
    const catalogue = sampleCatalogue(1);
    const app = await startApp(catalogue);
    const { body } = await app.inject('/dumps/catalog.nt');
    const headers = { range: 'bytes=100-', 'if-range': '"3-healthdcat-ap-8-nt"' };
    const rest = await app.inject({ url: '/dumps/catalog.nt', headers });
    expect([rest.statusCode, rest.body]).toEqual([206, body.slice(100)]);
    const beyond = await app.inject({
      url: '/dumps/catalog.nt',
      headers: { range: 'bytes=99999999-' },
    });
    expect(beyond.statusCode).toBe(416);
    catalogue.put(sampleDataset('d002'));
    expect((await app.inject({ url: '/dumps/catalog.nt', headers })).statusCode).toBe(200);
  });

  it('answers HEAD with the length', async () => {
    const app = await startApp(sampleCatalogue(1));
    const head = await app.inject({ method: 'HEAD', url: '/dumps/catalog.ttl' });
    const get = await app.inject('/dumps/catalog.ttl');
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  it.each(['catalog.exe', 'catalog.nt.gz.gz', 'other.nt', 'catalog'])(
    'says 404 for %s',
    async (file) => {
      const app = await startApp(sampleCatalogue(1));
      expect((await app.inject(`/dumps/${file}`)).statusCode).toBe(404);
    },
  );
});

describe('/status and /health', () => {
  it('states serial, counts, last runs and the checksum of the N-Quads dump', async () => {
    const app = await startApp(sampleCatalogue(2));
    const status = (await app.inject('/status')).json();
    expect(status).toMatchObject({ serial: 4, datasets: 2, agents: 1, dumps: { serial: 4 } });
    const dump = (await app.inject('/dumps/catalog.nq')).rawPayload;
    expect(status.checksum).toEqual({
      algorithm: 'SHA-256',
      serial: 4,
      value: createHash('sha256').update(dump).digest('hex'),
    });
    expect(status.sources[0]).toMatchObject({ id: 'hdh', lastRun: { verdict: 'complete' } });
  });

  it('says that it is alive and ready', async () => {
    const app = await startApp(sampleCatalogue(0));
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
  });
});
