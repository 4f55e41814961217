import type { RecordPreview } from '../../model/record-preview.ts';
import type { Language } from './language.ts';

const french = {
  upload: 'Téléverser un fichier',
  help: 'Pour les sources qui n’ont pas d’entrepôt à interroger : un inventaire en tableur, ou des descriptions en RDF. Rien n’est publié avant que vous ayez vu ce que le fichier changerait.',
  none: 'Aucune des sources que vous gérez ne reçoit de fichiers : créez-en une avec le connecteur « push ».',
  source: 'Source',
  takes: 'Reçoit',
  'takes-sheet': 'un inventaire (XLSX ou CSV)',
  'takes-rdf': 'du RDF (Turtle, JSON-LD, RDF/XML, N-Triples)',
  choose: 'Choisir un fichier',
  template: 'Modèle d’inventaire',
  file: 'Fichier',
  sheetHelp:
    'Le fichier est tout l’inventaire de la source : les lignes qui n’y sont plus sont traitées comme des suppressions.',
  rdfHelp:
    'Chaque jeu de données du fichier est créé ou mis à jour ; ceux dont le fichier ne parle pas restent tels quels.',
  limit: '8 Mo au plus.',
  preview: 'Voir ce qui changerait',
  refused: 'Le fichier n’a pas pu être lu',
  noFile: 'Choisissez un fichier.',
  paused: 'Cette source est en pause : elle ne reçoit rien.',
  previewTitle: 'Ce que le fichier changerait',
  previewOf: 'Fichier',
  nothingYet: 'Rien n’est encore publié ni enregistré.',
  total: 'Descriptions dans le fichier',
  cut: (shown: number) =>
    `Seules les ${shown} premières sont examinées ici ; toutes seront traitées.`,
  absent: 'Descriptions de la source absentes du fichier',
  absentHelp: (days: number) =>
    days === 0
      ? 'Elles seront supprimées, ou retenues pour décision si elles sont trop nombreuses.'
      : `Elles seront supprimées si elles manquent encore dans ${days} jour(s), ou retenues pour décision si elles sont trop nombreuses.`,
  confirm: 'Publier ce fichier',
  forget: 'Abandonner',
  expires: 'Le fichier est gardé une heure, le temps de décider.',
  key: 'Description',
  outcome: 'Résultat',
  findings: 'Constats',
  change: 'Changements',
  triples: 'triplets',
  summary: 'En résumé',
  details: 'Ligne par ligne',
  'outcome-create': 'à créer',
  'outcome-update': 'à mettre à jour',
  'outcome-unchanged': 'inchangée',
  'outcome-quarantine': 'à retenir',
  'outcome-fail': 'illisible',
  'outcome-delete': 'à supprimer',
  'outcome-incomplete': 'fichier incomplet',
  takenTitle: 'Fichier publié',
  run: 'Voir la collecte',
  crowded: 'D’autres envois attendent déjà pour cette source ; réessayez dans un instant.',
  busy: 'Une collecte de cette source est en cours ; réessayez dans un instant.',
};

const english: typeof french = {
  upload: 'Upload a file',
  help: 'For sources that have no system to be asked: an inventory in a sheet, or descriptions in RDF. Nothing is published before you have seen what the file would change.',
  none: 'None of the sources in your charge takes files: create one with the connector “push”.',
  source: 'Source',
  takes: 'Takes',
  'takes-sheet': 'an inventory (XLSX or CSV)',
  'takes-rdf': 'RDF (Turtle, JSON-LD, RDF/XML, N-Triples)',
  choose: 'Choose a file',
  template: 'Template of the inventory',
  file: 'File',
  sheetHelp:
    'The file is the whole inventory of the source: rows that are no longer in it are treated as deletions.',
  rdfHelp:
    'Each dataset in the file is created or updated; those that the file does not speak of stay as they are.',
  limit: '8 MB at most.',
  preview: 'See what would change',
  refused: 'The file could not be read',
  noFile: 'Choose a file.',
  paused: 'This source is paused: it takes nothing.',
  previewTitle: 'What the file would change',
  previewOf: 'File',
  nothingYet: 'Nothing is published or stored yet.',
  total: 'Records in the file',
  cut: (shown) => `Only the first ${shown} are looked at here; all of them will be taken.`,
  absent: 'Records of the source that are not in the file',
  absentHelp: (days) =>
    days === 0
      ? 'They will be deleted, or held for a decision if they are too many.'
      : `They will be deleted if they are still missing in ${days} day(s), or held for a decision if they are too many.`,
  confirm: 'Publish this file',
  forget: 'Give it up',
  expires: 'The file is kept for an hour, while you decide.',
  key: 'Record',
  outcome: 'Outcome',
  findings: 'Findings',
  change: 'Changes',
  triples: 'triples',
  summary: 'In short',
  details: 'Row by row',
  'outcome-create': 'to be created',
  'outcome-update': 'to be updated',
  'outcome-unchanged': 'unchanged',
  'outcome-quarantine': 'to be kept back',
  'outcome-fail': 'unreadable',
  'outcome-delete': 'to be deleted',
  'outcome-incomplete': 'file incomplete',
  takenTitle: 'File published',
  run: 'See the run',
  crowded: 'Other files wait for this source already; try again in a moment.',
  busy: 'A run of this source is under way; try again in a moment.',
};

/** What the pages of uploads say. */
export type UploadMessages = typeof french;

export const uploadMessages: Readonly<Record<Language, UploadMessages>> = {
  fr: french,
  en: english,
};

/** How an outcome that is announced is shown. */
export const previewTones = {
  create: 'good',
  update: 'good',
  unchanged: 'neutral',
  quarantine: 'warning',
  fail: 'bad',
  delete: 'warning',
  incomplete: 'bad',
} as const satisfies Record<RecordPreview['outcome'], string>;
