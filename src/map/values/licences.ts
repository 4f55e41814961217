import { authority } from '../../rdf/authorities.ts';
import type { Terms } from '../terms.ts';
import { fold } from './text.ts';

const creativeCommons =
  /^(?:https?:\/\/creativecommons\.org\/licenses\/|cc[ -])(by(?:-nc)?(?:-sa|-nd)?)[/ -](\d)\.(\d)(?:\/.{0,40})?$/i;

/**
 * Reads a licence from its usual name or address; gives the concept of the EU licence list, or the
 * licence's own address where that list has none (Licence Ouverte 2.0 of Etalab). Undefined for
 * words such as "License Not Specified".
 */
export function licenceIri(text: string, terms: Terms): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 200) return undefined;
  const cc = creativeCommons.exec(trimmed);
  if (cc) {
    const [, kind = '', major = '', minor = ''] = cc;
    const [by, ...rest] = kind.toUpperCase().split('-');
    return `${authority.licence}/CC_${by}${rest.join('')}_${major}_${minor}`;
  }
  const folded = fold(trimmed.replace(/^https?:\/\/(?:www\.)?/i, ''));
  const listed = terms.concept(authority.licence, trimmed);
  if (listed !== undefined) return listed;
  return isOpenLicence(folded)
    ? 'https://www.etalab.gouv.fr/licence-ouverte-open-licence'
    : undefined;
}

function isOpenLicence(folded: string): boolean {
  const short = new Set(['lov1', 'lov2', 'fr lo', 'etalab 2 0', 'etalab 1 0', 'etalab']);
  return (
    short.has(folded) ||
    folded.startsWith('licence ouverte') ||
    folded.startsWith('etalab gouv fr licence ouverte')
  );
}
