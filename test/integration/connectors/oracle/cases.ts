import type { FileCase } from './harvest-files.ts';

/** Files that are no plain RDF, and what a harvest of them gives. */
export interface AnswerCase extends FileCase {
  /** Remote keys of the datasets, or their number. */
  readonly created: readonly string[] | number;
  /** Codes by remote key; a file that cannot be read stands under its path. */
  readonly failed?: Readonly<Record<string, string>>;
  readonly skipped?: readonly string[];
  /** Codes of what is wrong with the walk; absent: it is complete. */
  readonly problems?: readonly string[];
}

const saved = (answers: string, mapping: string) => ({
  connector: 'saved-answers',
  mapping,
  options: { answers, mode: 'directory' },
});
const catalogue = 'https://www.geo2france.fr/geonetwork/srv/fre/catalog.search#/metadata';
const omop = 'sources/constructed/omop_cdm_source.CONSTRUCTED.csv';
const inventory = 'sources/constructed/eds-inventaire.cp1252.CONSTRUCTED.csv';
const product = 'urn:li:dataProduct:b78435bfad26dab4c11e6e41c2a72b53';
const biobanks = 'bbmri-eric:ID:FR_';

/** Every sheet and saved answer among the samples. */
export const answerCases: Readonly<Record<string, AnswerCase>> = {
  'oai-pmh': {
    files: ['sources/oai-ddi/listrecords-ddi25.synthetic.xml'],
    entry: saved('oai-pmh', 'ddi'),
    created: [3162, 3395, 3406, 3476, 73376].map((n) => `oai:oai.example.org:FRESH-PEF${n}`),
    // The first page of several, with a deleted header.
    problems: ['GATHER_COUNT_MISMATCH'],
  },
  'oai-pmh-error': {
    files: ['sources/constructed/oai-pmh-errors.CONSTRUCTED.xml'],
    entry: saved('oai-pmh', 'ddi'),
    created: [],
    failed: { '/sources/constructed/oai-pmh-errors.CONSTRUCTED.xml': 'FETCH_STATUS' },
    problems: ['FETCH_STATUS'],
  },
  'csw-dcat': {
    files: [1, 5].map((n) => `sources/csw/geonetwork-dcat-page-${n}.xml`),
    entry: saved('csw', 'dcat-ap'),
    created: [
      `${catalogue}/04bcec79-5b25-4b16-b635-73115f7456e4`,
      `${catalogue}/06367a09-096c-4db6-a122-52469176d619`,
      `${catalogue}/0ae299e7-10d6-4290-944e-c6c62e2aeabf`,
      `${catalogue}/0c232513-cb8c-473a-bbdd-8435eb3987cc`,
    ],
    problems: ['GATHER_COUNT_MISMATCH'],
  },
  'csw-iso': {
    files: ['sources/csw/geonetwork-iso19139-page-1.xml'],
    entry: saved('csw', 'iso-19139'),
    created: [
      'fr-120066022-ldd-56fce164-04b2-41ae-be87-9f256f39dd44',
      'fr-120066022-ldd-777b1c6b-36a7-4650-befa-e4be638cd694',
    ],
    problems: ['GATHER_COUNT_MISMATCH'],
  },
  nada: {
    files: [
      'sources/fresh-api/FRESH-PEF152-fr.nada.xml',
      'sources/nada/FRESH-PEF3162-en.synthetic.json',
      'sources/nada/FRESH-PEF3162-fr.synthetic.json',
      'sources/nada/FRESH-PEF3406.ddi-keys.synthetic.json',
      'sources/nada/catalog-search-page1.synthetic.json',
    ],
    entry: saved('nada', 'nada'),
    created: ['FRESH-PEF152', 'FRESH-PEF3162', 'FRESH-PEF3406'],
    // The list names them, and no file describes them.
    failed: {
      'FRESH-PEF73376': 'MAP_UNREADABLE',
      'FRESH-PEF8468': 'MAP_UNREADABLE',
      'FReSH-90007': 'MAP_UNREADABLE',
    },
    problems: ['GATHER_COUNT_MISMATCH'],
  },
  // Not answers, but notes about answers of another NADA.
  'nada-notes': {
    files: ['errors', 'catalog-list'].map((n) => `sources/fresh-api/nada-${n}.example.json`),
    entry: saved('nada', 'nada'),
    created: [],
    failed: {
      '/sources/fresh-api/nada-catalog-list.example.json': 'MAP_UNREADABLE',
      '/sources/fresh-api/nada-errors.example.json': 'MAP_UNREADABLE',
    },
    problems: ['MAP_UNREADABLE', 'MAP_UNREADABLE'],
  },
  ckan: {
    files: [
      'sources/ckan/ckan_dataset_multilingual.json',
      'examples/ckanext-dcat/health_dcat_ap.json',
    ],
    entry: saved('ckan', 'ckan'),
    created: ['e7ccf79d-705c-427f-8e96-f87bcd6e5318', 'test-dataset-multilingual'],
  },
  dkan: {
    files: ['sources/ckan/dkan-french-w-license.json'],
    entry: saved('dkan', 'ckan'),
    created: ['04be6288-696d-4331-850d-a144871a7e3a'],
  },
  udata: {
    files: ['sources/udata/datagouv-spf-vacsi.fixture.json'],
    entry: saved('udata', 'udata'),
    created: ['6010206e7aa742eb447930f7'],
  },
  mica: {
    files: [
      'sources/mica/seed-network-bbmri.json',
      'sources/mica/seed-studies-first3-lorem.json',
      'sources/mica/seed-study-clsa.json',
    ],
    entry: saved('mica', 'mica'),
    created: ['clsa', 'test-1', 'test-2', 'test-3'],
    failed: { bbmri: 'MAP_NO_DATASET' },
  },
  'datahub-graphql': {
    files: ['sources/constructed/datahub-scrollAcrossEntities.response.CONSTRUCTED.json'],
    entry: saved('datahub', 'datahub'),
    created: ['urn:li:dataProduct:eds-socle-omop', 'urn:li:dataProduct:eds-urgences'],
    problems: ['GATHER_COUNT_MISMATCH'],
  },
  'datahub-yaml': {
    files: ['catalog', 'datasets', 'platforms', 'products'].map(
      (name) => `sources/eds-datahub/${name}.yml`,
    ),
    entry: saved('datahub', 'datahub'),
    created: [product],
  },
  'datahub-proposals': {
    files: ['sources/eds-datahub/yaml_source_mces_golden.json'],
    entry: saved('datahub', 'datahub'),
    created: [product],
  },
  emx2: {
    files: ['sources/constructed/bbmri-emx2-graphql.response.CONSTRUCTED.json'],
    entry: saved('emx2', 'bbmri'),
    created: [
      `${biobanks}BB-0033-00000:collection:nm`,
      `${biobanks}crb-exemple-angers:collection:glioblastome`,
    ],
    failed: { [`${biobanks}crb-exemple-angers:collection:orpheline`]: 'MAP_UNREADABLE' },
  },
  omop: {
    files: [omop, 'sources/constructed/achilles_results.CONSTRUCTED.csv'],
    start: omop,
    entry: {
      connector: 'tabular',
      mapping: 'omop',
      options: { layout: 'omop', achilles: 'achilles_results.CONSTRUCTED.csv' },
    },
    created: ['EDS-EX'],
  },
  'table-schema': {
    files: [
      ...['CT_IND_AAAA_GN', 'ER_PRS_F', 'IR_BEN_R', 'KI_CCI_R', 'MS_CIM_V.schema'].map(
        (name) => `sources/snds/${name}.json`,
      ),
      // The codes that the last schema describes: it stands beside the schemas and is no table.
      'sources/snds/MS_CIM_V.head30.csv',
    ],
    entry: {
      connector: 'tabular',
      mapping: 'table-schema',
      options: { layout: 'table-schema', key: 'snds', title: { fr: 'Tables du SNDS' } },
    },
    created: ['snds'],
  },
  'real-datasets': {
    files: ['sources/fixture-datasets.csv'],
    start: 'sources/fixture-datasets.csv',
    entry: { connector: 'tabular', mapping: 'inventory', options: { keyColumn: 'local_id' } },
    created: 96,
  },
  inventory: {
    files: [inventory],
    start: inventory,
    entry: {
      connector: 'tabular',
      mapping: 'inventory',
      options: { nameColumns: ['Organisme', "Nom de l'entrepôt"] },
    },
    created: [
      'assistance-publique-hopitaux-de-paris-eds-ap-hp',
      'chu-de-bordeaux-eds-chu-bordeaux',
      'chu-de-lille-include',
      'chu-de-montpellier-edol',
      'chu-de-toulouse-eds-chu-toulouse',
      'gcs-hugo-ouest-data-hub',
      'hospices-civils-de-lyon-eds-hcl',
      'p4dp-entrepot-medecine-de-ville-p4dp',
    ],
    // A row with a stray separator, and a second row of one warehouse.
    failed: { 'chu-de-rennes-ehop-rennes': 'PARSE_SYNTAX' },
    skipped: ['chu-de-lille-include'],
  },
};
