import { describe, expect, it } from 'vitest';
import { parseSitemap } from '../../../src/parse/sitemap.ts';

const from = 'https://example.org/sitemap.xml';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

describe('a sitemap', () => {
  it('gives its pages with their dates', () => {
    const text = `<?xml version="1.0"?><urlset ${namespace}><url><loc> https://example.org/a?b=1&amp;c=2 </loc>
<lastmod>2026-01-02</lastmod><priority>0.5</priority></url><url><loc>https://example.org/b</loc></url></urlset>`;
    expect(parseSitemap(text, from)).toEqual({
      kind: 'pages',
      entries: [
        { address: 'https://example.org/a?b=1&c=2', lastModified: '2026-01-02' },
        { address: 'https://example.org/b', lastModified: null },
      ],
    });
  });

  it('may be an index, or a text of addresses', () => {
    const index = `<sitemapindex ${namespace}><sitemap><loc>https://example.org/1.xml</loc></sitemap></sitemapindex>`;
    expect(parseSitemap(index, from)).toMatchObject({
      kind: 'sitemaps',
      entries: [{ address: 'https://example.org/1.xml' }],
    });
    expect(
      parseSitemap('https://example.org/a\r\nhttps://example.org/b\n', from).entries,
    ).toHaveLength(2);
  });

  it.each([
    ['<!DOCTYPE html><html><body>Connexion</body></html>', 'PARSE_LOGIN_PAGE'],
    ['<rss version="2.0"></rss>', 'PARSE_SYNTAX'],
    ['not found', 'PARSE_SYNTAX'],
    [`<urlset ${namespace}><url><loc>https://example.org/a`, 'PARSE_TRUNCATED'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><urlset>&b;</urlset>', 'PARSE_UNSAFE'],
  ])('is not seen in %j', (text, code) => {
    expect(() => parseSitemap(text, from)).toThrow(expect.objectContaining({ code }));
  });
});
