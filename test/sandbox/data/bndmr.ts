import type { Bilingual } from '../bilingual.ts';

export interface RareDiseaseDistribution {
  readonly slug: string;
  readonly title: string;
  readonly accessUrl: string;
  readonly downloadUrl?: string;
  /** Code of the EU file-type list. */
  readonly format?: string;
  readonly mediaType?: string;
}

/** A dataset as the FAIR Data Point shows it. */
export interface RareDiseaseDataset {
  readonly key: string;
  readonly catalogues: readonly string[];
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly keywords: Bilingual;
  /** ORPHA numbers. */
  readonly orpha: readonly number[];
  readonly landingPage: string;
  readonly publisher: 'Automatic' | 'AP-HP' | 'Inserm';
  readonly issued: string;
  readonly modified: string;
  readonly individuals?: number;
  readonly start?: string;
  /** Code of the EU access-right list. */
  readonly access?: string;
  readonly alternative?: string;
  readonly distributions: readonly RareDiseaseDistribution[];
  /** What is wrong with it on purpose. */
  readonly defect?:
    | 'broken-turtle'
    | 'negative-count'
    | 'mojibake'
    | 'literal-theme'
    | 'patient-registry'
    | 'erdri';
}

/** Catalogues of the FAIR Data Point by slug. */
export const rareDiseaseCatalogues: readonly { slug: string; title: Bilingual }[] = [
  {
    slug: 'bndmr',
    title: {
      fr: 'Banque nationale de données maladies rares',
      en: 'French national rare disease data bank',
    },
  },
  {
    slug: 'registres',
    title: {
      fr: 'Registres et cohortes de maladies rares',
      en: 'Rare disease registries and cohorts',
    },
  },
];

const site = 'https://www.bndmr.fr';

