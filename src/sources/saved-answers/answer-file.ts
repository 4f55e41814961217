import type { GatherContext, HttpResponse } from '../../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { failed, incomplete, problemOfPart } from '../gathered.ts';
import type { ChangedPage } from '../visit.ts';

/** What the list in a saved answer says about itself. */
export interface SavedList {
  readonly rows: number;
  /** Rows of the whole list, of which the answer may be one page. */
  readonly total: number | null;
  /** Whether the answer names a page after it. */
  readonly leadsOn: boolean;
}

/** What files hold. */
export interface Found {
  readonly gathered: readonly Gathered[];
  /** Of the answers that are pages of a list, not single records. */
  readonly lists: readonly SavedList[];
}

/** Reads one file alone; throws PARSE_*, MAP_UNREADABLE, or FETCH_STATUS for a saved refusal. */
export type ReadFile = (visited: ChangedPage, context: GatherContext) => Promise<Found>;

/**
 * Reads files whose records belong together. `isWhole` is false when another file could not be had.
 * A broken file is a failure among what it returns.
 */
export type JoinFiles = (
  files: readonly HttpResponse[],
  isWhole: boolean,
  context: GatherContext,
) => Found;

/** Says that a file could not be read: what it described is unknown, so absence proves nothing. */
export function brokenFile(url: string, problem: Problem): readonly Gathered[] {
  return [failed(url, url, problem), incomplete(url, problem)];
}

/** The problem of one file. A saved refusal blames no option: there is none that asks for it. */
export function problemOfFile(error: unknown, signal: AbortSignal): Problem {
  const problem = problemOfPart(error, signal);
  if (problem.code !== 'GATHER_OPTION') return problem;
  return problemOf(new HarvestError('FETCH_STATUS', problem.message));
}

/**
 * What the lists prove together: pages of one list announce the same total, and add up to it when
 * all of them were saved. Without a total, one page must be a last one.
 */
export function* evidenceOf(lists: readonly SavedList[], url: string): Generator<Gathered> {
  const pages = new Map<number, number>();
  let isOpen = false;
  let hasEnd = false;
  for (const { rows, total, leadsOn } of lists) {
    if (total === null) {
      isOpen ||= leadsOn;
      hasEnd ||= !leadsOn;
    } else if (rows === total) yield { kind: 'announced', total, walked: rows };
    else pages.set(total, (pages.get(total) ?? 0) + rows);
  }
  for (const [total, walked] of pages) yield { kind: 'announced', total, walked };
  if (!isOpen || hasEnd) return;
  const sentence = `${url} holds an answer with a page after it, but not the last page.`;
  yield incomplete(url, problemOf(new HarvestError('GATHER_COUNT_MISMATCH', sentence)));
}
