import type { MetricId } from '../model/mqa.ts';
import type { Statements } from './description.ts';

/** What a dimension needs to know besides the description. */
export interface Knowing {
  /** Whether an IRI is a concept of a scheme. */
  readonly isIn: (scheme: string, iri: string) => boolean;
  /** Whether the description meets DCAT-AP. */
  readonly isDcatAp: boolean;
}

/** Questions to one subject, by metric. */
export type Checks = Partial<
  Readonly<Record<MetricId, (subject: Statements, knowing: Knowing) => boolean>>
>;
