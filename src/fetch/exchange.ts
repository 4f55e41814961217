import { type Dispatcher, request } from 'undici';
import type { HttpPost, HttpResponse } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import { retryAfterMs } from '../model/retry-after.ts';
import type { SourceLimits } from '../model/source.ts';
import { acceptedEncodings, readBody, tooLarge } from './body.ts';
import { fetchFailure, shownUrl, statusFailure } from './failure.ts';
import type { Attempt } from './retry.ts';

/** A whole answer may take this many times the longest silence allowed; a slow drip ends there. */
const deadlineFactor = 10;

const triesByStatus: ReadonlyMap<number, number> = new Map([
  [429, 3],
  [500, 2],
  [502, 3],
  [503, 3],
  [504, 3],
]);

const triesByCode: ReadonlyMap<string, number> = new Map([
  ['FETCH_CONNECTION', 3],
  ['FETCH_TIMEOUT', 3],
  ['FETCH_TRUNCATED', 3],
]);

const redirections: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** One answer, or the address where the server says it is. */
export type Answer =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly method: Method;
  /** What to send along; only POST and PUT have one. */
  readonly content: HttpPost | undefined;
  readonly expect: readonly number[];
  readonly limits: SourceLimits;
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal | undefined;
  /** Raised as the exchange goes on. */
  readonly figures: { requests: number; bytes: number };
}

/** Sends one request and reads its whole answer; what goes wrong is a value, except cancellation. */
export async function exchange(options: Exchange): Promise<Attempt<Answer>> {
  const { signal, limits, url } = options;
  const stop = new AbortController();
  const forward = () => stop.abort();
  if (signal?.aborted) stop.abort();
  signal?.addEventListener('abort', forward, { once: true });
  const deadlineMs = limits.timeoutMs * deadlineFactor;
  const timer = setTimeout(() => stop.abort(), deadlineMs);
  try {
    return await converse(options, stop.signal);
  } catch (cause) {
    const shown = shownUrl(url);
    if (signal?.aborted) {
      throw new HarvestError('GATHER_CANCELLED', `Cancelled while fetching ${shown}`, { cause });
    }
    const error = stop.signal.aborted
      ? new HarvestError('FETCH_TIMEOUT', `${shown} took longer than ${deadlineMs / 1000} s`)
      : fetchFailure(cause, url, 'before the answer');
    // A server that drips past the deadline once does so again: trying on would cost the run hours.
    const tries = stop.signal.aborted ? 1 : (triesByCode.get(error.code) ?? 1);
    return { kind: 'failed', error, tries, waitMs: null };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
}

async function converse(options: Exchange, signal: AbortSignal): Promise<Attempt<Answer>> {
  const { url, expect, limits, dispatcher, figures } = options;
  figures.requests++;
  const { statusCode, headers, body } = await request(url, {
    dispatcher,
    signal,
    method: options.method,
    ...(options.content && { body: options.content.body }),
    headers: { ...options.headers, 'accept-encoding': acceptedEncodings },
  });
  // undici destroys what is not read, and then complains about it to this listener.
  body.on('error', () => {});
  const fields = singleFields(headers);
  const location = fields['location'];
  if (redirections.has(statusCode) && location !== undefined) {
    body.destroy();
    return { kind: 'done', result: { kind: 'redirect', status: statusCode, location } };
  }
  const refused = statusCode >= 400 || redirections.has(statusCode);
  if (refused && !expect.includes(statusCode)) {
    body.destroy();
    const waitMs = retryAfterMs(fields['retry-after'], Date.now());
    return {
      kind: 'failed',
      error: statusFailure(statusCode, url, waitMs),
      tries: triesByStatus.get(statusCode) ?? 1,
      waitMs,
    };
  }
  if (Number(fields['content-length']) > limits.maxBytes) {
    body.destroy();
    throw tooLarge(shownUrl(url), limits.maxBytes);
  }
  const bytes = await readBody(body, {
    url: shownUrl(url),
    contentEncoding: fields['content-encoding'] ?? '',
    maxBytes: limits.maxBytes,
    signal,
    onBytes: (count) => {
      figures.bytes += count;
    },
  }).catch((error: unknown) => {
    body.destroy();
    throw fetchFailure(error, url, 'in the body');
  });
  const response: HttpResponse = {
    status: statusCode,
    url: shownUrl(url),
    headers: fields,
    ...contentType(fields['content-type']),
    body: bytes,
  };
  return { kind: 'done', result: { kind: 'response', response } };
}

function singleFields(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const fields: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined)
      fields.push([name.toLowerCase(), typeof value === 'string' ? value : value.join(', ')]);
  }
  return Object.fromEntries(fields);
}

/** Media type and charset of a Content-Type field (RFC 9110 §8.3). */
export function contentType(field: string | undefined): {
  readonly mediaType: string;
  readonly charset: string | undefined;
} {
  const [mediaType = '', ...parameters] = (field ?? '').split(';');
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=', 2);
    if (name.trim().toLowerCase() !== 'charset') continue;
    const charset = value.trim().replace(/^"|"$/g, '').toLowerCase();
    if (charset !== '') return { mediaType: mediaType.trim().toLowerCase(), charset };
  }
  return { mediaType: mediaType.trim().toLowerCase(), charset: undefined };
}
