import type { Study } from './data/studies.ts';
import { type StudyHolder, studyHolders } from './data/study-holders.ts';
import { variationHolders } from './data/study-variations.ts';
import { person } from './nada-words.ts';

/** Organisations that hold a study, the coordinating one first. */
export function holdersOf(study: Study): readonly StudyHolder[] {
  return study.holders.map(
    (code) => studyHolders[code] ?? variationHolders[code] ?? { name: code.toUpperCase() },
  );
}

/** ROR and SIREN links of an organisation, in a role. */
export function identifiers({ ror, siren }: StudyHolder, role?: string): object[] {
  const withRole = role === undefined ? {} : { role };
  return [
    ...(ror === undefined ? [] : [{ title: 'ROR', uri: ror, ...withRole }]),
    ...(siren === undefined ? [] : [{ title: 'SIREN', uri: siren, ...withRole }]),
  ];
}

/** A contact of a study; the number decides how its e-mail field is spoilt. */
export function contact(study: Study, number: number, holder: StudyHolder): object {
  const address = `contact@${study.key.toLowerCase()}.example.org`;
  // An ORCID or a name in the e-mail field, or no e-mail at all, as in the portal's own records.
  const email = ['', '0000-0000-0000-0000', `Secrétariat <${address}>`][number % 9] ?? address;
  return {
    name: person,
    lastname: 'NOM',
    firstname: 'Prénom',
    type: 'contact',
    email,
    affiliationName: holder.name,
    contactPointLabo: '',
    extlink: identifiers(holder, 'organisation id'),
  };
}

/** A contact without any content. */
export const phantomContact = {
  name: ';',
  lastname: '',
  firstname: '',
  type: 'contact',
  email: '',
  affiliationName: '',
  contactPointLabo: '',
  extlink: [],
};
