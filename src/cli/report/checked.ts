import type { ProblemCode } from '../../model/problem.ts';
import type { Localised } from '../../model/source.ts';
import type { PartReport } from '../../validate/document.ts';

/** The profile a report is about. */
export interface ReportedProfile {
  readonly id: string;
  readonly iri: string;
  readonly title: Localised;
  /** Whether its access levels differ in what they demand. */
  readonly levelled: boolean;
}

/** A document that was checked. */
export interface CheckedDocument {
  /** As it was named on the command line. */
  readonly location: string;
  readonly parts: readonly PartReport[];
}

/** A document that could not be read. */
export interface UnreadableDocument {
  readonly location: string;
  readonly problem: {
    readonly code: ProblemCode;
    readonly message: string;
    readonly remedy: string;
  };
}

/** All that one run of `glaneur validate` has to say. */
export interface Report {
  readonly profile: ReportedProfile;
  readonly documents: readonly (CheckedDocument | UnreadableDocument)[];
}

/** Whether nothing in a part violates the profile. */
export function conforms({ results }: PartReport): boolean {
  return results.every(({ severity }) => severity !== 'Violation');
}
