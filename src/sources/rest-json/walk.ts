import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { incomplete, problemOfPart } from '../gathered.ts';
import { nextAddress, pageAddress, rootOf } from './addresses.ts';
import type { ListApi, RowOptions } from './list-api.ts';
import { type ListPage, type ListWalk, type OnwardClues, visitList } from './list-page.ts';
import { gatherVanished } from './vanished.ts';

/** What a source says about the walk over its list. */
export interface ListOptions extends RowOptions {
  readonly pageSize?: number;
  readonly maxPages: number;
  /** Parameters of every page, for instance a filter. */
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Walks the list of an API page by page. Throws when its first page cannot be read; a later one that
 * cannot, pages that repeat and a list longer than the API shows make the walk incomplete.
 */
export async function* walkList(
  context: GatherContext,
  api: ListApi,
  options: ListOptions,
): AsyncGenerator<Gathered> {
  const walk = prepare(context, api, options);
  const addresses = new Set<string>();
  const keys = new Set<string>();
  let total: number | null = null;
  let reached = 0;
  let next: string | null = addressAfter(0, context, api, options);
  while (next !== null) {
    const url: string = next;
    const { page, problem } = await readPage(walk, url, reached, addresses, options.maxPages);
    if (!page) {
      yield incomplete(url, problem);
      return;
    }
    addresses.add(url);
    const known = keys.size;
    for (const key of page.keys) keys.add(key);
    yield* page.gathered();
    const hasNews = page.keys.length === 0 || keys.size > known;
    const end = page.error ?? (hasNews ? null : pageLoop(`${url} repeats rows of earlier pages`));
    if (end !== null) {
      yield incomplete(url, problemOf(end));
      return;
    }
    total = page.total ?? total;
    reached = page.reached;
    next = page.next;
  }
  if (total !== null) yield { kind: 'announced', total, walked: keys.size };
  if (total === null || total === keys.size) yield* gatherVanished(walk, keys);
}

function addressAfter(
  rows: number,
  { source }: GatherContext,
  api: ListApi,
  { query, pageSize = api.pageSize }: ListOptions,
): string {
  const { paging } = api;
  const parameters =
    paging.kind === 'offset' ? paging.parameters(rows, pageSize) : paging.parameters(pageSize);
  return pageAddress(source.url, api, query, parameters);
}

function prepare(context: GatherContext, api: ListApi, options: ListOptions): ListWalk {
  const { paging } = api;
  const size = options.pageSize ?? api.pageSize;
  const onward = ({ url, rows, reached, total, next }: OnwardClues): string | null => {
    if (rows === 0) return null;
    if (paging.kind === 'next-link') return nextAddress(next, url);
    // Without a total only a page of exactly the size asked for can have a successor.
    if (total === null ? rows !== size : reached >= total) return null;
    if (reached + size > (paging.window ?? Infinity)) throw tooLong(url, total, paging.window);
    return addressAfter(reached, context, api, options);
  };
  const root = rootOf(context.source.url, api);
  return { context, api, options, root, met: new Map(), onward };
}

type Reading =
  | { readonly page: ListPage; readonly problem?: never }
  | { readonly page?: never; readonly problem: Problem };

async function readPage(
  walk: ListWalk,
  url: string,
  reached: number,
  addresses: ReadonlySet<string>,
  maxPages: number,
): Promise<Reading> {
  if (addresses.has(url)) {
    return { problem: problemOf(pageLoop(`${url} is named as next page once more`)) };
  }
  if (addresses.size >= maxPages) {
    const sentence = `${maxPages} pages, the limit in options.maxPages, were read`;
    return { problem: problemOf(pageLoop(sentence)) };
  }
  try {
    return { page: await visitList(walk, url, reached) };
  } catch (error) {
    if (addresses.size === 0) throw error;
    return { problem: problemOfPart(error, walk.context.signal) };
  }
}

function pageLoop(what: string): HarvestError {
  return new HarvestError('GATHER_PAGE_LOOP', `${what}; the walk stopped there.`);
}

function tooLong(url: string, total: number | null, window = 0): HarvestError {
  return new HarvestError(
    'GATHER_OPTION',
    `${url} is the last page this API gives: it shows ${window} rows of ${total ?? 'its list'}. Narrow the walk with options.query, or make a source of each part.`,
  );
}
