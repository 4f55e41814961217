import { authority } from '../../rdf/authorities.ts';
import { dct, namedNode } from '../../rdf/vocabularies.ts';
import type { Terms } from '../terms.ts';
import { licenceIri } from '../values/licences.ts';
import { fold } from '../values/text.ts';
import type { Statements } from './statements.ts';
import { saidOf } from './texts.ts';

/** Open licences that name no version, so that no list has an IRI for them (folded). */
const openFamilies = new Set([
  'other open',
  'other at',
  'other pd',
  'cc by',
  'cc by sa',
  'public domain',
  'domaine public',
]);
/** What catalogues write where nobody chose a licence (folded). */
const unspecified =
  /^(?:notspecified|(?:license |licence )?not specified|licence non specifiee|other closed)$/;

/**
 * Reads the licence from all the ways a record names it: address, code, title. Data under an open
 * licence is open to everybody, unless the record says something else about access.
 *
 * @returns what to say of it on each distribution, or undefined where no licence is named
 */
export function readLicence(said: Statements, ...values: readonly unknown[]): string | undefined {
  const names = values.flatMap((value) => saidOf(value) ?? []);
  const iri = names
    .map((name) => iriOf(name, said.context.terms))
    .find((each) => each !== undefined);
  if (iri !== undefined || names.some((name) => openFamilies.has(fold(name)))) sayOpen(said);
  return iri ?? names.find((name) => !unspecified.test(fold(name)));
}

function iriOf(name: string, terms: Terms): string | undefined {
  const folded = fold(name);
  // The State's licence has had many addresses, all of which end in its name.
  const isState = folded.includes('etalab') && folded.includes('licence ouverte');
  return licenceIri(isState ? 'licence ouverte' : name, terms);
}

/** Says that everybody has access, unless access is spoken of already. */
export function sayOpen(said: Statements): void {
  if (said.has(said.dataset, dct.accessRights)) return;
  said.say(said.dataset, dct.accessRights, namedNode(`${authority.accessRight}/PUBLIC`));
}
