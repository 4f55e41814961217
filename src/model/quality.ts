import type { MqaFacts } from './mqa.ts';

/** Quality of one description; shares are 0 to 1. */
export interface Quality {
  /** Share of the profile's mandatory Dataset properties that are present. */
  readonly mandatory: number;
  /** Share of the profile's recommended Dataset properties that are present. */
  readonly recommended: number;
  /** Languages in which both a title and a description exist. */
  readonly languages: readonly string[];
  /** Mandatory or recommended properties that are absent, as compact names. */
  readonly missing: readonly string[];
  /** Answers to the metrics of the Metadata Quality Assessment. */
  readonly mqa: MqaFacts;
  /** Last day on which the holder says it was issued or modified, `2026-01-31`; null when it does not. */
  readonly statedOn: string | null;
}
