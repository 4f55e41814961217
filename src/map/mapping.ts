import type { Quad, Term } from '@rdfjs/types';
import type { Note } from '../model/record.ts';
import type { SourceDefaults } from '../model/source.ts';
import type { ParsedDocument } from '../rdf/document.ts';
import type { Terms } from './terms.ts';

export interface MappingContext {
  readonly remoteKey: string;
  readonly url: string;
  /** Language of literals that carry no tag. */
  readonly language: string;
  readonly defaults: SourceDefaults;
  /** What the vocabularies and the alias table say. */
  readonly terms: Terms;
}

/** A description in HealthDCAT-AP terms, before it has its final IRI and while it may hold blank nodes. */
export interface Draft {
  /** The dcat:Dataset. */
  readonly subject: Extract<Term, { termType: 'NamedNode' | 'BlankNode' }>;
  readonly quads: readonly Quad[];
  /** Identifiers the origin gave: DOI, CNIL number, PEF id … They go to adms:identifier. */
  readonly identifiers: readonly string[];
  readonly notes: readonly Note[];
}

/** Source model → HealthDCAT-AP. Pure; throws a HarvestError MAP_* when there is no dataset in it. */
export type Mapping = (document: ParsedDocument, context: MappingContext) => Draft;
