import type { GatherContext, HttpResponse } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import { objectOf, readJson } from '../json-page.ts';

/** Values of a query's variables. */
export type Variables = Readonly<Record<string, unknown>>;

/** A GraphQL query (never a mutation) and the values of its variables. */
export interface Query {
  readonly document: string;
  readonly variables: Variables;
}

const mostWords = 300;

/**
 * Asks the source one GraphQL query and returns `data`. Throws FETCH_*, PARSE_*, and FETCH_STATUS
 * with the server's words when the answer holds errors, whatever its status: data beside errors is
 * never whole.
 */
export async function ask(
  { http, source, signal }: GatherContext,
  { document, variables }: Query,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await http.post(source.url, {
    body: JSON.stringify({ query: document, variables }),
    contentType: 'application/json',
    accept: 'application/json',
    isSafe: true,
    signal,
    // Errors of the query itself come with 400 from some servers (GraphQL over HTTP).
    expect: [400],
  });
  return readData(response);
}

/** Reads `data` of an answer; throws PARSE_* and FETCH_STATUS as {@link ask} does. */
export function readData(response: HttpResponse): Readonly<Record<string, unknown>> {
  const { url, status } = response;
  const answer = objectOf(readJson(response));
  const errors = answer?.['errors'];
  if (Array.isArray(errors) && errors.length > 0) {
    throw new HarvestError(
      'FETCH_STATUS',
      `${url} answered ${status} with ${errors.length} GraphQL error(s): ${wordsOf(errors[0])}`,
    );
  }
  const data = objectOf(answer?.['data']);
  if (status < 400 && data) return data;
  const what = status < 400 ? 'JSON without data, so it speaks no GraphQL' : `${status}`;
  throw new HarvestError('FETCH_STATUS', `${url} answered ${what}.`);
}

function wordsOf(error: unknown): string {
  const message = objectOf(error)?.['message'];
  return typeof message === 'string' ? message.slice(0, mostWords) : 'it does not say which';
}
