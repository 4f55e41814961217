import type { TermTables } from '../map/index.ts';
import type { AccessLevel, Localised } from '../model/source.ts';
import type { SharedGraph } from '../rdf/shared-graph.ts';

/** What a Turtle file says. */
export interface TurtleGraph {
  readonly path: string;
  readonly graph: SharedGraph;
}

/** A profile in force: a release of an application profile with its shapes per access level. */
export interface ProfileFiles {
  readonly id: string;
  readonly title: Localised;
  readonly iri: string;
  readonly version: string;
  /** Whether the access levels differ in what they demand. */
  readonly levelled: boolean;
  readonly levels: Readonly<Record<AccessLevel, readonly TurtleGraph[]>>;
  /** SHA-256 of all its files: part of each record's fingerprint. */
  readonly checksum: string;
}

/** A controlled vocabulary. */
export interface VocabularyFile extends TurtleGraph {
  /** Slug: it is published at `{BASE_URL}/vocabularies/{id}`, the base of relative IRIs in it. */
  readonly id: string;
}

/**
 * Profiles and vocabularies, parsed once per process. A worker thread that it is handed to shares
 * the triples and gets a copy of the tables.
 */
export interface Knowledge {
  readonly profiles: readonly ProfileFiles[];
  readonly vocabularies: readonly VocabularyFile[];
  /** What the vocabularies hold, and the alias table: other names of it. */
  readonly terms: TermTables;
  /** SHA-256 of vocabularies and aliases: part of each record's fingerprint. */
  readonly checksum: string;
}
