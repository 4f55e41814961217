import type { CatalogueReader } from '../model/published.ts';
import { element } from './xml.ts';

/** Most addresses of one sitemap file by the protocol are 50,000; a page in two languages is one of them. */
const pagesPerSitemap = 10_000;
const readAtOnce = 500;

/** The index of the sitemaps (sitemaps.org protocol), one per 10,000 datasets. */
export async function sitemapIndex(reader: CatalogueReader, baseUrl: string): Promise<string> {
  const { datasets } = await reader.state();
  const files = Math.max(1, Math.ceil(datasets / pagesPerSitemap));
  const sitemaps = Array.from(
    { length: files },
    (_, n) => `<sitemap>${element('loc', `${baseUrl}/sitemap-${n + 1}.xml`)}</sitemap>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${sitemaps.join('')}</sitemapindex>
`;
}

/** One sitemap, piece by piece: each page with its other language and its last change. */
export async function* sitemap(
  reader: CatalogueReader,
  baseUrl: string,
  number: number,
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
`;
  if (number === 1) yield pageEntry(baseUrl, '/', null);
  const first = ((number - 1) * pagesPerSitemap) / readAtOnce + 1;
  for (let page = first; page < first + pagesPerSitemap / readAtOnce; page += 1) {
    const { items } = await reader.datasets({ page, pageSize: readAtOnce });
    yield items.map(({ id, modified }) => pageEntry(baseUrl, `/datasets/${id}`, modified)).join('');
    if (items.length < readAtOnce) break;
  }
  yield '</urlset>\n';
}

function pageEntry(baseUrl: string, path: string, modified: Date | null): string {
  const versions = ['fr', 'en'].map(
    (language) =>
      `<xhtml:link rel="alternate" hreflang="${language}" href="${baseUrl}/${language}${path}"/>`,
  );
  const lastmod = modified ? element('lastmod', modified.toISOString()) : '';
  return `<url>${element('loc', baseUrl + path)}${lastmod}${versions.join('')}</url>\n`;
}
