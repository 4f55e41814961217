import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const isWellFormed = async (contents: string) => {
  const { errors } = await validateXML({
    xml: [{ fileName: 'answer.xml', contents }],
    schema: [],
  }).catch((error: unknown) => ({ errors: [error] }));
  return errors.length === 0;
};
const all = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);

describe('/feeds/atom', () => {
  it('tells the last changes, the newest first, withdrawn datasets among them', async () => {
    const catalogue = sampleCatalogue(60);
    catalogue.put(sampleDataset('d007', { title: 'Newest <of all> & more' }));
    catalogue.remove(sampleDataset('d003').graph);
    const app = await startApp(catalogue);
    const response = await app.inject({ url: '/feeds/atom', headers: { 'accept-language': 'fr' } });
    expect(response.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const entries = response.body.split('<entry>').slice(1);
    expect(entries).toHaveLength(50);
    expect(entries[0]).toContain('Ce jeu de données a été retiré');
    expect(entries[0]).toContain(sampleDataset('d003').graph);
    expect(entries[1]).toContain('<title>Newest &lt;of all&gt; &amp; more</title>');
    expect(await isWellFormed(response.body)).toBe(true);
  });

  it('answers 304 while nothing changed', async () => {
    const app = await startApp(sampleCatalogue(1));
    const { etag } = (await app.inject('/feeds/atom')).headers;
    const headers = { 'if-none-match': String(etag) };
    expect((await app.inject({ url: '/feeds/atom', headers })).statusCode).toBe(304);
  });
});

describe('/favicon.ico', () => {
  it('leads to the icon that pages name', async () => {
    const app = await startApp(sampleCatalogue(1));
    const { body } = await app.inject('/en/');
    const path = /<link rel="icon" type="image\/svg\+xml" href="([^"]+)"/.exec(body)?.[1];
    const { statusCode, headers } = await app.inject('/favicon.ico');
    expect([statusCode, headers.location]).toEqual([301, `${baseUrl}${path}`]);
    const icon = await app.inject(String(path));
    expect(icon.headers['content-type']).toBe('image/svg+xml');
    expect(await isWellFormed(icon.body)).toBe(true);
  });
});

describe('/sitemap.xml', () => {
  it('leads to every dataset in both languages', async () => {
    const app = await startApp(sampleCatalogue(3));
    const index = await app.inject('/sitemap.xml');
    expect(all(index.body, 'loc')).toEqual([`${baseUrl}/sitemap-1.xml`]);
    const { body } = await app.inject('/sitemap-1.xml');
    expect(all(body, 'loc')).toEqual([
      `${baseUrl}/`,
      ...['d001', 'd002', 'd003'].map((id) => `${baseUrl}/datasets/${id}`),
    ]);
    expect(body).toContain(`hreflang="en" href="${baseUrl}/en/datasets/d001"`);
    expect(await isWellFormed(body)).toBe(true);
    expect((await app.inject('/robots.txt')).body).toContain(`Sitemap: ${baseUrl}/sitemap.xml`);
  });

  it.each(['/sitemap-2.xml', '/sitemap-x.xml'])('has no %s', async (url) => {
    const app = await startApp(sampleCatalogue(1));
    expect((await app.inject(url)).statusCode).toBe(404);
  });
});

describe('/.well-known/void', () => {
  it('says where to look up, download and query, and how much there is', async () => {
    const app = await startApp(sampleCatalogue(3));
    const { body } = await app.inject({
      url: '/.well-known/void',
      headers: { accept: 'text/turtle' },
    });
    const quads = new Parser().parse(body);
    const objects = (name: string) =>
      quads
        .filter(({ predicate }) => predicate.value === `http://rdfs.org/ns/void#${name}`)
        .map(({ object }) => object.value);
    expect(objects('sparqlEndpoint')).toEqual([`${baseUrl}/sparql`]);
    expect(objects('entities').sort()).toEqual(['1', '3']);
    expect(objects('dataDump')).toContain(`${baseUrl}/dumps/catalog.nq`);
    for (const dump of objects('dataDump')) {
      const { statusCode } = await app.inject(dump.replace(baseUrl, ''));
      expect(statusCode).toBe(200);
    }
  });
});
