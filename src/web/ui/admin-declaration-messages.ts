import type { Language } from './language.ts';

const french = {
  title: 'Bases déclarées',
  help: 'Une liste de bases déclarées, par exemple à la CNIL, montre ce qui manque au catalogue. Le fichier, CSV ou XLSX, a une ligne par base et des colonnes comme nom, détenteur, SIREN ou FINESS, région, type, date et référence. Une liste du même nom est remplacée.',
  seeCoverage: 'Voir la couverture',
  lists: 'Listes importées',
  none: 'Aucune liste n’a encore été importée.',
  list: 'Liste',
  imported: 'Importée le',
  declared: 'Déclarées',
  described: 'Décrites',
  remove: 'Oublier',
  upload: 'Importer une liste',
  name: 'Nom de la liste (lettres minuscules, chiffres et tirets)',
  file: 'Fichier CSV ou XLSX, 16 Mo au plus',
  submit: 'Importer',
  incomplete: 'Donnez un nom à la liste et choisissez un fichier.',
  refused: 'Le fichier n’a pas été pris',
  taken: (list: string, count: number) => `Liste ${list} : bases déclarées, ${count}.`,
  failures: 'Lignes laissées de côté',
  line: 'Ligne',
  reason: 'Raison',
};

type Messages = typeof french;

const english: Messages = {
  title: 'Declared databases',
  help: 'A list of declared databases, for instance to the data protection authority, shows what the catalogue lacks. The file, CSV or XLSX, has a row per database and columns such as name, holder, SIREN or FINESS, region, type, date and reference. A list of the same name is replaced.',
  seeCoverage: 'See the coverage',
  lists: 'Lists taken in',
  none: 'No list has been taken in yet.',
  list: 'List',
  imported: 'Taken in on',
  declared: 'Declared',
  described: 'Described',
  remove: 'Forget',
  upload: 'Take in a list',
  name: 'Name of the list (lower-case letters, digits and hyphens)',
  file: 'CSV or XLSX file of 16 MB at most',
  submit: 'Take in',
  incomplete: 'Give the list a name and choose a file.',
  refused: 'The file was not taken',
  taken: (list, count) => `List ${list}: declared databases, ${count}.`,
  failures: 'Rows left out',
  line: 'Row',
  reason: 'Reason',
};

/** Texts of the page for declared databases. */
export const declarationMessages: Readonly<Record<Language, Messages>> = {
  fr: french,
  en: english,
};
