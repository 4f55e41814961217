import { authority } from '../../rdf/authorities.ts';
import type { Terms } from '../terms.ts';

const address =
  /^https?:\/\/(?:publications\.europa\.eu\/resource\/authority\/frequency\/|purl\.org\/cld\/freq\/|purl\.org\/linked-data\/sdmx\/2009\/code#freq-)(\w{1,20})$/;

/**
 * Reads a frequency from a code, a French or English word, an ISO 8601 duration (`P1M`, `R/P1M`) or
 * an address; gives the concept of the EU list. `IRREGULAR` is read as IRREG.
 */
export function frequencyIri(text: string, terms: Terms): string | undefined {
  if (text.length > 120) return undefined;
  const word = address.exec(text.trim())?.[1] ?? text.trim().replace(/^R\//, '');
  return terms.concept(authority.frequency, word);
}
