import type { DeletionPolicy } from './source.ts';

/** A stored record of the source that the run did not see, or that the source says is gone. */
export interface Candidate {
  readonly recordId: string;
  /** Since when complete runs have missed it; null: seen until now. */
  readonly missingSince: Date | null;
  /** The source itself said that it is gone: no grace. */
  readonly explicit: boolean;
}

export interface Retirement {
  readonly remove: readonly string[];
  /** Newly or still missing, within the grace period. */
  readonly wait: readonly string[];
  /** Due, but too many at once: an admin decides. */
  readonly hold: readonly string[];
}

const dayMs = 86_400_000;

/**
 * Decides which candidates are deleted now, wait, or are held. Absence needs the grace period to
 * pass; an explicit signal does not; neither passes the breaker of max(floor, maxShare × total).
 */
export function decideRetirement(
  candidates: readonly Candidate[],
  total: number,
  policy: DeletionPolicy,
  now: Date,
): Retirement {
  const isDue = (candidate: Candidate) =>
    candidate.explicit ||
    (candidate.missingSince !== null &&
      now.getTime() - candidate.missingSince.getTime() >= policy.graceDays * dayMs);
  const due = candidates.filter(isDue).map((candidate) => candidate.recordId);
  const wait = candidates.filter((candidate) => !isDue(candidate)).map(({ recordId }) => recordId);
  const limit = Math.max(policy.floor, Math.floor(policy.maxShare * total));
  return due.length > limit ? { remove: [], wait, hold: due } : { remove: due, wait, hold: [] };
}
