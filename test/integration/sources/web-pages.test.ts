import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Answer, inBrief, loginPage, payloads, serveSite, walk } from './site.ts';

const html = (body: string, status = 200): Answer => ({
  status,
  type: 'text/html',
  body: `<html><head>${body}</head></html>`,
});
const block = (value: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...value })}</script>`;
const dataset = (rest: object) => block({ '@type': 'Dataset', name: 'Jeu', ...rest });
const sitemap = (url: string, ...paths: readonly string[]): Answer => ({
  type: 'application/xml',
  body: `<urlset>${paths.map((path) => `<url><loc>${path.startsWith('/') ? url + path : path}</loc></url>`).join('')}</urlset>`,
});
const pages = { mode: 'pages' };

describe('the pages of a sitemap', () => {
  it('give datasets under their IRI, their own address or that of their page', async () => {
    const site = await serveSite((url) => ({
      '/sitemap.xml': sitemap(url, '/iri', '/address', '/page', '/two'),
      '/iri': html(dataset({ '@id': 'https://example.org/d' })),
      '/address': html(dataset({ url: 'https://example.org/address' })),
      '/page': html(dataset({})),
      '/two': html(dataset({ name: 'Un' }) + dataset({ name: 'Deux' })),
    }));
    const found = payloads(await walk(`${site.url}/sitemap.xml`, 'rdf-http', pages));
    await site.close();
    const keys = [...found.keys()].map((key) => key.replace(site.url, ''));
    expect(keys.slice(0, 3)).toEqual([
      'https://example.org/d',
      'https://example.org/address',
      '/page',
    ]);
    expect(keys.slice(3)).toEqual([
      expect.stringMatching(/^\/two#[0-9a-f]{16}$/),
      expect.stringMatching(/^\/two#[0-9a-f]{16}$/),
    ]);
  });

  it('lose one broken block and no other', async () => {
    const site = await serveSite((url) => ({
      '/sitemap.xml': sitemap(url, '/a', '/b'),
      '/a': html(
        `<script type="application/ld+json">{"@type":"WebSite",}</script>${dataset({ '@id': '#d' })}`,
      ),
      '/b': html(
        `<script type="application/ld+json">{"@type":"Dataset",}</script>${dataset({ '@id': '#d' })}`,
      ),
    }));
    const found = await walk(`${site.url}/sitemap.xml`, 'rdf-http', pages);
    await site.close();
    expect(inBrief(found)).toEqual([
      `payload ${site.url}/a#d`,
      `payload ${site.url}/b#d`,
      `failed ${site.url}/b PARSE_SYNTAX`,
      `incomplete ${site.url}/b PARSE_SYNTAX`,
    ]);
  });

  it('are those of its origin that the patterns allow', async () => {
    const site = await serveSite((url) => ({
      '/sitemap.xml': sitemap(
        url,
        '/jeux/a',
        '/jeux/b?print=1',
        '/blog/c',
        'https://elsewhere.example/jeux/d',
      ),
      '/jeux/a': html(dataset({ '@id': 'https://example.org/a' })),
    }));
    const options = { ...pages, include: ['/jeux/*'], exclude: ['*print=*'] };
    const found = await walk(`${site.url}/sitemap.xml`, 'rdf-http', options);
    await site.close();
    expect(inBrief(found)).toEqual(['payload https://example.org/a']);
    expect(site.asked).toEqual(['/sitemap.xml', '/jeux/a']);
  });

  it('may be named by an index of gzipped sitemaps, one of which is lost', async () => {
    const site = await serveSite((url) => ({
      '/index.xml': {
        type: 'application/xml',
        body: `<sitemapindex>${['/1.xml.gz', '/2.xml.gz', '/index.xml'].map((path) => `<sitemap><loc>${url}${path}</loc></sitemap>`).join('')}</sitemapindex>`,
      },
      '/1.xml.gz': { type: 'application/x-gzip', body: gzipSync(sitemap(url, '/a').body) },
      '/2.xml.gz': {
        type: 'application/x-gzip',
        body: gzipSync(sitemap(url, '/b').body).subarray(0, 30),
      },
      '/a': html(dataset({ '@id': 'https://example.org/a' })),
    }));
    const found = await walk(`${site.url}/index.xml`, 'rdf-http', pages);
    await site.close();
    expect(inBrief(found)).toEqual([
      `incomplete ${site.url}/2.xml.gz PARSE_TRUNCATED`,
      'payload https://example.org/a',
    ]);
  });

  it('that ask for a password, lead elsewhere or fail make the walk incomplete; a missing one does not', async () => {
    const site = await serveSite((url) => ({
      '/sitemap.xml': sitemap(url, '/login', '/moved', '/error', '/gone', '/about'),
      '/login': loginPage,
      '/moved': {
        status: 302,
        headers: { location: url.replace('127.0.0.1', 'localhost') },
        body: '',
      },
      '/error': html('', 400),
      '/gone': html('', 410),
      '/about': html('<title>About</title>'),
    }));
    const found = await walk(`${site.url}/sitemap.xml`, 'rdf-http', pages);
    await site.close();
    expect(inBrief(found).map((line) => line.replace(site.url, ''))).toEqual([
      'incomplete /login PARSE_LOGIN_PAGE',
      expect.stringMatching(/^incomplete \/moved /),
      'incomplete /error FETCH_STATUS',
    ]);
  });

  it('in DCAT are read as they stand', async () => {
    const site = await serveSite((url) => ({
      '/sitemap.xml': sitemap(url, '/a'),
      '/a': html(
        `<script type="application/ld+json">${JSON.stringify({
          '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' },
          '@id': 'https://example.org/a',
          '@type': 'dcat:Dataset',
          'dct:title': 'A',
        })}</script>`,
      ),
    }));
    const found = await walk(`${site.url}/sitemap.xml`, 'rdf-http', pages);
    await site.close();
    expect(payloads(found).get('https://example.org/a')?.body).toContain('"A"');
  });
});
