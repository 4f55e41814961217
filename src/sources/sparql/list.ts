import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import type { Solution } from '../../parse/sparql-results.ts';
import { problemOfPart } from '../gathered.ts';
import { select } from './ask.ts';
import { listQuery } from './queries.ts';

/** The number that a query binds to `?count`; throws MAP_UNREADABLE when it binds none. */
export async function countOf(context: GatherContext, query: string): Promise<number> {
  const [solution] = await select(context, query);
  const text = solution?.get('count')?.value ?? '';
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new HarvestError('MAP_UNREADABLE', `${context.source.url} did not count its datasets.`);
}

/** The datasets of an endpoint, as far as they could be listed. */
export interface List {
  readonly iris: ReadonlySet<string>;
  /** Datasets without an IRI: they cannot be named in a query. */
  readonly blank: number;
  /** Why the list is not whole, or null. */
  readonly problem: Problem | null;
}

/** Lists datasets page by page until there are `total`. Throws when the first page cannot be read. */
export async function listDatasets(
  context: GatherContext,
  options: {
    readonly graph: string | undefined;
    readonly pageSize: number;
    readonly maxPages: number;
  },
  total: number,
): Promise<List> {
  const iris = new Set<string>();
  const blank = new Set<string>();
  let offset = 0;
  const ended = (problem: Problem | null): List => ({ iris, blank: blank.size, problem });
  for (let page = 0; offset < total; page++) {
    if (page === options.maxPages) return ended(pageLimit(page));
    let rows: readonly Solution[];
    try {
      rows = await select(context, listQuery(options.graph, options.pageSize, offset));
    } catch (error) {
      if (page === 0) throw error;
      return ended(problemOfPart(error, context.signal));
    }
    if (rows.length === 0) break;
    // Fewer rows than asked for may be a limit of the server: the next page begins after them.
    offset += rows.length;
    if (!addDatasets(rows, iris, blank)) return ended(repeatedPage());
  }
  return ended(null);
}

/** Sorts the rows of a page; false when it held nothing new. */
function addDatasets(rows: readonly Solution[], iris: Set<string>, blank: Set<string>): boolean {
  const known = iris.size + blank.size;
  for (const row of rows) {
    const term = row.get('dataset');
    if (term?.kind === 'iri') iris.add(term.value);
    // Its label may mean another node on another page.
    else if (term?.kind === 'blank') blank.add(`${blank.size} ${term.value}`);
  }
  return iris.size + blank.size > known;
}

/** A list that holds the same rows again. */
export function repeatedPage(): Problem {
  return pageLoop('A page of the endpoint repeats those before it');
}

/** A list that is longer than allowed. */
export function pageLimit(pages: number): Problem {
  return pageLoop(`${pages} pages, the limit in options.maxPages, were read`);
}

function pageLoop(what: string): Problem {
  return problemOf(new HarvestError('GATHER_PAGE_LOOP', `${what}; the walk stopped there.`));
}
