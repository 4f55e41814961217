/** A data product of a hospital warehouse as its exporter writes it to a file. */
export interface WarehouseProduct {
  /** File name without `.ttl`. */
  readonly key: string;
  readonly title: string;
  /** Markdown; absent for products that nobody described yet. */
  readonly description?: string;
  readonly tags: readonly string[];
  /** Codes of the HDEU healthcategories list. */
  readonly categories: readonly string[];
  /** Coding systems under the exporter's own names. */
  readonly coding: readonly string[];
  /** Number of people, as typed by a data steward. */
  readonly people?: string;
  /** Size of the main table in bytes, as a string. */
  readonly bytes: string;
  readonly tables: readonly string[];
}

/** IRIs that the exporter writes for coding systems. */
export const warehouseCodingSystems: Readonly<Record<string, string>> = {
  ATC: 'http://www.whocc.no/atc',
  CCAM: 'https://aphp.fr/codesystem/ccam',
  CIP13: 'https://aphp.fr/codesystem/cip13',
  'ICD-10': 'http://hl7.org/fhir/sid/icd-10',
  LOINC: 'http://loinc.org',
  NFS: 'https://aphp.fr/codesystem/nfs',
  'SNOMED-CT': 'http://snomed.info/sct',
  UCD: 'https://aphp.fr/codesystem/ucd',
};

/** The 12 product files. */
export const warehouseProducts: readonly WarehouseProduct[] = [
  {
    key: 'eds-socle-omop',
    title: "Socle OMOP de l'EDS",
    description:
      '## Socle OMOP\n\nDonnées du soin au format **OMOP CDM** : patients, séjours, diagnostics, actes et médicaments.\n\n- hôpitaux universitaires de Paris\n- mise à jour *hebdomadaire*',
    tags: ['omop', 'socle'],
    categories: ['EHRS', 'HRAD'],
    coding: ['ICD-10', 'CCAM', 'LOINC', 'ATC'],
    people: '11 400 000',
    bytes: '48318382080',
    tables: ['person', 'visit_occurrence'],
  },
  {
    key: 'eds-pmsi',
    title: 'Résumés PMSI des séjours',
    description:
      'Résumés **PMSI** des séjours MCO, SMR, HAD et psychiatrie.\n\nVoir le [guide](https://eds.aphp.fr).',
    tags: ['pmsi', 'séjours'],
    categories: ['HRAD'],
    coding: ['ICD-10', 'CCAM'],
    people: '9 800 000',
    bytes: '9663676416',
    tables: ['sejour'],
  },
  {
    key: 'eds-biologie',
    title: 'Résultats de biologie médicale',
    description:
      '# Biologie\n\nRésultats des examens de laboratoire, codés en `LOINC` quand le code existe.',
    tags: ['biologie', 'laboratoire'],
    categories: ['EHRS'],
    coding: ['LOINC', 'NFS'],
    people: '6 200 000',
    bytes: '21474836480',
    tables: ['measurement'],
  },
  {
    key: 'eds-medicaments',
    title: 'Prescriptions et administrations de médicaments',
    description:
      'Prescriptions hospitalières et administrations tracées, codes **UCD**, **CIP13** et *ATC*.',
    tags: ['médicaments'],
    categories: ['EHRS'],
    coding: ['ATC', 'UCD', 'CIP13'],
    people: '3 100 000',
    bytes: '7516192768',
    tables: ['drug_exposure'],
  },
  {
    key: 'eds-comptes-rendus',
    title: 'Comptes rendus hospitaliers pseudonymisés',
    description:
      "Textes des comptes rendus d'hospitalisation, de consultation et d'imagerie.\n\n> Accès sur projet uniquement.",
    tags: ['texte libre', 'comptes rendus'],
    categories: ['EHRS'],
    coding: [],
    people: '8 000 000',
    bytes: '85899345920',
    tables: ['note'],
  },
  {
    key: 'eds-imagerie',
    title: "Examens d'imagerie",
    description:
      "Images et métadonnées **DICOM** des examens réalisés depuis le dossier d'imagerie.",
    tags: ['imagerie', 'DICOM'],
    categories: ['EHRS', 'PGEH'],
    coding: [],
    people: '2 400 000',
    bytes: '107374182400',
    tables: ['imaging_study'],
  },
  {
    key: 'eds-urgences',
    title: 'Passages aux urgences',
    // Nobody described this product: no description at all.
    tags: ['urgences'],
    categories: ['EHRS'],
    coding: ['ICD-10'],
    bytes: '1073741824',
    tables: ['emergency_visit'],
  },
  {
    key: 'eds-reanimation',
    title: 'Séjours en réanimation',
    description: 'Paramètres de surveillance et scores de gravité en **réanimation**.',
    tags: ['réanimation'],
    categories: ['EHRS', 'PGEH'],
    coding: ['ICD-10', 'LOINC'],
    people: '310 000',
    bytes: '32212254720',
    tables: ['icu_stay'],
  },
  {
    key: 'eds-anatomopathologie',
    title: 'Anatomopathologie',
    description: 'Comptes rendus et codes lésionnels des examens anatomopathologiques.',
    tags: ['anatomopathologie'],
    categories: ['EHRS'],
    coding: ['SNOMED-CT'],
    people: '1 900 000',
    bytes: '2147483648',
    tables: ['specimen'],
  },
  {
    key: 'eds-cancerologie',
    title: 'Parcours en cancérologie',
    description:
      'Réunions de concertation, traitements et suivi des patients atteints de cancer.\n\n1. diagnostic\n2. traitement\n3. suivi',
    tags: ['cancérologie'],
    categories: ['EHRS', 'RQSH'],
    coding: ['ICD-10', 'CCAM', 'ATC'],
    people: '720 000',
    bytes: '3221225472',
    tables: ['episode'],
  },
  {
    key: 'eds-maternite',
    title: 'Grossesses et naissances',
    description: 'Suivi des grossesses, accouchements et nouveau-nés des maternités.',
    tags: ['maternité', 'périnatalité'],
    categories: ['EHRS'],
    coding: ['ICD-10', 'CCAM'],
    people: '450 000',
    bytes: '805306368',
    tables: ['birth'],
  },
  {
    key: 'eds-psychiatrie',
    title: 'Prises en charge en psychiatrie',
    description: 'Séjours et actes ambulatoires en psychiatrie adulte et infanto-juvénile.',
    tags: ['psychiatrie'],
    categories: ['EHRS'],
    coding: ['ICD-10'],
    people: '180 000',
    bytes: '536870912',
    tables: ['psychiatric_stay'],
  },
];
