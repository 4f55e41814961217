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

/** Profiles and vocabularies, read once and handed to every worker. */
export interface Knowledge {
  readonly profiles: readonly ProfileFiles[];
  readonly vocabularies: readonly TurtleFile[];
}
