import type { Problem } from './problem.ts';
import type { Quality } from './quality.ts';
import type { Note } from './record.ts';
import type { ValidationReport } from './report.ts';
import type { HarvestRun, Outcome, OutcomeKind, Verdict } from './run.ts';
import type { Localised } from './source.ts';

/** Which runs to read, newest first; what is absent does not restrict. */
export interface RunQuery {
  readonly sourceId?: string | undefined;
  readonly verdict?: Verdict | 'running' | undefined;
  /** Only those after this one in the order. */
  readonly after?: { readonly startedAt: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/** An outcome with its place in the journal: later ones have higher numbers. */
export interface JournalEntry extends Outcome {
  readonly id: number;
}

export type RecordState = 'published' | 'quarantined' | 'failed' | 'deleted';

/** Which records to read, by source and remote key; what is absent does not restrict. */
export interface RecordQuery {
  readonly sourceIds?: readonly string[] | undefined;
  readonly state?: RecordState | undefined;
  /** What became of the last attempt. */
  readonly outcome?: OutcomeKind | undefined;
  /** Part of the remote key or of a title, in letters of either case. */
  readonly text?: string | undefined;
  /** Only those after this one in the order. */
  readonly after?: { readonly sourceId: string; readonly remoteKey: string } | undefined;
  readonly limit: number;
}

/** A record as lists show it. */
export interface RecordOverview {
  readonly id: string;
  readonly sourceId: string;
  readonly remoteKey: string;
  readonly iri: string | null;
  readonly title: Localised | null;
  readonly state: RecordState;
  readonly lastOutcome: OutcomeKind;
  readonly problem: Problem | null;
  /** What validation found first of a record that it kept back. */
  readonly violation: Localised | null;
  readonly missingSince: Date | null;
  readonly heldSince: Date | null;
  readonly changedAt: Date;
}

/** What is kept of a version of a record. */
export interface RecordVersion {
  readonly number: number;
  readonly contentHash: string;
  readonly runId: string | null;
  readonly at: Date;
}

/** A record with all that is kept of it, its payload and triples apart. */
export interface RecordDetails extends RecordOverview {
  readonly firstSeenAt: Date;
  readonly firstPublishedAt: Date | null;
  /** Id of the record whose dataset it joined. */
  readonly mergedInto: string | null;
  readonly payload: {
    readonly mediaType: string;
    readonly url: string;
    readonly bytes: number;
    readonly fetchedAt: Date;
  } | null;
  /** Of a deleted record that was published. */
  readonly tombstone: { readonly at: Date; readonly reason: string } | null;
  /** Newest first. */
  readonly versions: readonly RecordVersion[];
}

/** What validation and assessment said of the last attempt that reached them. */
export interface StoredReport {
  readonly runId: string | null;
  readonly at: Date;
  readonly report: ValidationReport;
  readonly quality: Quality;
  readonly notes: readonly Note[];
}

/** Runs and records, as admins read them. */
export interface Journal {
  runs(query: RunQuery): Promise<readonly HarvestRun[]>;
  run(id: string): Promise<HarvestRun | null>;
  /** Outcomes of a run of a higher number, in their order; of one kind where it is named. */
  outcomes(
    runId: string,
    after: number,
    limit: number,
    kind?: OutcomeKind,
  ): Promise<readonly JournalEntry[]>;
  records(query: RecordQuery): Promise<readonly RecordOverview[]>;
  record(id: string): Promise<RecordDetails | null>;
  report(id: string): Promise<StoredReport | null>;
  payload(id: string): Promise<{ readonly body: string; readonly mediaType: string } | null>;
  /** N-Triples of a version. */
  version(id: string, number: number): Promise<string | null>;
}
