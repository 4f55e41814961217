import type { Quad } from '@rdfjs/types';
import type { AccessLevel } from '../../../src/model/source.ts';
import type { Difference } from './comparison.ts';
import type { PropertiesByClass } from './mutations.ts';

/** What the parity tests need to know of a profile. */
export interface ParityProfile {
  /** Id in config/profiles.yaml, and name of the file with the expected findings. */
  readonly id: string;
  /** The levels whose shapes differ. */
  readonly levels: readonly AccessLevel[];
  readonly readOwn: (level: AccessLevel) => readonly Quad[];
  /** Needs ORACLE_DATA. */
  readonly readOfficial: (level: AccessLevel) => readonly Quad[];
  /** A description of a level, with a node of each class and with nothing wrong. */
  readonly describe: (level: AccessLevel) => readonly Quad[];
  /** What is spoilt in it. */
  readonly properties: PropertiesByClass;
  readonly differences: readonly Difference[];
}
