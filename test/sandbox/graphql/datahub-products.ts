/** Structured properties by local name. */
type Properties = Readonly<Record<string, readonly (string | number)[]>>;

/** A dataset of a data product. */
export interface Asset {
  /** Technical name. */
  readonly name: string;
  readonly title: string;
  /** Path, description, native type. */
  readonly fields?: readonly (readonly [string, string | null, string])[];
  readonly bytes?: number;
  readonly tags?: readonly string[];
  readonly properties?: Properties;
}

/** A data product of the warehouse. */
export interface Product {
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly page?: string;
  readonly tags?: readonly string[];
  readonly properties?: Properties;
  readonly assets: readonly Asset[];
}

const request = 'https://eds.hopital.example/demande';

function table(name: string, title: string, ...fields: NonNullable<Asset['fields']>): Asset {
  const properties = { accessUrl: [request], distributionFormat: ['PARQUET'] };
  return { name, title, fields, bytes: 1_073_741_824, properties };
}

function product(
  key: string,
  name: string,
  description: string,
  properties: Properties,
  ...assets: readonly Asset[]
): Product {
  return {
    key,
    name,
    description,
    page: `https://eds.hopital.example/${key}`,
    tags: [key],
    properties: { accessRights: ['RESTRICTED'], healthCategory: ['EHRS'], ...properties },
    assets,
  };
}

/** Data products as a hospital curates them: some fully, some not at all. */
export const products: readonly Product[] = [
  product(
    'socle-omop',
    "Socle OMOP de l'entrepôt",
    '## Socle OMOP\nEntrepôt au format **OMOP CDM v5.4**, séjours depuis 2015.\n\n* séjours\n* diagnostics',
    {
      numberOfUniqueIndividuals: ['11 400 000'],
      coding: ['ICD-10', 'CCAM', 'LOINC', 'NFS'],
      publishingFrequency: ['IRREGULAR'],
      referenceSpecification: ['OMOP-CDM'],
      publisherName: ["Hôpital d'exemple"],
      publisherHomepage: ['https://hopital.example'],
      publisherType: ['healthcareSystem'],
      temporalCoverageStart: ['2015-01-01'],
    },
    table(
      'omop.person',
      'Personnes',
      ['[version=2.0].[type=long].person_id', 'Identifiant pseudonymisé', 'BIGINT'],
      ['year_of_birth', null, 'INTEGER'],
    ),
    table('omop.visit_occurrence', 'Séjours', ['visit_occurrence_id', 'Séjour', 'BIGINT']),
    {
      name: 'omop.exemple.csv',
      title: 'Extrait fictif',
      tags: ['dcat:sample'],
      properties: { accessUrl: ['https://eds.hopital.example/exemple.csv'] },
    },
  ),
  product(
    'passages-urgences',
    'Passages aux urgences',
    'Passages dans les services des urgences adultes et pédiatriques.',
    {
      healthTheme: ['EMERGENCY_SETTINGS'],
      healthCategory: ['EHRS', 'ZZZZ'],
      contactPointEmail: ['eds@example.org'],
    },
    table('urgences.passage', 'Passages', ['passage_id', 'Passage', 'BIGINT']),
  ),
  product('sejours-mco', 'Séjours MCO', 'Résumés de sortie du PMSI en MCO.', {
    coding: ['CIM-10', 'CCAM', 'GHM'],
    publishingFrequency: ['MONTHLY'],
  }),
  product(
    'biologie',
    'Résultats de biologie',
    'Résultats des laboratoires, codés en LOINC.',
    { coding: ['LOINC'], numberOfRecords: [1_200_000_000] },
    // Nowhere to be asked for: no distribution, but its variables are told.
    { name: 'bio.resultat', title: 'Résultats', fields: [['resultat_id', null, 'uuid']] },
  ),
  product('pharmacie', 'Prescriptions', 'Prescriptions et dispensations à l’hôpital.', {
    coding: ['ATC', 'UCD'],
    license: ['Accès après avis du comité scientifique'],
  }),
  product('comptes-rendus', 'Comptes rendus', 'Comptes rendus textuels pseudonymisés.', {
    personalData: ['MedicalHealth'],
    legalBasis: ['eu-gdpr:A6-1-e', 'eu-gdpr:A9-2-j'],
  }),
  product('reanimation', 'Réanimation', 'Signaux et scores des services de réanimation.', {}),
  product(
    'oncologie',
    'Oncologie',
    'Chimiothérapies, radiothérapies et réunions de concertation.',
    {
      healthTheme: ['CANCER_DISEASE'],
      hdabName: ['Plateforme des données de santé (Health Data Hub)'],
    },
  ),
  product('imagerie', "Index de l'imagerie", 'Index des examens d’imagerie, sans les images.', {
    contactPointName: ['Camille Exemple'],
    contactPointEmail: ['camille.exemple@example.org'],
  }),
  // As most are: never described for a catalogue.
  { key: 'brut-rh', name: 'brut_rh', description: null, assets: [] },
  { key: 'brut-logs', name: 'brut_logs', description: null, assets: [] },
];
