import type { Language } from './language.ts';

/** A term of the field in plain words. */
export interface Term {
  /** Fragment of its place on the page. */
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly meaning: Readonly<Record<Language, string>>;
}

/** Terms that pages of the catalogue use and not everybody knows. */
export const glossary: readonly Term[] = [
  {
    id: 'dataset',
    name: { fr: 'Jeu de données', en: 'Dataset' },
    meaning: {
      fr: 'Un ensemble de données recueillies et gérées ensemble : une cohorte, un registre, un entrepôt hospitalier. Le catalogue le décrit sans en contenir les données.',
      en: 'Data collected and managed together: a cohort, a registry, a hospital warehouse. The catalogue describes it and holds none of its data.',
    },
  },
  {
    id: 'holder',
    name: { fr: 'Détenteur de données', en: 'Data holder' },
    meaning: {
      fr: 'L’organisme qui possède les données et doit les décrire : un hôpital, un institut de recherche, une caisse d’assurance.',
      en: 'The organisation that has the data and must describe them: a hospital, a research institute, an insurance fund.',
    },
  },
  {
    id: 'hdab',
    name: { fr: 'Organisme responsable de l’accès (HDAB)', en: 'Health data access body (HDAB)' },
    meaning: {
      fr: 'L’autorité de chaque pays qui reçoit les demandes d’accès aux données de santé, les examine et délivre les autorisations.',
      en: 'The authority of each country that receives applications for health data, examines them and issues permits.',
    },
  },
  {
    id: 'ehds',
    name: {
      fr: 'Espace européen des données de santé (EHDS)',
      en: 'European Health Data Space (EHDS)',
    },
    meaning: {
      fr: 'Le règlement européen (UE) 2025/327. Il organise l’usage des données de santé pour les soins et, sous autorisation, pour la recherche et les politiques publiques.',
      en: 'Regulation (EU) 2025/327. It governs the use of health data for care and, under a permit, for research and public policy.',
    },
  },
  {
    id: 'secondary-use',
    name: { fr: 'Utilisation secondaire', en: 'Secondary use' },
    meaning: {
      fr: 'L’usage de données pour autre chose que ce pour quoi elles ont été recueillies : par exemple, une étude à partir de dossiers de soins.',
      en: 'Use of data for something else than they were collected for: for instance a study of care records.',
    },
  },
  {
    id: 'access',
    name: { fr: 'Public, restreint, sur autorisation', en: 'Public, restricted, by permit' },
    meaning: {
      fr: 'Public : utilisable sans demande. Restreint : sous conditions, par exemple une convention. Sur autorisation : après une demande examinée par un organisme responsable de l’accès.',
      en: 'Public: usable without asking. Restricted: under conditions, for instance an agreement. By permit: after an application that an access body has examined.',
    },
  },
  {
    id: 'cohort',
    name: { fr: 'Cohorte', en: 'Cohort' },
    meaning: {
      fr: 'Un groupe de personnes suivies dans le temps avec les mêmes mesures ou questionnaires.',
      en: 'A group of people followed over time with the same measurements or questionnaires.',
    },
  },
  {
    id: 'registry',
    name: { fr: 'Registre', en: 'Registry' },
    meaning: {
      fr: 'Le recensement continu de tous les cas d’une maladie ou d’un acte dans un territoire.',
      en: 'A continuous record of all cases of a disease or procedure in an area.',
    },
  },
  {
    id: 'biobank',
    name: { fr: 'Biobanque', en: 'Biobank' },
    meaning: {
      fr: 'Une collection d’échantillons biologiques conservés avec les données qui s’y rapportent.',
      en: 'A collection of biological samples kept with the data about them.',
    },
  },
  {
    id: 'rare-disease',
    name: { fr: 'Maladie rare', en: 'Rare disease' },
    meaning: {
      fr: 'Une maladie qui touche au plus une personne sur 2 000.',
      en: 'A disease that affects at most one person in 2,000.',
    },
  },
  {
    id: 'coding-system',
    name: { fr: 'Nomenclature', en: 'Coding system' },
    meaning: {
      fr: 'Une liste de codes qui donne à chaque maladie, acte ou médicament le même nom partout : CIM-10, LOINC, ATC.',
      en: 'A list of codes that gives each disease, procedure or medicine the same name everywhere: ICD-10, LOINC, ATC.',
    },
  },
  {
    id: 'distribution',
    name: { fr: 'Mise à disposition', en: 'Distribution' },
    meaning: {
      fr: 'Une forme sous laquelle les données peuvent être obtenues : un fichier, un service, un guichet.',
      en: 'A form in which the data can be had: a file, a service, a desk.',
    },
  },
  {
    id: 'variable',
    name: { fr: 'Variable', en: 'Variable' },
    meaning: {
      fr: 'Une information recueillie pour chaque personne ou événement : l’âge, une date, un dosage.',
      en: 'Something recorded of each person or event: age, a date, a laboratory value.',
    },
  },
  {
    id: 'harvest',
    name: { fr: 'Collecte', en: 'Harvest' },
    meaning: {
      fr: 'La lecture automatique et régulière des descriptions publiées par une source.',
      en: 'The automatic and regular reading of the descriptions that a source publishes.',
    },
  },
  {
    id: 'healthdcat-ap',
    name: { fr: 'HealthDCAT-AP', en: 'HealthDCAT-AP' },
    meaning: {
      fr: 'Le vocabulaire européen commun des descriptions de jeux de données de santé, qui prolonge DCAT-AP.',
      en: 'The common European vocabulary for describing health datasets, an extension of DCAT-AP.',
    },
  },
  {
    id: 'rdf',
    name: { fr: 'RDF, SPARQL', en: 'RDF, SPARQL' },
    meaning: {
      fr: 'Une façon d’écrire des faits que les machines peuvent relier entre eux, et le langage pour les interroger.',
      en: 'A way of writing facts that machines can connect, and the language to query them.',
    },
  },
];
