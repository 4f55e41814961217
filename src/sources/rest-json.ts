import { type Static, Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { failed, incomplete, problemOfPart } from './gathered.ts';
import type { Entry, JsonApi, ListPage, Row } from './json-api.ts';
import { loadJson } from './json-page.ts';
import { nada } from './nada.ts';
import { checkedOptions } from './options.ts';
import { orderedParallel } from './ordered-parallel.ts';

/** The APIs this connector speaks; another one is an entry here. */
const apis = { nada } satisfies Record<string, JsonApi>;

const options = Type.Object(
  {
    api: Type.Enum(['nada'], { description: 'Which API the source speaks' }),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    maxPages: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most pages of the list; 10,000 if absent' }),
    ),
  },
  { additionalProperties: false },
);

/** Gathers records from a JSON API: the list page by page, then one request per record. */
export const restJson: Connector = {
  options,
  gather: (context) => gatherRecords(context, checkedOptions(options, context.source)),
};

async function* gatherRecords(
  context: GatherContext,
  { api: name, pageSize, maxPages = 10_000 }: Static<typeof options>,
): AsyncGenerator<Gathered> {
  const { source } = context;
  const api: JsonApi = apis[name];
  const list = await readList(context, api, pageSize ?? api.defaultPageSize, maxPages);
  if (list.problem) yield incomplete(list.url, list.problem);
  const entries = api
    .entries(list.rows)
    // Without its other half a record would overwrite a whole one.
    .filter(({ mayMissRows }) => !list.problem || !mayMissRows);
  yield* orderedParallel(entries, source.limits.concurrency, (entry) => fetch(entry));
  if (list.total !== null && !list.problem) {
    yield { kind: 'announced', total: list.total, walked: list.rows.length };
  }

  async function fetch(entry: Entry): Promise<Gathered> {
    try {
      return await api.fetchRecord(entry, context);
    } catch (error) {
      return failed(entry.remoteKey, source.url, problemOfPart(error, context.signal));
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
async function readList(
  context: GatherContext,
  api: JsonApi,
  pageSize: number,
  maxPages: number,
): Promise<List> {
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
    url = api.pageUrl(context.source.url, number, pageSize);
    try {
      const page: ListPage = api.readPage((await loadJson(context, url)).value);
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

/** Adds rows by key; where two differ in case alone, the first stays. */
function addRows(rows: Map<string, Row>, page: readonly Row[]): boolean {
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
