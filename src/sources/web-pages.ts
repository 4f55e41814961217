import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import type { SitemapEntry } from '../parse/sitemap.ts';
import { addressOf } from './address.ts';
import { incomplete } from './gathered.ts';
import { matching } from './name-pattern.ts';
import { orderedParallel } from './ordered-parallel.ts';
import { readWebPage } from './web-pages/page.ts';
import { readSitemaps } from './web-pages/sitemaps.ts';

interface WebPageOptions {
  readonly maxPages: number;
  /** Patterns of path and query; all pages if absent. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/**
 * Gathers the datasets that web pages describe in JSON-LD, in DCAT or schema.org. The pages are those
 * of a sitemap or sitemap index that lie on its origin. A page that cannot be read fails the records
 * it had, or makes the walk incomplete when none are known; one that answers 404 or 410 gives its
 * records up. Throws when the first sitemap cannot be read.
 */
export async function* gatherWebPages(
  context: GatherContext,
  { maxPages, include, exclude = [] }: WebPageOptions,
): AsyncGenerator<Gathered> {
  const { source } = context;
  const { entries, problems } = await readSitemaps(context);
  yield* problems;
  const isIncluded = anyOf(include ?? ['*']);
  const isExcluded = anyOf(exclude);
  const pages = pagesAt(new URL(source.url).origin, entries).filter(({ address }) => {
    const { pathname, search } = new URL(address);
    return isIncluded(pathname + search) && !isExcluded(pathname + search);
  });
  const walked = pages.slice(0, maxPages);
  const read = (page: SitemapEntry) => readWebPage(context, page);
  for await (const found of orderedParallel(walked, source.limits.concurrency, read)) yield* found;
  if (pages.length > walked.length) {
    const sentence = `${source.url} names ${pages.length} pages; options.maxPages allows ${maxPages}.`;
    yield incomplete(source.url, problemOf(new HarvestError('GATHER_OPTION', sentence)));
  }
}

function anyOf(patterns: readonly string[]): (name: string) => boolean {
  const tests = patterns.map(matching);
  return (name) => tests.some((test) => test(name));
}

/** Pages of one origin, each once. */
function pagesAt(origin: string, entries: readonly SitemapEntry[]): readonly SitemapEntry[] {
  const pages = new Map<string, SitemapEntry>();
  for (const entry of entries) {
    const url = addressOf(entry.address);
    if (url?.origin !== origin) continue;
    url.hash = '';
    if (!pages.has(url.href)) pages.set(url.href, { ...entry, address: url.href });
  }
  return [...pages.values()];
}
