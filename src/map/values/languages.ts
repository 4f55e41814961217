import { authority } from '../../rdf/authorities.ts';
import type { Terms } from '../terms.ts';

const address =
  /^https?:\/\/(?:id\.loc\.gov\/vocabulary\/iso639-[12]|(?:www\.)?lexvo\.org\/id\/(?:iso639-[13]|code)|publications\.europa\.eu\/resource\/authority\/language)\/([A-Za-z]{2,3})$/;
const regional = /^([A-Za-z]{2,3})[-_][A-Za-z]{2}$/;

/**
 * Reads a language from a code (fr, fre, fra, fr-FR), a name in French or English, or an address at
 * id.loc.gov, lexvo.org or the EU; gives the concept of the EU language list.
 */
export function languageIri(text: string, terms: Terms): string | undefined {
  if (text.length > 120) return undefined;
  const word = address.exec(text.trim())?.[1] ?? text.trim();
  return terms.concept(authority.language, regional.exec(word)?.[1] ?? word);
}
