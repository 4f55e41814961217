import { fold } from './text.ts';

const organisational = new Set(
  `academie academy agence agency aphp association assistance assurance bank banque bibliotheque
  biobank caisse cancer cea center centre centres ch chr chru chu clinic clinique cnrs cohorte college comite
  commission committee company conseil consortium consortia council datahub department departement
  direction directorate ecole entrepot etablissement faculte faculty federation fondation foundation
  gmbh group groupe gip health hopital hopitaux hospices hospital hospitalier hub inc ined inrae inria inserm
  insee institut institute institution laboratoire laboratory ligue limited ltd ministere ministry mutuelle
  national observatoire observatory office organisation organization plateforme platform programme
  publique recherche registre registry regional reseau network sante sarl sas service sciences school societe
  society syndicat team equipe umr unicancer union unit unite universitaire universite university`.split(
    /\s+/,
  ),
);

/** Tells whether a name is surely one of an organisation: one of its words says so. */
export function isOrganisationName(name: string): boolean {
  return fold(name)
    .split(' ')
    .some((word) => organisational.has(word));
}

const person = /^[\p{L}'’. -]{1,60}[,;] ?[\p{L}'’. -]{0,60}$/u;

/** Tells whether a name looks like a person's: "Nom, Prénom", and no word of an organisation. */
export function isPersonName(name: string): boolean {
  return person.test(name.trim()) && !isOrganisationName(name);
}
