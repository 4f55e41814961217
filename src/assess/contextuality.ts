import { dcat, dct } from '../rdf/vocabularies.ts';
import type { Checks } from './checks.ts';
import { has } from './description.ts';

/** Contextuality that a dataset and its distributions share (MQA, 10 of 20 points): either may answer. */
export const sharedContextuality = {
  /** 5 points: a dct:issued, of the dataset or of the distribution. */
  dateIssuedAvailability: (subject) => has(subject, dct.issued),
  /** 5 points: a dct:modified, of the dataset or of the distribution. */
  dateModifiedAvailability: (subject) => has(subject, dct.modified),
} as const satisfies Checks;

/** Contextuality that a distribution answers for (MQA, 10 of 20 points). */
export const contextuality = {
  /** 5 points: a dct:rights. */
  rightsAvailability: (distribution) => has(distribution, dct.rights),
  /** 5 points: a dcat:byteSize. */
  byteSizeAvailability: (distribution) => has(distribution, dcat.byteSize),
} as const satisfies Checks;
