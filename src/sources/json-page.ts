import type { GatherContext } from '../harvest/ports.ts';
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
  refuseWebPage(response);
  const { status, mediaType, charset } = response;
  const text = decodeText(response.body, { mediaType, ...(charset && { charset }) });
  return { status, url: response.url, value: parseJson(text) };
}

/** The value as an object with unknown members, or null when it is none. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  // An object that is neither null nor an array has string keys.
  return value as Readonly<Record<string, unknown>>;
}
