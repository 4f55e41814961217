import { createHash } from 'node:crypto';
import type { GatherContext } from '../../harvest/ports.ts';
import type { Gathered } from '../../model/record.ts';
import { failed, keyMet, keysMet, problemOfPart } from '../gathered.ts';
import { objectOf, readJson } from '../json-page.ts';
import { orderedParallel } from '../ordered-parallel.ts';
import { type ChangedPage, type UnchangedPage, visit } from '../visit.ts';
import type { ListApi, RowOptions, RowReading } from './list-api.ts';
import { keyOf, recordOfRow } from './row-records.ts';

/** What stays the same from page to page of one walk. */
export interface ListWalk {
  readonly context: GatherContext;
  readonly api: ListApi;
  readonly options: RowOptions;
  readonly root: string;
  /** Digests of the descriptions met, by key. */
  readonly met: Map<string, string>;
  /** Where the page after an answer is; throws when it must not be asked. */
  readonly onward: (answer: OnwardClues) => string | null;
}

/** What tells where the next page is. */
export interface OnwardClues {
  readonly url: string;
  /** Rows of this page. */
  readonly rows: number;
  /** Rows of this page and all before it. */
  readonly reached: number;
  readonly total: number | null;
  readonly next: unknown;
}

/** One page of a list, before its records are yielded. */
export interface ListPage {
  /** Keys of all rows, those that are no records of the source included. */
  readonly keys: readonly string[];
  /** Rows of this page and all before it. */
  readonly reached: number;
  readonly total: number | null;
  readonly next: string | null;
  /** Why the list cannot be followed beyond this page. */
  readonly error: unknown;
  readonly gathered: () => AsyncIterable<Gathered> | Iterable<Gathered>;
}

/** Visits the page of a list after `before` rows. Throws FETCH_*, PARSE_*, MAP_UNREADABLE. */
export async function visitList(walk: ListWalk, url: string, before: number): Promise<ListPage> {
  const visited = await visit(walk.context, url, walk.api.accept ?? 'application/json');
  return visited.kind === 'unchanged'
    ? unchangedPage(visited, before)
    : changedPage(walk, url, visited, before);
}

/** What a page's memory holds beside the keys of its records. */
interface Rest {
  readonly next: string | null;
  readonly total: number | null;
  readonly rows: number;
  /** Reasons of the records declared gone, by key. */
  readonly gone: Readonly<Record<string, unknown>>;
  readonly skipped: readonly unknown[];
}

function restOf({ page: { rest } }: UnchangedPage): Rest {
  const { next, total, rows, gone, skipped } = rest;
  return {
    next: typeof next === 'string' ? next : null,
    total: typeof total === 'number' ? total : null,
    rows: typeof rows === 'number' ? rows : 0,
    gone: objectOf(gone) ?? {},
    skipped: Array.isArray(skipped) ? skipped : [],
  };
}

function unchangedPage(visited: UnchangedPage, before: number): ListPage {
  const { next, total, rows, gone, skipped } = restOf(visited);
  const reasons = Object.entries(gone);
  const met = visited.gathered.flatMap(keysMet);
  return {
    keys: [...met, ...reasons.map(([key]) => key), ...skipped.map(String)],
    reached: before + rows,
    total,
    next,
    error: null,
    *gathered() {
      for (const [remoteKey, reason] of reasons) {
        yield { kind: 'gone', remoteKey, reason: String(reason) };
      }
      yield* visited.gathered;
    },
  };
}

function changedPage(walk: ListWalk, url: string, visited: ChangedPage, before: number): ListPage {
  const { rows, total, next: link } = walk.api.readList(readJson(visited.response));
  const readings = rows.map((row) => walk.api.readRow(row, walk.options));
  const keys = readings.map((row, place) => keyOf(row, rows[place]));
  const reached = before + rows.length;
  let next: string | null = null;
  let error: unknown = null;
  try {
    next = walk.onward({ url, rows: rows.length, reached, total, next: link });
  } catch (thrown) {
    error = thrown;
  }
  return { keys, reached, total, next, error, gathered: () => gatherRows() };

  async function* gatherRows(): AsyncGenerator<Gathered> {
    const remoteKeys: string[] = [];
    const gone: Record<string, string> = {};
    const { concurrency } = walk.context.source.limits;
    const places = readings.map((reading, place) => ({ reading, key: keys[place] ?? '' }));
    const read = ({ reading, key }: (typeof places)[number]) => gatherRow(walk, url, key, reading);
    for await (const found of orderedParallel(places, concurrency, read)) {
      for (const item of found) {
        const key = keyMet(item);
        if (item.kind === 'gone') gone[item.remoteKey] = item.reason;
        else if (key !== null) remoteKeys.push(key);
        else remoteKeys.push(...keysMet(item));
        yield item;
      }
    }
    const skipped = readings.flatMap((row) => (row.kind === 'skipped' ? [row.key] : []));
    const rest: Rest = { next, total, rows: rows.length, gone, skipped };
    if (error === null) yield visited.remember(remoteKeys, { ...rest });
  }
}

async function gatherRow(
  walk: ListWalk,
  pageUrl: string,
  key: string,
  row: RowReading,
): Promise<readonly Gathered[]> {
  const url = walk.api.recordUrl(walk.root, key);
  if (row.kind === 'listed') return fetchListed(walk, url, row.key, row.mark);
  return recordOfRow(row, key, { page: pageUrl, record: url }).filter((found) =>
    isNew(walk, found),
  );
}

/** A row that slipped from an earlier page to this one while the list was read is one record. */
function isNew({ met }: ListWalk, found: Gathered): boolean {
  if (found.kind !== 'payload') return true;
  const { remoteKey, body } = found.payload;
  const digest = createHash('sha256').update(body).digest('base64');
  if (met.get(remoteKey) === digest) return false;
  met.set(remoteKey, digest);
  return true;
}

/** A record whose mark is the remembered one is not asked for again. */
async function fetchListed(
  { api, context, met }: ListWalk,
  url: string,
  key: string,
  mark: string | null,
): Promise<readonly Gathered[]> {
  if (!api.fetchRecord || met.has(key)) return [];
  met.set(key, '');
  try {
    const known = await context.memory.recall(url);
    if (known && mark !== null && known.rest['mark'] === mark) {
      return [{ kind: 'present', remoteKeys: [key] }];
    }
    const found = await api.fetchRecord(context, url, key);
    if (mark === null || found.kind !== 'payload') return [found];
    const bodyHash = createHash('sha256').update(found.payload.body).digest('hex');
    const page = {
      key: url,
      etag: null,
      lastModified: null,
      bodyHash,
      remoteKeys: [key],
      rest: { mark },
    };
    return [found, { kind: 'page', page }];
  } catch (error) {
    return [failed(key, url, problemOfPart(error, context.signal))];
  }
}
