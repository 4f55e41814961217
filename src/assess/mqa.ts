import { bitsOf, type DistributionFacts, type MetricId, type MqaFacts } from '../model/mqa.ts';
import { dcat } from '../rdf/vocabularies.ts';
import { accessibility, linksOf } from './accessibility.ts';
import type { Checks, Knowing } from './checks.ts';
import { contextuality, sharedContextuality } from './contextuality.ts';
import type { Description, Statements } from './description.ts';
import { findability } from './findability.ts';
import { datasetInteroperability, interoperability } from './interoperability.ts';
import { datasetReusability, reusability } from './reusability.ts';

const ofDataset = bound({
  ...findability,
  ...datasetInteroperability,
  ...datasetReusability,
  ...sharedContextuality,
});
const ofDistribution = bound({
  ...accessibility,
  ...interoperability,
  ...reusability,
  ...contextuality,
  ...sharedContextuality,
});

/**
 * Puts the questions of the Metadata Quality Assessment of data.europa.eu to a description. Points are
 * added up by `evaluate`, which also knows the links.
 */
export function assessMqa({ dataset, distributions }: Description, knowing: Knowing): MqaFacts {
  return {
    dataset: answer(ofDataset, dataset, knowing),
    distributions: distributions.map(
      (distribution): DistributionFacts => ({
        met: answer(ofDistribution, distribution, knowing),
        accessUrls: linksOf(distribution, dcat.accessURL),
        downloadUrls: linksOf(distribution, dcat.downloadURL),
      }),
    ),
  };
}

type Bound = readonly (readonly [bit: number, check: NonNullable<Checks[MetricId]>])[];

/** Checks by their bits, looked up once. */
function bound(checks: Checks): Bound {
  return Object.entries(checks).map(
    // Object.entries forgets that its keys are the metrics' names.
    ([id, check]) => [bitsOf([id as MetricId]), check] as const,
  );
}

function answer(checks: Bound, subject: Statements, knowing: Knowing): number {
  return checks.reduce((met, [bit, check]) => (check(subject, knowing) ? met | bit : met), 0);
}
