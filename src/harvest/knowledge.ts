import type { AccessLevel, Localised } from '../model/source.ts';

/** A Turtle file as it was read from disk. */
export interface TurtleFile {
  readonly path: string;
  readonly text: string;
}

/** A profile in force: a release of an application profile with its shapes per access level. */
export interface ProfileFiles {
  readonly id: string;
  readonly title: Localised;
  readonly iri: string;
  readonly version: string;
  /** Whether the access levels differ in what they demand. */
  readonly levelled: boolean;
  readonly levels: Readonly<Record<AccessLevel, readonly TurtleFile[]>>;
  /** SHA-256 of all its files: part of each record's fingerprint. */
  readonly checksum: string;
}

/** A controlled vocabulary as it was read from disk. */
export interface VocabularyFile extends TurtleFile {
  /** Slug: it is published at `{BASE_URL}/vocabularies/{id}`, the base of relative IRIs in it. */
  readonly id: string;
}

/** Profiles and vocabularies, read once and handed to every worker. */
export interface Knowledge {
  readonly profiles: readonly ProfileFiles[];
  readonly vocabularies: readonly VocabularyFile[];
  /** The alias table: other names of what the vocabularies hold. */
  readonly aliases: TurtleFile;
  /** SHA-256 of vocabularies and aliases: part of each record's fingerprint. */
  readonly checksum: string;
}
