import type { Quad } from '@rdfjs/types';
import type { AccessLevel } from '../model/source.ts';
import { authority } from '../rdf/authorities.ts';
import { dcat, dct, rdf } from '../rdf/vocabularies.ts';

/** The access levels, from the least demanding to the most demanding. */
export const accessLevels = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'] as const satisfies AccessLevel[];

const levelByIri: ReadonlyMap<string, AccessLevel> = new Map(
  accessLevels.map((level) => [`${authority.accessRight}/${level}`, level]),
);

/**
 * Chooses the access level whose shapes a description is checked against, from the dct:accessRights
 * of its datasets. None, an unknown one or several different ones give NON_PUBLIC, the most
 * demanding level, whose shapes then report what is wrong with them.
 */
export function chooseLevel(quads: Iterable<Quad>): { readonly level: AccessLevel } {
  const datasets = new Set<string>();
  const rights: Quad[] = [];
  for (const quad of quads) {
    if (quad.predicate.equals(rdf.type) && quad.object.equals(dcat.Dataset))
      datasets.add(quad.subject.value);
    else if (quad.predicate.equals(dct.accessRights)) rights.push(quad);
  }
  const declared = new Set<string>();
  for (const { subject, object } of rights)
    if (datasets.has(subject.value)) declared.add(object.value);
  const [only] = declared;
  return {
    level: (declared.size === 1 && only && levelByIri.get(only)) || 'NON_PUBLIC',
  };
}
