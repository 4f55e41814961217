import type { GatherContext, HttpResponse } from '../harvest/ports.ts';
import { parseJson } from '../parse/json.ts';
import { decodeText } from '../parse/text.ts';
import { refuseWebPage } from './web-page.ts';

/** One fetched JSON document. */
export interface JsonPage {
  readonly status: number;
  readonly url: string;
  readonly value: unknown;
}

/** Fetches one JSON document; throws FETCH_*, PARSE_*. Statuses in `expect` are read like others. */
export async function loadJson(
  { http, signal }: GatherContext,
  url: string,
  expect: readonly number[] = [],
): Promise<JsonPage> {
  const response = await http.get(url, { accept: 'application/json', signal, expect });
  return { status: response.status, url: response.url, value: readJson(response) };
}

/** The JSON document an answer holds; throws PARSE_*. */
export function readJson(response: HttpResponse): unknown {
  refuseWebPage(response);
  const { mediaType, charset } = response;
  return parseJson(decodeText(response.body, { mediaType, ...(charset && { charset }) }));
}

/** The value as an object with unknown members, or null when it is none. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  // An object that is neither null nor an array has string keys.
  return value as Readonly<Record<string, unknown>>;
}

/** A count, also one written as a string; null for anything else. */
export function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}
