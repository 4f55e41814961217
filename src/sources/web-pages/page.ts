import type { GatherContext, RememberedPage } from '../../harvest/ports.ts';
import { HarvestError, type Problem } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import type { SitemapEntry } from '../../parse/sitemap.ts';
import { failed, incomplete, keyMet, problemOfPart } from '../gathered.ts';
import { type ChangedPage, visit } from '../visit.ts';
import { datasetsOfPage } from './datasets.ts';

const accept = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1';

/**
 * What one page of a sitemap gives: its records and what to remember of it. Nothing is asked for when
 * the sitemap says that it has not changed since it was read. Never throws but GATHER_CANCELLED.
 */
export async function readWebPage(
  context: GatherContext,
  { address, lastModified }: SitemapEntry,
): Promise<readonly Gathered[]> {
  const known = await context.memory.recall(address);
  const remoteKeys = known?.remoteKeys ?? [];
  if (known && lastModified !== null && isOlder(lastModified, known)) {
    return remoteKeys.length > 0 ? [{ kind: 'present', remoteKeys }] : [];
  }
  try {
    const visited = await visit(context, address, accept, [404, 410]);
    if (visited.kind === 'unchanged') return visited.gathered;
    const { status, headers } = visited.response;
    if (status >= 400) {
      const reason = `The page ${address} answers ${status}.`;
      return remoteKeys.map((remoteKey) => ({ kind: 'gone', remoteKey, reason }));
    }
    const rest = { lastModified, readAt: headers['date'] ?? null };
    return await readRecords(context, address, visited, remoteKeys, rest);
  } catch (error) {
    return unread(address, remoteKeys, problemOfPart(error, context.signal));
  }
}

async function readRecords(
  { source }: GatherContext,
  address: string,
  { response, remember }: ChangedPage,
  knownKeys: readonly string[],
  rest: Readonly<Record<string, unknown>>,
): Promise<readonly Gathered[]> {
  const { origin } = new URL(source.url);
  if (new URL(response.url).origin !== origin) {
    throw new HarvestError(
      'PARSE_LOGIN_PAGE',
      `${address} leads to ${response.url}, which is elsewhere.`,
    );
  }
  const { records, lost } = await datasetsOfPage(response);
  const keys = records.flatMap((record) => keyMet(record) ?? []);
  if (lost === null) return [...records, remember(keys, rest)];
  // A block that cannot be read held the records that are missing now, or new ones.
  const missing = knownKeys.filter((key) => !keys.includes(key));
  if (missing.length > 0) return [...records, ...unread(address, missing, lost)];
  return [...records, failed(address, address, lost), incomplete(address, lost)];
}

function unread(
  address: string,
  remoteKeys: readonly string[],
  problem: Problem,
): readonly Gathered[] {
  if (remoteKeys.length === 0) return [incomplete(address, problem)];
  return remoteKeys.map((remoteKey) => failed(remoteKey, address, problem));
}

/**
 * Tells whether a date of the sitemap is the one that stood there when the page was read, and lies
 * wholly before that: a page may change twice on the day that the sitemap names.
 */
function isOlder(lastModified: string, { rest }: RememberedPage): boolean {
  if (rest['lastModified'] !== lastModified || typeof rest['readAt'] !== 'string') return false;
  return endOf(lastModified) <= Date.parse(rest['readAt']);
}

/** When the year, month, day or moment of a W3C date is over, in milliseconds; NaN for another text. */
function endOf(text: string): number {
  const date = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (!date) return /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  const [, year, month, day] = date;
  if (month === undefined) return Date.UTC(Number(year) + 1);
  if (day === undefined) return Date.UTC(Number(year), Number(month));
  return Date.UTC(Number(year), Number(month) - 1, Number(day) + 1);
}
