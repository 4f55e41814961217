import { createHash } from 'node:crypto';
import type { GatherContext, HttpResponse, RememberedPage } from '../harvest/ports.ts';
import type { Gathered } from '../model/record.ts';

/** What asking for a page gave: nothing new, or an answer to read. */
export type Visit = UnchangedPage | ChangedPage;

export interface UnchangedPage {
  readonly kind: 'unchanged';
  readonly page: RememberedPage;
  /** What to yield: its records are present, and its validators may be new. */
  readonly gathered: readonly Gathered[];
}

export interface ChangedPage {
  readonly kind: 'changed';
  readonly response: HttpResponse;
  /** What to yield after the page's records, so that the next run recognises it. */
  readonly remember: (remoteKeys: readonly string[], rest?: Rest) => Gathered;
}

type Rest = Readonly<Record<string, unknown>>;

/**
 * Asks for a page unless it is known to be unchanged: with the validators it had (RFC 9110 §13), and
 * by the digest of its body where the server knows no validators. A page that the cut-off run before
 * this one had stored is not asked for again. Throws as {@link GatherContext.http} does.
 */
export async function visit(
  { http, memory, signal }: GatherContext,
  url: string,
  accept: string,
  expect: readonly number[] = [],
): Promise<Visit> {
  const known = await memory.recall(url);
  if (known?.isFresh) return unchanged(known, known);
  const response = await http.get(url, {
    accept,
    signal,
    headers: validatorsOf(known),
    expect: [304, ...expect],
  });
  if (known && response.status === 304) return unchanged(known, null);
  const page = {
    key: url,
    etag: response.headers['etag'] ?? null,
    lastModified: response.headers['last-modified'] ?? null,
    bodyHash: createHash('sha256').update(response.body).digest('hex'),
  };
  if (known && response.status < 400 && page.bodyHash === known.bodyHash) {
    return unchanged(known, { ...known, ...page });
  }
  return {
    kind: 'changed',
    response,
    remember: (remoteKeys, rest = {}) => ({ kind: 'page', page: { ...page, remoteKeys, rest } }),
  };
}

function validatorsOf(known: RememberedPage | null): Record<string, string> {
  return {
    ...(known?.etag && { 'if-none-match': known.etag }),
    ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
  };
}

function unchanged(known: RememberedPage, renewed: RememberedPage | null): UnchangedPage {
  const present: Gathered = { kind: 'present', remoteKeys: known.remoteKeys };
  const gathered: Gathered[] = known.remoteKeys.length > 0 ? [present] : [];
  if (renewed) {
    const { isFresh: _, ...page } = renewed;
    gathered.push({ kind: 'page', page });
  }
  return { kind: 'unchanged', page: known, gathered };
}
