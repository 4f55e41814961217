import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { failed, incomplete, problemOfPart } from '../gathered.ts';
import { loadJson } from '../json-page.ts';
import { orderedParallel } from '../ordered-parallel.ts';
import { fetchNadaStudy, nadaPageUrl, readNadaPage } from './nada-api.ts';
import { joinTwins, type Row, type Study } from './nada-twins.ts';

const defaultPageSize = 500;

/**
 * Walks NADA, the survey catalogue behind FReSH and France Cohortes: the whole list first, because a
 * study is two of its rows, `…-fr` and `…-en`, then one request per row.
 */
export async function* gatherNada(
  context: GatherContext,
  {
    pageSize = defaultPageSize,
    maxPages,
  }: { readonly pageSize?: number; readonly maxPages: number },
): AsyncGenerator<Gathered> {
  const { source } = context;
  const list = await readList(context, pageSize, maxPages);
  if (list.problem) yield incomplete(list.url, list.problem);
  // Without its other half a record would overwrite a whole one.
  const studies = joinTwins(list.rows).filter(({ mayMissRows }) => !list.problem || !mayMissRows);
  yield* orderedParallel(studies, source.limits.concurrency, (study) => fetchStudy(study));
  if (list.total !== null && !list.problem) {
    yield { kind: 'announced', total: list.total, walked: list.rows.length };
  }

  async function fetchStudy(study: Study): Promise<Gathered> {
    try {
      return await fetchNadaStudy(study, context);
    } catch (error) {
      return failed(study.remoteKey, source.url, problemOfPart(error, context.signal));
    }
  }
}

interface List {
  readonly rows: readonly Row[];
  readonly total: number | null;
  /** Last page asked for. */
  readonly url: string;
  /** Why the list is not whole, or null. */
  readonly problem: Problem | null;
}

/** Reads the list to its end. Throws when its first page cannot be read. */
async function readList(context: GatherContext, pageSize: number, maxPages: number): Promise<List> {
  const rows = new Map<string, Row>();
  let total: number | null = null;
  let url = '';
  const ended = (problem: Problem | null): List => ({
    rows: [...rows.values()],
    total,
    url,
    problem,
  });
  for (let number = 1; number <= maxPages; number += 1) {
    url = nadaPageUrl(context.source.url, number, pageSize);
    try {
      const page = readNadaPage((await loadJson(context, url)).value);
      const hasNews = addRows(rows, page.rows);
      total = page.total ?? total;
      if (page.rows.length === 0 || rows.size >= (total ?? Infinity)) return ended(null);
      if (!hasNews) return ended(pageLoop(`${url} repeats the rows of earlier pages`));
    } catch (error) {
      if (number === 1) throw error;
      return ended(problemOfPart(error, context.signal));
    }
  }
  return ended(pageLoop(`${maxPages} pages, the limit in options.maxPages, were read`));
}

/** Adds rows by key, and tells whether one was new; where two differ in case alone, the first stays. */
export function addRows(rows: Map<string, Row>, page: readonly Row[]): boolean {
  const known = rows.size;
  for (const row of page) {
    const key = row.key.toLowerCase();
    if (!rows.has(key)) rows.set(key, row);
  }
  return rows.size > known;
}

function pageLoop(what: string): Problem {
  return problemOf(new HarvestError('GATHER_PAGE_LOOP', `${what}; the walk stopped there.`));
}
