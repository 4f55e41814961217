import type { IncomingHttpHeaders } from 'node:http';
import { matchesTag } from './negotiate.ts';

/**
 * Whether the client has the present version, so that 304 is the answer. Dates count only for a client that
 * sends no tags (RFC 9110 §13.2.2); they have no fractions of a second.
 */
export function isNotModified(
  headers: IncomingHttpHeaders,
  { etag, modified }: { readonly etag: string; readonly modified?: Date | undefined },
): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return matchesTag(tags, etag);
  const since = headers['if-modified-since'];
  if (since === undefined || modified === undefined) return false;
  return Date.parse(since) >= Math.floor(modified.getTime() / 1000) * 1000;
}
