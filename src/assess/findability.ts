import { dcat, dct } from '../rdf/vocabularies.ts';
import type { Checks } from './checks.ts';
import { has } from './description.ts';

/** Findability of a dataset (MQA, 100 points): what helps people and machines to find it. */
export const findability = {
  /** 30 points: a dcat:keyword; how many there are makes no difference. */
  keywordAvailability: (dataset) => has(dataset, dcat.keyword),
  /** 30 points: a dcat:theme. */
  categoryAvailability: (dataset) => has(dataset, dcat.theme),
  /** 20 points: a dct:spatial. */
  spatialAvailability: (dataset) => has(dataset, dct.spatial),
  /** 20 points: a dct:temporal. */
  temporalAvailability: (dataset) => has(dataset, dct.temporal),
} as const satisfies Checks;