const core: readonly RareDiseaseDataset[] = [
  {
    key: 'bndmr',
    catalogues: ['bndmr'],
    alternative: 'BNDMR',
    title: {
      fr: 'Banque nationale de données maladies rares (BNDMR)',
      en: 'French national rare disease data bank (BNDMR)',
    },
    description: {
      fr: 'Entrepôt national alimenté par les centres labellisés maladies rares : plus de 1,6 million de personnes suivies depuis 2010, décrites par un set de données minimal commun et codées avec la nomenclature Orphanet.',
      en: 'National repository fed by the accredited rare disease centres: more than 1.6 million people followed since 2010, described by a common minimum dataset and coded with the Orphanet nomenclature.',
    },
    keywords: { fr: 'maladies rares', en: 'rare diseases' },
    orpha: [98473, 183660],
    landingPage: site,
    publisher: 'AP-HP',
    issued: '2024-03-01',
    modified: '2026-08-30',
    individuals: 1_600_000,
    start: '2010',
    distributions: [{ slug: 'bndmr-acces', title: "Demande d'accès aux données", accessUrl: site }],
  },
  {
    key: 'sdm-mr',
    catalogues: ['bndmr'],
    alternative: 'SDM-MR',
    title: {
      fr: 'Set de données minimal national maladies rares (SDM-MR)',
      en: 'French rare disease minimum dataset (SDM-MR)',
    },
    description: {
      fr: 'Spécification des 60 items recueillis dans BaMaRa par les centres labellisés pour chaque personne suivie.',
      en: 'Specification of the 60 items that accredited centres collect in BaMaRa for each person followed.',
    },
    keywords: { fr: 'set de données minimal', en: 'minimum dataset' },
    orpha: [],
    landingPage: site,
    publisher: 'AP-HP',
    issued: '2024-03-01',
    modified: '2025-11-12',
    access: 'PUBLIC',
    distributions: [
      {
        slug: 'sdm-mr-pdf',
        title: 'Guide du SDM-MR',
        accessUrl: site,
        format: 'PDF',
        mediaType: 'application/pdf',
      },
    ],
    defect: 'mojibake',
  },
  {
    key: 'bndmr-counts',
    catalogues: ['bndmr', 'registres'],
    title: {
      fr: 'Nombre de patients par maladie rare (code ORPHA)',
      en: 'Number of patients per rare disease (ORPHA code)',
    },
    description: {
      fr: 'Effectifs agrégés par code ORPHA pour plus de 4 600 maladies, publiés sous forme de tableur et de document.',
      en: 'Aggregate counts per ORPHA code for more than 4,600 diseases, published as a spreadsheet and a document.',
    },
    keywords: { fr: 'effectifs par maladie', en: 'patient counts' },
    orpha: [586, 98896, 232],
    landingPage: site,
    publisher: 'AP-HP',
    issued: '2022-02-28',
    modified: '2026-05-04',
    access: 'PUBLIC',
    start: '2022',
    distributions: [
      {
        slug: 'bndmr-counts-xlsx',
        title: 'Effectifs par code ORPHA (tableur)',
        accessUrl: site,
        downloadUrl: `${site}/effectifs.xlsx`,
        format: 'XLSX',
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
      {
        slug: 'bndmr-counts-pdf',
        title: 'Effectifs par code ORPHA (document)',
        accessUrl: site,
        format: 'PDF',
        mediaType: 'application/pdf',
      },
    ],
  },
  {
    key: 'bamara',
    catalogues: ['bndmr'],
    alternative: 'BaMaRa',
    title: {
      fr: 'BaMaRa : recueil des centres labellisés maladies rares',
      en: 'BaMaRa: data entered by accredited rare disease centres',
    },
    description: {
      fr: 'Application de recueil utilisée au cours du soin par les centres de référence et de compétence ; elle alimente la banque nationale après pseudonymisation.',
      en: 'Application that reference and competence centres use during care; it feeds the national data bank after pseudonymisation.',
    },
    keywords: { fr: 'dossier maladies rares', en: 'rare disease records' },
    orpha: [],
    landingPage: site,
    publisher: 'Automatic',
    issued: '2024-03-01',
    modified: '2026-01-20',
    distributions: [],
  },
];

const networks: readonly {
  slug: string;
  name: string;
  field: Bilingual;
  orpha: readonly number[];
  defect?: RareDiseaseDataset['defect'];
}[] = [
  {
    slug: 'filnemus',
    name: 'FILNEMUS',
    field: { fr: 'maladies neuromusculaires', en: 'neuromuscular diseases' },
    orpha: [98473, 98896, 589],
    defect: 'literal-theme',
  },
  {
    slug: 'fai2r',
    name: 'FAI²R',
    field: {
      fr: 'maladies auto-immunes et auto-inflammatoires systémiques rares',
      en: 'rare systemic autoimmune and autoinflammatory diseases',
    },
    orpha: [536, 829],
  },
  {
    slug: 'mcgre',
    name: 'MCGRE',
    field: {
      fr: "maladies constitutionnelles du globule rouge et de l'érythropoïèse",
      en: 'inherited red blood cell and erythropoiesis disorders',
    },
    orpha: [232, 848],
  },
  {
    slug: 'marih',
    name: 'MaRIH',
    field: {
      fr: 'maladies rares immuno-hématologiques',
      en: 'rare immuno-haematological diseases',
    },
    orpha: [183660, 389],
  },
  {
    slug: 'muco-cftr',
    name: 'MUCO-CFTR',
    field: {
      fr: 'mucoviscidose et affections liées à CFTR',
      en: 'cystic fibrosis and CFTR-related disorders',
    },
    orpha: [586],
  },
  {
    slug: 'g2m',
    name: 'G2M',
    field: { fr: 'maladies héréditaires du métabolisme', en: 'inherited metabolic diseases' },
    orpha: [355, 324, 716],
  },
  {
    slug: 'orkid',
    name: 'ORKiD',
    field: { fr: 'maladies rénales rares', en: 'rare kidney diseases' },
    orpha: [213, 63],
    defect: 'broken-turtle',
  },
  {
    slug: 'respifil',
    name: 'RespiFIL',
    field: { fr: 'maladies respiratoires rares', en: 'rare respiratory diseases' },
    orpha: [2032, 244],
    defect: 'negative-count',
  },
];

const extracts = networks.map(
  ({ slug, name, field, orpha, defect }, index): RareDiseaseDataset => ({
    key: slug,
    catalogues: ['bndmr'],
    title: {
      fr: `Données BNDMR de la filière ${name}`,
      en: `BNDMR data of the ${name} healthcare network`,
    },
    description: {
      fr: `Extraction de la banque nationale limitée aux personnes suivies dans les centres de la filière de santé ${name} (${field.fr}).`,
      en: `Extract of the national data bank limited to people followed in the centres of the ${name} rare disease network (${field.en}).`,
    },
    keywords: field,
    orpha,
    landingPage: site,
    publisher: index % 2 === 0 ? 'Automatic' : 'AP-HP',
    issued: '2025-02-10',
    modified: `2026-0${(index % 6) + 1}-15`,
    start: '2010',
    distributions:
      index % 3 === 0
        ? [{ slug: `${slug}-acces`, title: "Demande d'accès aux données", accessUrl: site }]
        : [],
    ...(defect === undefined ? {} : { defect }),
  }),
);

const cohorts: readonly {
  slug: string;
  name: string;
  fr: string;
  en: string;
  orpha: number;
  people: number;
}[] = [
  {
    slug: 'radico-sedvasc',
    name: 'RaDiCo-SEDVasc',
    fr: "syndrome d'Ehlers-Danlos vasculaire",
    en: 'vascular Ehlers-Danlos syndrome',
    orpha: 286,
    people: 340,
  },
  {
    slug: 'radico-ecysco',
    name: 'RaDiCo-ECYSCO',
    fr: 'cystinose',
    en: 'cystinosis',
    orpha: 213,
    people: 244,
  },
  {
    slug: 'radico-dcp',
    name: 'RaDiCo-DCP',
    fr: 'dyskinésies ciliaires primitives',
    en: 'primary ciliary dyskinesia',
    orpha: 244,
    people: 300,
  },
  {
    slug: 'radico-acostill',
    name: 'RaDiCo-ACOSTILL',
    fr: 'maladie de Still',
    en: "Still's disease",
    orpha: 829,
    people: 422,
  },
  {
    slug: 'radico-alport',
    name: 'RaDiCo-EURBIO-Alport',
    fr: "syndrome d'Alport",
    en: 'Alport syndrome',
    orpha: 63,
    people: 642,
  },
];

const registries: readonly RareDiseaseDataset[] = [
  ...cohorts.map(
    ({ slug, name, fr, en, orpha, people }): RareDiseaseDataset => ({
      key: slug,
      catalogues: ['registres'],
      alternative: name,
      title: { fr: `${name} : cohorte nationale – ${fr}`, en: `${name}: national cohort – ${en}` },
      description: {
        fr: `Cohorte de recherche du programme RaDiCo sur l'histoire naturelle et la prise en charge : ${fr}.`,
        en: `Research cohort of the RaDiCo programme on natural history and care: ${en}.`,
      },
      keywords: { fr, en },
      orpha: [orpha],
      landingPage: `https://radico.example.org/${slug}`,
      publisher: 'Inserm',
      issued: '2025-06-01',
      modified: '2026-03-15',
      individuals: people,
      distributions: [],
    }),
  ),
  {
    key: 'ceredih',
    catalogues: ['registres'],
    alternative: 'CEREDIH',
    title: {
      fr: 'CEREDIH : registre national des déficits immunitaires héréditaires',
      en: 'CEREDIH: French national registry of primary immunodeficiencies',
    },
    description: {
      fr: "Registre des déficits immunitaires héréditaires de l'enfant et de l'adulte : 3 360 cas recensés au 1er janvier 2010.",
      en: 'Registry of primary immunodeficiencies in children and adults: 3,360 cases recorded on 1 January 2010.',
    },
    keywords: { fr: 'déficits immunitaires', en: 'immunodeficiencies' },
    orpha: [183660],
    landingPage: 'https://ceredih.example.org/',
    publisher: 'AP-HP',
    issued: '2025-06-01',
    modified: '2026-02-01',
    individuals: 3360,
    start: '2006',
    distributions: [],
    defect: 'patient-registry',
  },
  {
    key: 'registre-neurofibromatoses',
    catalogues: ['registres'],
    title: {
      fr: 'Registre national des neurofibromatoses',
      en: 'National registry of neurofibromatoses',
    },
    description: {
      fr: 'Registre multicentrique des personnes atteintes de neurofibromatose de type 1, déclaré dans le répertoire européen des registres de maladies rares.',
      en: 'Multicentre registry of people with neurofibromatosis type 1, declared in the European directory of rare disease registries.',
    },
    keywords: { fr: 'neurofibromatose', en: 'neurofibromatosis' },
    orpha: [636],
    landingPage: 'https://registre-nf.example.org/',
    publisher: 'AP-HP',
    issued: '2025-06-01',
    modified: '2026-04-22',
    individuals: 2800,
    distributions: [],
    defect: 'erdri',
  },
  {
    key: 'registre-rett',
    catalogues: ['registres'],
    title: { fr: 'Registre du syndrome de Rett', en: 'Rett syndrome registry' },
    description: {
      fr: 'Suivi longitudinal des personnes atteintes du syndrome de Rett dans les centres de référence.',
      en: 'Longitudinal follow-up of people with Rett syndrome in the reference centres.',
    },
    keywords: { fr: 'syndrome de Rett', en: 'Rett syndrome' },
    orpha: [778],
    landingPage: 'https://registre-rett.example.org/',
    publisher: 'Automatic',
    issued: '2025-06-01',
    modified: '2026-04-22',
    individuals: 610,
    distributions: [
      {
        slug: 'registre-rett-acces',
        title: "Demande d'accès",
        accessUrl: 'https://registre-rett.example.org/acces',
      },
    ],
  },
];

/** The 20 datasets of the rare-disease endpoint. */
export const rareDiseaseDatasets: readonly RareDiseaseDataset[] = [
  ...core,
  ...extracts,
  ...registries,
];
