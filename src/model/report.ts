export type Severity = 'Violation' | 'Warning' | 'Info';

/** One result of SHACL validation (SHACL §3.6.2). IRIs are full; paths are in SHACL's notation. */
export interface ValidationResult {
  readonly severity: Severity;
  readonly focusNode: string;
  /** Property path, or null for a constraint on the node itself. */
  readonly path: string | null;
  readonly component: string;
  readonly value: string | null;
  readonly sourceShape: string | null;
  /** Human message by language; `en` and `fr` when the shapes give both. */
  readonly message: { readonly [language: string]: string };
}

export interface ValidationReport {
  /** Id of the profile, for instance `healthdcat-ap-8`. */
  readonly profile: string;
  /** Access level whose shapes were applied. */
  readonly level: string;
  /** True when there is no result of severity Violation. */
  readonly conforms: boolean;
  readonly results: readonly ValidationResult[];
}
