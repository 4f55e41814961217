import { createHash } from 'node:crypto';
import type { GatherContext, HttpResponse } from '../../harvest/ports.ts';
import type { Problem } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { keyMet } from '../gathered.ts';
import { orderedParallel } from '../ordered-parallel.ts';
import { type Visit, visit } from '../visit.ts';
import {
  brokenFile,
  evidenceOf,
  type Found,
  type JoinFiles,
  problemOfFile,
  type SavedList,
} from './answer-file.ts';

const accept = 'application/json, application/xml, application/yaml, */*;q=0.1';

type Attempt =
  | { readonly url: string; readonly visit: Visit }
  | { readonly url: string; readonly problem: Problem };

/**
 * Gathers files whose records are joined from several of them: nothing is read while all files are
 * as they were, and everything once one has changed, came or went.
 */
export async function* gatherJoined(
  context: GatherContext,
  files: readonly string[],
  join: JoinFiles,
): AsyncGenerator<Gathered> {
  const { source, memory } = context;
  const key = `saved-answers:files ${source.url}`;
  const before = await memory.recall(key);
  const attempts = await visitAll(context, files);
  const broken = attempts.filter((each) => 'problem' in each);
  const visits = attempts.flatMap((each) => ('visit' in each ? each.visit : []));
  const isSame = before?.bodyHash === digestOf(files);
  if (before && isSame && visits.every(({ kind }) => kind === 'unchanged')) {
    const { gone, lists } = before.rest;
    // Only the lines below write them, and a changed recipe forgets them.
    yield* gone as readonly Gathered[];
    yield { kind: 'present', remoteKeys: before.remoteKeys };
    yield* visits.flatMap((each) => (each.kind === 'unchanged' ? each.gathered : []));
    yield* broken.flatMap(({ url, problem }) => brokenFile(url, problem));
    yield* evidenceOf(lists as readonly SavedList[], source.url);
    return;
  }
  const { answers, lost } = await readAll(context, visits);
  const failures = [...broken, ...lost];
  const found = join(answers, failures.length === 0, context);
  yield* found.gathered;
  yield* failures.flatMap(({ url, problem }) => brokenFile(url, problem));
  yield* evidenceOf(found.lists, source.url);
  const isSound = !found.gathered.some(({ kind }) => kind === 'incomplete');
  if (isSound && failures.length === 0) yield* remembered(key, files, visits, found);
}

async function visitAll(context: GatherContext, files: readonly string[]): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const ask = async (url: string): Promise<Attempt> => {
    try {
      return { url, visit: await visit(context, url, accept) };
    } catch (error) {
      return { url, problem: problemOfFile(error, context.signal) };
    }
  };
  const { concurrency } = context.source.limits;
  for await (const each of orderedParallel(files, concurrency, ask)) attempts.push(each);
  return attempts;
}

/** The answers of all visits; those that did not change are fetched as well. */
async function readAll({ source, http, signal }: GatherContext, visits: readonly Visit[]) {
  const answers: HttpResponse[] = [];
  const lost: Extract<Attempt, { readonly problem: Problem }>[] = [];
  const fetch = async (each: Visit): Promise<void> => {
    if (each.kind === 'changed') {
      answers.push(each.response);
      return;
    }
    const { key: url } = each.page;
    try {
      answers.push(await http.get(url, { accept, signal }));
    } catch (error) {
      lost.push({ url, problem: problemOfFile(error, signal) });
    }
  };
  for await (const _ of orderedParallel(visits, source.limits.concurrency, fetch));
  return { answers: answers.sort((a, b) => (a.url < b.url ? -1 : 1)), lost };
}

/** The set of files holds the records, and is remembered last. */
function remembered(
  key: string,
  files: readonly string[],
  visits: readonly Visit[],
  { gathered, lists }: Found,
): readonly Gathered[] {
  const gone = gathered.filter(({ kind }) => kind === 'gone');
  const page = {
    key,
    etag: null,
    lastModified: null,
    bodyHash: digestOf(files),
    remoteKeys: gathered.flatMap((item) => (item.kind === 'gone' ? [] : (keyMet(item) ?? []))),
    rest: { lists, gone },
  };
  const changed = visits.flatMap((each) => (each.kind === 'changed' ? each.remember([]) : []));
  return [...changed, { kind: 'page', page }];
}

function digestOf(files: readonly string[]): string {
  return createHash('sha256').update(files.join('\n')).digest('hex');
}
