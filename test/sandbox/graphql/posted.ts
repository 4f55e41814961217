import type { Answer } from '../server.ts';
import type { Edits } from '../switches.ts';

/** A GraphQL request as a client posts it. */
export interface PostedQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Reads a posted request; null when it is none. */
export function readPosted(posted: string): PostedQuery | null {
  try {
    const { query, variables = {} } = JSON.parse(posted);
    return typeof query === 'string' ? { query, variables: Object(variables) } : null;
  } catch {
    return null;
  }
}

/** A JSON answer. */
export function json(value: unknown, status = 200): Answer {
  return {
    status,
    contentType: 'application/json;charset=utf-8',
    body: JSON.stringify(value),
  };
}

/** Errors of the query, which GraphQL servers send with 200. */
export function graphqlError(message: string): Answer {
  return json({ errors: [{ message }], data: null });
}

/** Title of an entity after the edits of a test. */
export function titleAfter(edits: Edits, key: string, title: string): string {
  const changes = edits.changed.get(key);
  return changes === undefined ? title : `${title} (révision ${changes})`;
}
