import type { Problem } from './problem.ts';
import type { Note } from './record.ts';
import type { ValidationReport } from './report.ts';

/** What a harvest would do with one record; triples are lines of N-Triples. */
export interface RecordPreview {
  readonly remoteKey: string;
  readonly outcome:
    | 'create'
    | 'update'
    | 'unchanged'
    | 'quarantine'
    | 'fail'
    | 'delete'
    | 'incomplete';
  readonly iri: string | null;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly report: ValidationReport | null;
  readonly notes: readonly Note[];
  readonly problem: Problem | null;
}
