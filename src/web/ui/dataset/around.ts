import type { FoundDataset, Overlap } from '../../../model/search.ts';
import type { ConceptNames } from '../facet-names.ts';
import type { TermNames } from '../named-iri.tsx';
import type { Outline } from './outline.ts';

/** What the page shows beside the dataset itself. */
export interface Around {
  readonly outline: Outline;
  readonly related: readonly FoundDataset[];
  readonly overlaps: readonly Overlap[];
  readonly names: ConceptNames;
  readonly terms: TermNames;
  /** Page of variables asked for. */
  readonly variables: number | null;
}
