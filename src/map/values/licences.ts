import { authority } from '../../rdf/authorities.ts';
import { fold } from './text.ts';

const creativeCommons =
  /^(?:https?:\/\/creativecommons\.org\/licenses\/|cc[ -])(by(?:-nc)?(?:-sa|-nd)?)[/ -](\d)\.(\d)(?:\/.{0,40})?$/i;

/** Folded names and addresses of other licences, by code of the EU list. */
const names = new Map<string, string>([
  ['cc0', 'CC0'],
  ['cc zero', 'CC0'],
  ['creativecommons org publicdomain zero 1 0', 'CC0'],
  ['odbl', 'ODC_BL'],
  ['odc odbl', 'ODC_BL'],
  ['open database license', 'ODC_BL'],
  ['open data commons open database license odbl', 'ODC_BL'],
  ['opendatacommons org licenses odbl', 'ODC_BL'],
  ['opendatacommons org licenses odbl 1 0', 'ODC_BL'],
  ['odc by', 'ODC_BY'],
  ['opendatacommons org licenses by', 'ODC_BY'],
  ['opendatacommons org licenses by 1 0', 'ODC_BY'],
  ['odc pddl', 'ODC_PDDL'],
  ['opendatacommons org licenses pddl', 'ODC_PDDL'],
  ['opendatacommons org licenses pddl 1 0', 'ODC_PDDL'],
]);

/**
 * Reads a licence from its usual name or address; gives the concept of the EU licence list, or the
 * licence's own address where that list has none (Licence Ouverte 2.0 of Etalab). Undefined for
 * words such as "License Not Specified".
 */
export function licenceIri(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 200) return undefined;
  const cc = creativeCommons.exec(trimmed);
  if (cc) {
    const [, kind = '', major = '', minor = ''] = cc;
    const [by, ...rest] = kind.toUpperCase().split('-');
    return `${authority.licence}/CC_${by}${rest.join('')}_${major}_${minor}`;
  }
  const folded = fold(trimmed.replace(/^https?:\/\/(?:www\.)?/i, ''));
  const code = names.get(folded);
  if (code) return `${authority.licence}/${code}`;
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
