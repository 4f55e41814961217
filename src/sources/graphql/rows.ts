import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import { problemOfPart } from '../gathered.ts';
import { ask, type Variables } from './ask.ts';

/** An object of an answer. */
export type Row = Readonly<Record<string, unknown>>;

/** One page of a list. */
export interface RowPage {
  readonly rows: readonly Row[];
  /** Number of rows on all pages, as the server says. */
  readonly total: number | null;
  /** What asks for the next page; null after the last one. */
  readonly next: Variables | null;
}

/** A list that is asked for page by page. */
export interface RowQuery {
  /** What the list is called in sentences. */
  readonly name: string;
  readonly document: string;
  readonly start: Variables;
  readonly keyOf: (row: Row) => string | null;
  /** Throws MAP_UNREADABLE when the answer is no such list. */
  readonly read: (data: Row, asked: Variables) => RowPage;
}

/** Rows by key, as far as they could be read. */
export interface Rows {
  readonly rows: ReadonlyMap<string, Row>;
  readonly total: number | null;
  /** Why the list is not whole, or null. */
  readonly problem: Problem | null;
}

/** Reads a list to its end. Throws when its first page cannot be read. */
export async function readRows(
  context: GatherContext,
  query: RowQuery,
  maxPages: number,
): Promise<Rows> {
  const rows = new Map<string, Row>();
  const asked = new Set<string>();
  let total: number | null = null;
  let next: Variables | null = query.start;
  const ended = (problem: Problem | null): Rows => ({ rows, total, problem });
  while (next !== null) {
    const variables: Variables = next;
    const cursor = JSON.stringify(variables);
    if (asked.has(cursor)) return ended(pageLoop(`A cursor of the ${query.name} came back`));
    if (asked.size >= maxPages) {
      return ended(pageLoop(`${maxPages} pages of the ${query.name}, options.maxPages, were read`));
    }
    asked.add(cursor);
    try {
      const { document } = query;
      const page = query.read(await ask(context, { document, variables }), variables);
      total = page.total ?? total;
      if (page.rows.length === 0) return ended(null);
      if (!addRows(rows, page.rows, query)) {
        return ended(pageLoop(`A page of the ${query.name} repeats those before it`));
      }
      next = page.next;
    } catch (error) {
      if (asked.size === 1) throw error;
      return ended(problemOfPart(error, context.signal));
    }
  }
  return ended(null);
}

/** Adds rows under their keys; the first one with a key stays. */
function addRows(rows: Map<string, Row>, page: readonly Row[], { keyOf, name }: RowQuery): boolean {
  const known = rows.size;
  for (const row of page) {
    const key = keyOf(row);
    if (key === null) throw new HarvestError('MAP_UNREADABLE', `A row of the ${name} has no key.`);
    if (!rows.has(key)) rows.set(key, row);
  }
  return rows.size > known;
}

function pageLoop(what: string): Problem {
  return problemOf(new HarvestError('GATHER_PAGE_LOOP', `${what}; the walk stopped there.`));
}

/** The text under a name, or null when it is none. */
export function textIn(row: Row | null | undefined, name: string): string | null {
  const value = row?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The whole number under a name, or null when it is none. */
export function countIn(row: Row | null | undefined, name: string): number | null {
  const value = row?.[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
