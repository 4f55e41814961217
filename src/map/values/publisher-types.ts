import { authority } from '../../rdf/authorities.ts';
import type { Terms } from '../terms.ts';

/** The HDEU publisher type for a code of that list or an older one; others come back under the list. */
export function publisherTypeIri(code: string, terms: Terms): string {
  return terms.concept(authority.publisherType, code) ?? `${authority.publisherType}/${code}`;
}
