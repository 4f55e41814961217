import type { Ground } from '../../model/coverage.ts';
import type { Language } from './language.ts';

const french = {
  title: 'Couverture : déclarés et décrits',
  lead: 'Les bases de données qu’un organisme a déclarées, par exemple à la CNIL, sont rapprochées des jeux de données décrits dans ce catalogue : par leur numéro de déclaration, sinon par sigle et détenteur, sinon par nom et détenteur.',
  none: 'Aucune liste de bases déclarées n’a encore été importée.',
  lists: 'Listes importées',
  list: 'Liste',
  imported: 'Importée le',
  declared: 'Déclarées',
  described: 'Décrites',
  missing: 'Manquantes',
  share: 'Part décrite',
  regions: 'Par région',
  region: 'Région',
  types: 'Par type',
  type: 'Type',
  unknown: 'non précisé',
  missingOnes: 'Déclarées et non décrites',
  describedOnes: 'Déclarées et décrites',
  undeclared: 'Décrits et non déclarés',
  undeclaredHelp: 'Jeux de données du catalogue qui ne figurent sur aucune des listes.',
  nothing: 'Il n’y en a pas.',
  name: 'Nom',
  holder: 'Détenteur',
  reference: 'Référence',
  date: 'Déclarée le',
  dataset: 'Jeu de données',
  ground: 'Rapproché par',
  grounds: {
    reference: 'numéro',
    acronym: 'sigle et détenteur',
    name: 'nom et détenteur',
  } satisfies Readonly<Record<Ground, string>>,
  shown: 'affichés sur',
};

export type CoverageMessages = typeof french;

const english: CoverageMessages = {
  title: 'Coverage: declared and described',
  lead: 'Databases that somebody declared, for instance to the data protection authority, are compared with the datasets that this catalogue describes: by the number of the declaration, else by acronym and data holder, else by name and data holder.',
  none: 'No list of declared databases was imported yet.',
  lists: 'Lists imported',
  list: 'List',
  imported: 'Imported on',
  declared: 'Declared',
  described: 'Described',
  missing: 'Missing',
  share: 'Share described',
  regions: 'By region',
  region: 'Region',
  types: 'By type',
  type: 'Type',
  unknown: 'not stated',
  missingOnes: 'Declared and not described',
  describedOnes: 'Declared and described',
  undeclared: 'Described and not declared',
  undeclaredHelp: 'Datasets of the catalogue that are on none of the lists.',
  nothing: 'There are none.',
  name: 'Name',
  holder: 'Data holder',
  reference: 'Reference',
  date: 'Declared on',
  dataset: 'Dataset',
  ground: 'Matched by',
  grounds: {
    reference: 'number',
    acronym: 'acronym and holder',
    name: 'name and holder',
  },
  shown: 'shown out of',
};

/** Texts of the page on coverage. */
export const coverageMessages: Readonly<Record<Language, CoverageMessages>> = {
  fr: french,
  en: english,
};
