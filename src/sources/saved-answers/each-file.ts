import type { GatherContext } from '../../harvest/ports.ts';
import type { Gathered } from '../../model/record.ts';
import { keyMet } from '../gathered.ts';
import { objectOf } from '../json-page.ts';
import { orderedParallel } from '../ordered-parallel.ts';
import { type UnchangedPage, visit } from '../visit.ts';
import {
  brokenFile,
  evidenceOf,
  type Found,
  problemOfFile,
  type ReadFile,
  type SavedList,
} from './answer-file.ts';

const accept = 'application/json, application/xml, */*;q=0.1';

/** Gathers files that can be read one by one; one that did not change is not read again. */
export async function* gatherEach(
  context: GatherContext,
  files: readonly string[],
  read: ReadFile,
): AsyncGenerator<Gathered> {
  const { source } = context;
  const lists: SavedList[] = [];
  const readOne = (url: string) => readFile(context, url, read);
  for await (const found of orderedParallel(files, source.limits.concurrency, readOne)) {
    lists.push(...found.lists);
    yield* found.gathered;
  }
  yield* evidenceOf(lists, source.url);
}

async function readFile(context: GatherContext, url: string, read: ReadFile): Promise<Found> {
  try {
    const visited = await visit(context, url, accept);
    if (visited.kind === 'unchanged') return foundBefore(visited);
    const { gathered, lists } = await read(visited, context);
    const found = gathered.filter(({ kind }) => kind !== 'page');
    // What is broken beyond its records is read again, so that the next run says so again.
    if (found.some(({ kind }) => kind === 'incomplete')) return { gathered: found, lists };
    const gone = found.filter(({ kind }) => kind === 'gone');
    const keys = found.flatMap((item) => (item.kind === 'gone' ? [] : (keyMet(item) ?? [])));
    return { gathered: [...found, visited.remember(keys, { lists, gone })], lists };
  } catch (error) {
    return { gathered: brokenFile(url, problemOfFile(error, context.signal)), lists: [] };
  }
}

function foundBefore({ page, gathered }: UnchangedPage): Found {
  const { lists, gone } = page.rest;
  // Only readFile writes them, and a changed recipe forgets them.
  const [said, left] = [lists, gone] as [readonly SavedList[], readonly Gathered[]];
  return { gathered: [...left.filter((item) => objectOf(item)), ...gathered], lists: said };
}
