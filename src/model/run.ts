import type { Problem } from './problem.ts';

/** What became of one record in one run. */
export type OutcomeKind =
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'deleted'
  | 'quarantined'
  | 'skipped'
  | 'failed';

/** Outcome of one record in one run, with its reason where there is one. */
export interface Outcome {
  readonly remoteKey: string;
  readonly kind: OutcomeKind;
  readonly recordId: string | null;
  /** Why it was quarantined, skipped or failed, or that it joined another record's dataset. */
  readonly problem?: Problem;
  /** Number of SHACL violations. */
  readonly violations?: number;
}

export type OutcomeCounts = { readonly [kind in OutcomeKind]: number };

/** Completeness verdict: only a complete run may delete by absence. */
export type Verdict = 'complete' | 'partial' | 'failed';

export type RunTrigger = 'schedule' | 'request' | 'resume' | 'replay' | 'push';

/** What the completeness verdict of a run rests on. */
export interface Evidence {
  /** Records the source said it holds, and records it delivered; null when it does not say. */
  readonly announced: number | null;
  readonly walked: number | null;
  /** Whether all of the source was walked, and not only its changes. */
  readonly isWhole: boolean;
  /** Parts that could not be read (pages, containers, counts that differ). */
  readonly lost: number;
}

/** One execution for one source. */
export interface HarvestRun {
  readonly id: string;
  readonly sourceId: string;
  readonly trigger: RunTrigger;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** null while it runs; `interrupted` rows carry verdict `failed` and a GATHER_CANCELLED problem. */
  readonly verdict: Verdict | null;
  readonly gathered: number;
  readonly evidence: Evidence;
  readonly counts: OutcomeCounts;
  readonly violations: number;
  /** Missing records waiting for the grace period, and those held by the breaker. */
  readonly missing: number;
  readonly held: number;
  readonly requests: number;
  readonly bytes: number;
  /** Answers 304 Not Modified among the requests. */
  readonly notModified: number;
  /** Requests sent again because the first try failed. */
  readonly retries: number;
  /** Milliseconds that requests waited out of politeness or before another try, summed over all. */
  readonly waitedMs: number;
  /** The cut-off run whose pages need not be asked for again. */
  readonly resumes: string | null;
  /** Problems of the run itself (not of single records), worst first. */
  readonly problems: readonly Problem[];
}

/** A run that somebody asked for. */
export interface RunRequest {
  readonly id: string;
  readonly sourceId: string;
  readonly trigger: 'request' | 'replay';
  readonly at: Date;
  readonly state: 'waiting' | 'running' | 'ended' | 'cancelled';
  /** The run that answers it, or the last that tried to. */
  readonly runId: string | null;
}

export const noEvidence: Evidence = { announced: null, walked: null, isWhole: true, lost: 0 };

export const noOutcomes: OutcomeCounts = {
  created: 0,
  updated: 0,
  unchanged: 0,
  deleted: 0,
  quarantined: 0,
  skipped: 0,
  failed: 0,
};
