import type { Bilingual } from '../bilingual.ts';
import type { Study, StudyDefect, StudyPopulation, StudyTheme } from './studies.ts';
import type { StudyHolder } from './study-holders.ts';

/** Further organisations, none of which has an identifier in the source. */
export const variationHolders: Readonly<Record<string, StudyHolder>> = {
  'chu-amiens': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE AMIENS-PICARDIE' },
  'chu-besancon': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE BESANCON' },
  'chu-brest': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE BREST' },
  'chu-caen': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE CAEN' },
  'chu-dijon': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DIJON BOURGOGNE' },
  'chu-grenoble': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE GRENOBLE ALPES' },
  'chu-guadeloupe': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE LA GUADELOUPE' },
  'chu-limoges': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE LIMOGES' },
  'chu-martinique': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE MARTINIQUE' },
  'chu-poitiers': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE POITIERS' },
  'chu-reims': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE REIMS' },
  'chu-rennes': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE RENNES' },
  'chu-strasbourg': { name: 'HOPITAUX UNIVERSITAIRES DE STRASBOURG' },
  'chu-toulouse': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE TOULOUSE' },
  'chu-tours': { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE TOURS' },
  icm: { name: 'INSTITUT DU CANCER DE MONTPELLIER (ICM)' },
  'ch-cotentin': { name: 'CENTRE HOSPITALIER PUBLIC DU COTENTIN' },
};

const sizes = [
  '12 450',
  '8,300',
  '31.500',
  '---',
  'environ 24 000',
  '-33-',
  '5400',
  '2 100 cas par an',
];
const cancerStandards = ['CIM-O-3', 'CIM-O 3', 'CIM-0-3', 'CIM0/CIM10/ADICAP', 'CIM-O-3, TNM'];
const ends = ['en cours', 'Octobre 2010', '02/2015 dernière inclusion', 'up to 2037'];

/** The n-th of a list that starts again at its end; the lists here are never empty. */
function turn(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

const number = (offset: number, index: number): string => `FReSH-${offset + index}`;

const departments: readonly (readonly [fr: string, en: string, holder: string])[] = [
  ['département du Doubs', 'Doubs department', 'chu-besancon'],
  ['département de la Gironde', 'Gironde department', 'univ-bordeaux'],
  ["département de l'Hérault", 'Hérault department', 'icm'],
  ["département de l'Isère", 'Isère department', 'chu-grenoble'],
  ['département de la Somme', 'Somme department', 'chu-amiens'],
  ['département de la Manche', 'Manche department', 'ch-cotentin'],
  ['département de la Haute-Vienne', 'Haute-Vienne department', 'chu-limoges'],
  ['département de la Creuse', 'Creuse department', 'chu-limoges'],
  ['département de la Vienne', 'Vienne department', 'chu-poitiers'],
  ['département des Deux-Sèvres', 'Deux-Sèvres department', 'chu-poitiers'],
  ["département de la Côte-d'Or", "Côte-d'Or department", 'chu-dijon'],
  ['département du Finistère', 'Finistère department', 'chu-brest'],
  ['département du Bas-Rhin', 'Bas-Rhin department', 'chu-strasbourg'],
  ["département de l'Orne", 'Orne department', 'chu-caen'],
  ['département de la Marne', 'Marne department', 'chu-reims'],
  ["département d'Indre-et-Loire", 'Indre-et-Loire department', 'chu-tours'],
  ['Guadeloupe', 'Guadeloupe', 'chu-guadeloupe'],
  ['Martinique', 'Martinique', 'chu-martinique'],
];

const cancerRegistries = departments.map(([fr, en, holder], index): Study => {
  const sameTitle = index % 5 === 4;
  const title = `Registre des cancers — ${fr}`;
  return {
    key: number(91001, index),
    title: { fr: title, en: sameTitle ? title : `Cancer registry — ${en}` },
    holders: [holder],
    theme: 'oncologie',
    population: 'all',
    size: turn(sizes, index),
    aim: {
      fr: `Enregistrer tous les nouveaux cas de cancer des habitants (${fr}) et suivre leur évolution.`,
      en: `Record all new cancer cases among inhabitants (${en}) and follow their outcome.`,
    },
    keyword: { fr: 'registre de cancers', en: 'cancer registry' },
    access: 'Accès réservé',
    start: 1980 + index,
    ...(index % 4 === 3 ? { endInWords: turn(ends, index >> 2) } : {}),
    category: 'PHDR',
    standards: turn(cancerStandards, index),
    region: fr,
    ...(sameTitle ? { defect: 'same-title' as const } : {}),
  };
});

const otherRegistries = (
  [
    ['accidents vasculaires cérébraux', 'stroke', 'Dijon', 'chu-dijon', 'neurologie'],
    ['accidents vasculaires cérébraux', 'stroke', 'Brest', 'chu-brest', 'neurologie'],
    [
      'accidents vasculaires cérébraux',
      'stroke',
      'Lille',
      'centre-hospitalier-universitaire-de-lille',
      'neurologie',
    ],
    [
      'cardiopathies ischémiques',
      'ischaemic heart disease',
      'Strasbourg',
      'chu-strasbourg',
      'cardiologie',
    ],
    [
      'cardiopathies ischémiques',
      'ischaemic heart disease',
      'Toulouse',
      'chu-toulouse',
      'cardiologie',
    ],
    [
      'arrêts cardiaques',
      'cardiac arrest',
      'Lille',
      'centre-hospitalier-universitaire-de-lille',
      'cardiologie',
    ],
    ['malformations congénitales', 'congenital malformations', 'Rennes', 'chu-rennes', 'pediatrie'],
    [
      'malformations congénitales',
      'congenital malformations',
      'Guadeloupe',
      'chu-guadeloupe',
      'pediatrie',
    ],
    ["handicaps de l'enfant", 'childhood disabilities', 'Grenoble', 'chu-grenoble', 'pediatrie'],
    [
      'maladies inflammatoires intestinales',
      'inflammatory bowel disease',
      'Amiens',
      'chu-amiens',
      'gastroenterologie',
    ],
    ['scléroses en plaques', 'multiple sclerosis', 'Nancy', 'universite-de-lorraine', 'neurologie'],
  ] as const
).map(
  ([fr, en, town, holder, theme], index): Study => ({
    key: number(92001, index),
    title: { fr: `Registre des ${fr} — ${town}`, en: `Registry of ${en} — ${town}` },
    holders: [holder],
    theme,
    population: theme === 'pediatrie' ? 'children' : 'all',
    size: turn(sizes, index + 3),
    aim: {
      fr: `Mesurer l'incidence et décrire la prise en charge (${fr}) dans la zone de ${town}.`,
      en: `Measure incidence and describe care (${en}) in the ${town} area.`,
    },
    keyword: { fr: 'registre', en: 'registry' },
    access: 'Accès réservé',
    start: 1985 + index,
    category: 'PHDR',
    standards: turn(['CIM10', 'CIM 10', 'CIM-10'], index),
    region: town,
  }),
);

const cohorts: readonly (readonly [
  name: string,
  holder: string,
  theme: StudyTheme,
  population: StudyPopulation,
  year: number,
])[] = [
  ['CONSTANCES', 'inserm', 'epidemiologie', 'adults', 2012],
  ['ELFE', 'ined', 'pediatrie', 'children', 2011],
  ['EPIPAGE 2', 'inserm', 'pediatrie', 'children', 2011],
  ['NutriNet-Santé', 'universite-sorbonne-paris-nord', 'nutrition', 'adults', 2009],
  ['CKD-REIN', 'inserm', 'nephrologie', 'patients', 2013],
  ['CANTO', 'unicancer-group', 'oncologie', 'women', 2012],
  ['OFSEP', 'hcl', 'neurologie', 'patients', 1992],
  ['i-SHARE', 'univ-bordeaux', 'psychiatrie', 'youngAdults', 2013],
  ['3C', 'univ-bordeaux', 'geriatrie', 'aged', 1999],
  ['AGRICAN', 'centre-francois-baclesse', 'oncologie', 'adults', 2005],
];

const parts: readonly (Bilingual & { readonly aim: Bilingual })[] = [
  {
    fr: 'sous-cohorte appariée aux données de remboursement',
    en: 'sub-cohort linked with claims data',
    aim: {
      fr: 'Compléter les questionnaires par les consommations de soins des participants qui y ont consenti.',
      en: 'Complete questionnaires with the care consumption of the participants who agreed.',
    },
  },
  {
    fr: 'deuxième vague de suivi',
    en: 'second follow-up wave',
    aim: {
      fr: "Réinterroger les participants pour mesurer l'évolution de leur état de santé.",
      en: 'Interview participants again to measure how their health has changed.',
    },
  },
];

const waves = parts.flatMap((part, half) =>
  cohorts.map(
    ([name, holder, theme, population, year], index): Study => ({
      key: number(93001 + half * 100, index),
      acronym: `${name} — ${half === 0 ? 'APP' : 'V2'}`,
      title: { fr: `${name} — ${part.fr}`, en: `${name} — ${part.en}` },
      holders: [holder],
      theme,
      population,
      size: turn(sizes, index + half),
      aim: part.aim,
      keyword: { fr: 'cohorte', en: 'cohort' },
      access: index % 4 === 2 ? 'Accès aux seules métadonnées' : 'Accès réservé',
      start: year + 2 + half,
      ...(index % 3 === 0 ? { end: year + 8 } : {}),
      ...(index % 5 === 1 ? { endInWords: 'en cours' } : {}),
      category: 'RQSH',
      ...(index % 3 === 1 ? { standards: 'CIM-10, ATC' } : {}),
    }),
  ),
);

const collections = (
  [
    ['tumeurs', 'tumours', 'Dijon', 'chu-dijon', 'oncologie'],
    ['tumeurs', 'tumours', 'Montpellier', 'icm', 'oncologie'],
    ['maladies du foie', 'liver diseases', 'Rennes', 'chu-rennes', 'hepatologie'],
    ['maladies auto-immunes', 'autoimmune diseases', 'Brest', 'chu-brest', 'immunologie'],
    ['maladies rénales', 'kidney diseases', 'Tours', 'chu-tours', 'nephrologie'],
    ['maladies respiratoires', 'respiratory diseases', 'Grenoble', 'chu-grenoble', 'pneumologie'],
    ['maladies métaboliques', 'metabolic diseases', 'Toulouse', 'chu-toulouse', 'endocrinologie'],
    [
      'maladies cardiovasculaires',
      'cardiovascular diseases',
      'Poitiers',
      'chu-poitiers',
      'cardiologie',
    ],
  ] as const
).map(
  ([fr, en, town, holder, theme], index): Study => ({
    key: number(94001, index),
    title: {
      fr: `Collection biologique — ${fr}, ${town}`,
      en: `Biological collection — ${en}, ${town}`,
    },
    holders: [holder],
    theme,
    population: 'patients',
    size: turn(sizes, index + 5),
    aim: {
      fr: `Conserver des échantillons biologiques et les données cliniques associées (${fr}).`,
      en: `Keep biological samples and the clinical data that go with them (${en}).`,
    },
    keyword: { fr: 'biobanque', en: 'biobank' },
    access: 'Accès réservé',
    start: 2004 + index,
    category: 'EINS',
    biobank: true,
    region: town,
  }),
);

const planted = (
  [
    ['gone', 'Étude retirée du portail', 'Study withdrawn from the portal'],
    ['unpublished', 'Étude non publiée', 'Unpublished study'],
    ['no-english', 'Étude sans version anglaise', 'Study without an English version'],
    ['no-title', '', ''],
  ] as const satisfies readonly (readonly [StudyDefect, string, string])[]
).map(
  ([defect, fr, en], index): Study => ({
    key: number(95001, index),
    title: { fr, en },
    holders: ['inserm'],
    theme: 'epidemiologie',
    population: 'adults',
    size: '1500',
    aim: {
      fr: 'Étude générique qui sert à éprouver la moisson.',
      en: 'Generic study that puts the harvest to the test.',
    },
    keyword: { fr: 'enquête', en: 'survey' },
    access: 'Accès réservé',
    start: 2020,
    category: 'RQSH',
    defect,
  }),
);

/** A study that the switches add. */
export function addedStudy(key: string): Study {
  return {
    key,
    title: { fr: `Nouvelle cohorte ${key}`, en: `New cohort ${key}` },
    holders: ['inserm'],
    theme: 'epidemiologie',
    population: 'adults',
    size: '2 500',
    aim: {
      fr: 'Cohorte ajoutée au catalogue après la première moisson.',
      en: 'Cohort added to the catalogue after the first harvest.',
    },
    keyword: { fr: 'cohorte', en: 'cohort' },
    access: 'Accès réservé',
    start: 2026,
    category: 'RQSH',
  };
}

/** Plausible further studies with generic names: registries, waves, sub-cohorts, collections. */
export const studyVariations: readonly Study[] = [
  ...cancerRegistries,
  ...otherRegistries,
  ...waves,
  ...collections,
  ...planted,
];
