import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { GatherContext, HttpResponse } from '../../harvest/ports.ts';
import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { parseSitemap, type Sitemap, type SitemapEntry } from '../../parse/sitemap.ts';
import { decodeText } from '../../parse/text.ts';
import { addressOf } from '../address.ts';
import { incomplete, problemOfPart } from '../gathered.ts';

/** Most sitemaps below one index. */
const mostSitemaps = 1000;

const unzip = promisify(gunzip);
const accept = 'application/xml, text/xml;q=0.9, text/plain;q=0.5, */*;q=0.1';

interface Pages {
  readonly entries: readonly SitemapEntry[];
  /** Parts of the sitemap that could not be read. */
  readonly problems: readonly Gathered[];
}

/**
 * Reads the sitemap of a source, and those it names where it is an index (two levels at most, as the
 * protocol has them). Throws when the first cannot be read; others that cannot are problems.
 */
export async function readSitemaps(context: GatherContext): Promise<Pages> {
  const { url } = context.source;
  const first = await readSitemap(context, url);
  if (first.kind === 'pages') return { entries: first.entries, problems: [] };
  const { origin } = new URL(url);
  const addresses = new Set<string>();
  for (const { address } of first.entries) {
    const found = addressOf(address, url);
    if (found?.origin === origin && found.href !== url) addresses.add(found.href);
  }
  const entries: SitemapEntry[] = [];
  const problems: Gathered[] = [];
  for (const address of [...addresses].slice(0, mostSitemaps)) {
    try {
      entries.push(...(await readPart(context, address)));
    } catch (error) {
      problems.push(incomplete(address, problemOfPart(error, context.signal)));
    }
  }
  if (addresses.size > mostSitemaps) {
    const sentence = `${url} names ${addresses.size} sitemaps; ${mostSitemaps} are read at most.`;
    problems.push(incomplete(url, problemOf(new HarvestError('PARSE_UNSAFE', sentence))));
  }
  return { entries, problems };
}

async function readPart(context: GatherContext, address: string): Promise<readonly SitemapEntry[]> {
  const { kind, entries } = await readSitemap(context, address);
  if (kind === 'pages') return entries;
  throw new HarvestError('GATHER_PAGE_LOOP', `${address} is an index below an index of sitemaps.`);
}

async function readSitemap(context: GatherContext, url: string): Promise<Sitemap> {
  const response = await context.http.get(url, { accept, signal: context.signal });
  const bytes = await unzipped(response, context.source.limits.maxBytes);
  const { mediaType, charset } = response;
  return parseSitemap(decodeText(bytes, { mediaType, ...(charset && { charset }) }), response.url);
}

/** A sitemap may be a gzip file, whatever the answer's headers say. */
async function unzipped({ url, body }: HttpResponse, maxBytes: number): Promise<Uint8Array> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const isLarge = cause instanceof RangeError;
    throw isLarge
      ? new HarvestError('FETCH_BODY_TOO_LARGE', `${url} unpacks to more than ${maxBytes} bytes.`)
      : new HarvestError('PARSE_TRUNCATED', `${url} is a gzip file that cannot be unpacked.`, {
          cause,
        });
  }
}
