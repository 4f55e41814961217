const ejpRd = 'http://purl.org/ejp-rd/metadata-model/v1/example-rdf';
/** Place of the datasets of one example. */
export const bees = 'data.gov.gr/id/dataset';

/** Datasets that each RDF file describes, by remote key; those of two files stand at the first. */
export const described = {
  sources: {
    'constructed/bndmr-fdp-page.CONSTRUCTED.ttl': ['https://fdp.example.org/dataset/sdm-mr'],
    'fdp/ejprd-biobank.ttl': [`${ejpRd}/biobank`],
    'fdp/ejprd-dataset.ttl': [`${ejpRd}/cellosaurusDataset`],
    'fdp/ejprd-patientRegistry.ttl': [`${ejpRd}/patientRegistry`],
    'fdp/fdp-ref-goNlSvR5-dataset.ttl': ['http://www.dtls.nl/fdp/comparativeGenomics/goNlSvR5'],
    'fdp/root_fdp_response.ttl': ['http://example.org/Dataset1'],
    'healthdcat/fresh-hdap-plus-full-example.r7.ttl': [
      'https://example.org/dataset/cancer-registry-2024',
    ],
    'ldes/vsds-dcat-combined-all.ttl': [
      'http://localhost.dev/buildings',
      'http://localhost.dev/parcels',
    ],
    'udata/paged-collection-1.jsonld': [1, 2, 3].map((n) => `http://data.test.org/datasets/${n}`),
    'udata/paged-collection-2.jsonld': ['http://data.test.org/datasets/4'],
  },
  examples: {
    'ckanext-dcat/catalog.rdf': [1, 2].map((n) => `https://data.some.org/catalog/datasets/${n}`),
    'ckanext-dcat/dataset_gov_de.rdf': [
      'https://www.opendata-hro.de/dataset/c1be4007-d811-48fb-8818-2cb358b06a63',
    ],
    'ckanext-dcat/dataset_health.ttl': ['http://example.healthdata.nl/set/dataset'],
    'dcat-ap-3/example-bee-population-2022-2023.ttl': [
      `https://${bees}/BeePopulation2022`,
      `https://${bees}/BeePopulation2023`,
    ],
    'dcat-ap-3/example-bee-population-dataset-series-api.ttl': [
      `https://${bees}/BeePopulationLive`,
    ],
    'dcat-ap-3/example-bee-population-dataset-series-combined.ttl': [
      `https://${bees}/BeePopulation2000`,
    ],
    'dcat-ap-3/example-bee-populaton-2022-2023.ttl': [
      `http://${bees}/BeePopulation2022`,
      `http://${bees}/BeePopulation2023`,
    ],
    'ejp-rd/biobank.ttl': [`${ejpRd}/biobank`],
    'ejp-rd/dataset.ttl': [`${ejpRd}/cellosaurusDataset`],
    'ejp-rd/patientRegistry.ttl': [`${ejpRd}/patientRegistry`],
    'gdi/dataset_d7129d28-b72a-437f-8db0-4f0258dd3c25.ttl': [
      'https://health-ri.sandbox.semlab-leiden.nl/dataset/d7129d28-b72a-437f-8db0-4f0258dd3c25',
    ],
    'gdi/root_fdp_response.ttl': ['http://example.org/Dataset1'],
    'healthdcat-ap-de/FDZ-Gesundheit.ttl': ['https://zenodo.org/records/11472236'],
    'healthdcat-ap-draft/healthDCATAP_RDF_template.ttl': [
      'http://fair.healthdataportal.eu:8080/dataset/c1aa4336-1037-42c2-8c31-013f42bdd3e0',
    ],
    'healthdcat-ap-r8/example-healthdcat-dataset.ttl': [
      'https://healthdcat-ap.example.org/release-7/example/dataset-oncology-ehrs-2024',
    ],
    'udata/bnodes.jsonld': ['1', '2', '3'],
    'udata/paged-collection-1.jsonld': [1, 2, 3].map((n) => `http://data.test.org/datasets/${n}`),
    'udata/paged-collection-2.jsonld': ['http://data.test.org/datasets/4'],
  },
} as const;

const series = 'dcat-ap-3/example-bee-population-dataset-series';

/** RDF files that cannot be read, or whose dataset has no title: rdf.test.ts says with which reason. */
export const brokenRdf = [
  'examples/dcat-ap-3/example-bee-population.ttl',
  'examples/healthdcat-ap-de/RKI_SARS-CoV-2_Infektionen_in_Deutschland.ttl',
  'sources/ldes/vsds-ldes-with-dcat.ttl',
  'sources/ldes/vsds-ldes.ttl',
];

/** RDF files that say one thing more about datasets of the files before them. */
export const repeatedRdf = [
  'examples/dcat-ap-3/example-bee-population-dataset-frequency.ttl',
  `examples/${series}.ttl`,
  ...[
    'frequency',
    'gea-nha',
    'issued',
    'life-count',
    'modified',
    'ordered',
    'spatial-thessaloniki',
    'spatial-thessaloniki-athens',
  ].map((what) => `examples/${series}-${what}.ttl`),
];
