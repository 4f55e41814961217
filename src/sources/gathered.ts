import { HarvestError, type Problem, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';

/** One record that exists but could not be read. */
export function failed(remoteKey: string, url: string, problem: Problem): Gathered {
  return { kind: 'failed', remoteKey, url, problem };
}

/** A part of the source that could not be read. */
export function incomplete(url: string, problem: Problem): Gathered {
  return { kind: 'incomplete', url, problem };
}

/**
 * The problem of one part of a walk, so that the rest can go on. A cancelled run has no such
 * problems: then the error is thrown again, as GATHER_CANCELLED.
 */
export function problemOfPart(error: unknown, signal: AbortSignal): Problem {
  if (!signal.aborted) return problemOf(error);
  if (error instanceof HarvestError && error.code === 'GATHER_CANCELLED') throw error;
  throw new HarvestError('GATHER_CANCELLED', 'The run was cancelled while it gathered.', {
    cause: error,
  });
}

/** Remote key of the record that was met, whatever became of it, or null for what is no record. */
export function keyMet(found: Gathered): string | null {
  if (found.kind === 'payload') return found.payload.remoteKey;
  return found.kind === 'failed' || found.kind === 'gone' ? found.remoteKey : null;
}

/** Remote keys of all records that were met. */
export function keysMet(found: Gathered): readonly string[] {
  if (found.kind === 'present') return found.remoteKeys;
  const key = keyMet(found);
  return key === null ? [] : [key];
}
