import { authority } from '../../rdf/authorities.ts';
import type { Terms } from '../terms.ts';

const lists = {
  healthCategory: authority.healthCategory,
  healthTheme: authority.healthTheme,
  datasetType: authority.datasetType,
};

/** Reads the code ("MRMR", "cancer_disease") or label of a concept, wherever case or separators drifted. */
export function healthCodeIri(
  list: keyof typeof lists,
  text: string,
  terms: Terms,
): string | undefined {
  return terms.concept(lists[list], text);
}
