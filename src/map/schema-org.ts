import { HarvestError } from '../model/problem.ts';
import { rdf } from '../rdf/vocabularies.ts';
import { dcatAp } from './dcat-ap.ts';
import type { Mapping } from './mapping.ts';

const classes = new Set(['http://schema.org/Dataset', 'https://schema.org/Dataset']);

/**
 * schema.org's Dataset, DataDownload, Organization and what they lead to → HealthDCAT-AP. The mapping
 * `dcat-ap` reads the same; this one refuses records without a schema:Dataset.
 */
export const schemaOrg: Mapping = (document, context) => {
  const isDataset =
    document.kind === 'rdf' &&
    document.quads.some((q) => q.predicate.equals(rdf.type) && classes.has(q.object.value));
  if (isDataset) return dcatAp(document, context);
  throw new HarvestError('MAP_NO_DATASET', `${context.url} describes no schema:Dataset`);
};
