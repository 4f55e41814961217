import { HarvestError } from '../model/problem.ts';
import { childElements, elementAt, parseXml, textContent } from './xml.ts';

/** One address of a sitemap. */
export interface SitemapEntry {
  readonly address: string;
  /** When it last changed, as the sitemap says it, or null. */
  readonly lastModified: string | null;
}

/** A sitemap: addresses of pages, or of further sitemaps. */
export interface Sitemap {
  readonly kind: 'pages' | 'sitemaps';
  readonly entries: readonly SitemapEntry[];
}

/**
 * Parses a sitemap or a sitemap index in XML, or a text of one address per line (sitemaps.org
 * protocol 0.9). Throws PARSE_* for broken XML, and PARSE_SYNTAX for any other document.
 */
export function parseSitemap(text: string, from: string): Sitemap {
  const body = text.trim();
  if (!body.startsWith('<')) return { kind: 'pages', entries: lines(body, from) };
  if (/^<(?:!doctype html|html)/i.test(body)) {
    throw new HarvestError(
      'PARSE_LOGIN_PAGE',
      `${from} gave a web page where a sitemap was expected`,
    );
  }
  const root = parseXml(body, from);
  const item = { urlset: 'url', sitemapindex: 'sitemap' }[root.name];
  if (item === undefined) {
    throw new HarvestError(
      'PARSE_SYNTAX',
      `${from} is XML, but no sitemap: <${root.name.slice(0, 80)}>`,
    );
  }
  const entries = childElements(root, item).flatMap((child) => {
    const address = textContent(elementAt(child, 'loc'));
    const lastModified = textContent(elementAt(child, 'lastmod'));
    return address === '' ? [] : [{ address, lastModified: lastModified || null }];
  });
  return { kind: item === 'url' ? 'pages' : 'sitemaps', entries };
}

function lines(text: string, from: string): readonly SitemapEntry[] {
  const addresses = text.split(/\r?\n/).flatMap((line) => line.trim() || []);
  if (addresses.every((line) => /^https?:\/\//i.test(line))) {
    return addresses.map((address) => ({ address, lastModified: null }));
  }
  throw new HarvestError('PARSE_SYNTAX', `${from} is neither a sitemap nor a list of addresses`);
}
