import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HarvestRun, Outcome } from '../../../src/model/run.ts';
import { type SourceEntry, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { startServer } from '../../support/loopback-server.ts';
import { nationalDefaults } from './national-defaults.ts';

const oracle = process.env['ORACLE_DATA'] ?? '';

const mediaTypes: Readonly<Record<string, string>> = {
  '.ttl': 'text/turtle',
  '.rdf': 'application/rdf+xml',
  '.jsonld': 'application/ld+json',
  // Without a charset, as web servers send such files.
  '.csv': 'text/csv',
};

/** Serves the files of a folder, and of those below it, that are plain RDF or sheets, with an index. */
async function serveFolder(folder: string) {
  const entries = await readdir(folder, { recursive: true });
  const names = entries.filter((name) => extname(name) in mediaTypes).sort();
  const index = names.map((name) => `<li><a href="${name}">${name}</a></li>`).join('\n');
  return startServer(async (request, response) => {
    const name = decodeURIComponent((request.url ?? '/').slice(1));
    if (name === '') {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<html><ul>${index}</ul></html>`);
    } else if (names.includes(name)) {
      const body = await readFile(join(folder, name));
      response.writeHead(200, { 'content-type': mediaTypes[extname(name)] }).end(body);
    } else response.writeHead(404).end();
  });
}

interface Harvested {
  readonly run: HarvestRun;
  /** In order, with addresses of the server as paths. */
  readonly outcomes: readonly Outcome[];
}

/** Harvests a folder once, through the whole flow. */
async function harvestFolder(
  folder: string,
  entry: Omit<SourceEntry, 'url'>,
  file = '',
): Promise<Harvested> {
  const site = await serveFolder(join(oracle, folder));
  const service = await startConnectorHarvest({
    connector: 'rdf-http',
    mapping: 'dcat-ap',
    defaults: nationalDefaults,
    policy: { onViolation: 'publish' },
    ...entry,
    url: `${site.url}/${file}`,
  });
  const { run, outcomes } = await service.harvest();
  await service.close();
  await site.close();
  return {
    run,
    outcomes: outcomes.map((outcome) => ({
      ...outcome,
      remoteKey: outcome.remoteKey.replace(site.url, ''),
    })),
  };
}

const keysOf = ({ outcomes }: Harvested, kind: Outcome['kind']): readonly string[] =>
  outcomes.flatMap((outcome) => (outcome.kind === kind ? outcome.remoteKey : [])).sort();

/** Codes by remote key of what could not be published. */
const failures = ({ outcomes }: Harvested): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    outcomes
      .filter(({ kind }) => kind === 'failed')
      .map(({ remoteKey, problem }) => [remoteKey, problem?.code]),
  );

function expectNoDefectOfOurs({ run, outcomes }: Harvested): void {
  const problems = [...run.problems, ...outcomes.flatMap(({ problem }) => problem ?? [])];
  expect(problems.filter(({ code }) => code === 'INTERNAL')).toEqual([]);
  expect(run.verdict).not.toBe('failed');
  const { created, updated, unchanged, quarantined, failed } = run.counts;
  expect({ updated, unchanged, quarantined }).toEqual({ updated: 0, unchanged: 0, quarantined: 0 });
  expect(run.gathered).toBe(created + failed);
}

const ejpRd = 'http://purl.org/ejp-rd/metadata-model/v1/example-rdf';
const bees = 'data.gov.gr/id/dataset';

/** Datasets that each file describes, by remote key; those of two files stand at the first. */
const described = {
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

const directory = { connector: 'rdf-http', mapping: 'dcat-ap', options: { mode: 'directory' } };

describe.skipIf(!oracle)('a directory of real RDF files', () => {
  let sources: Harvested;
  let examples: Harvested;
  beforeAll(async () => {
    sources = await harvestFolder('sources', directory);
    examples = await harvestFolder('examples', directory);
  }, 180_000);

  it('of sources publishes every dataset described', () => {
    expect(keysOf(sources, 'created')).toEqual(Object.values(described.sources).flat().sort());
    expectNoDefectOfOurs(sources);
  });

  it('of sources fails only the event stream without a title', () => {
    expect(sources.run).toMatchObject({ verdict: 'complete', problems: [] });
    expect(failures(sources)).toEqual({ 'http://localhost:8080/name1': 'MAP_NO_TITLE' });
    expect(keysOf(sources, 'skipped')).toEqual([]);
  });

  it('of examples publishes every dataset described', () => {
    expect(keysOf(examples, 'created')).toEqual(Object.values(described.examples).flat().sort());
    expectNoDefectOfOurs(examples);
  });

  it('of examples fails what is no valid Turtle, and proves no absence then', () => {
    const series = '/dcat-ap-3/example-bee-population-dataset-series';
    expect(failures(examples)).toEqual({
      'https://zenodo.org/record/7905504': 'PARSE_PREFIX',
      [`${series}-api.ttl`]: 'PARSE_SYNTAX',
      [`${series}-combined.ttl`]: 'PARSE_SYNTAX',
      // The first of its two files says only how often it changes.
      [`https://${bees}/BeePopulation`]: 'MAP_NO_TITLE',
    });
    expect(examples.run.verdict).toBe('partial');
    expect(examples.run.problems.map(({ code }) => code)).toEqual(['PARSE_SYNTAX', 'PARSE_SYNTAX']);
  });

  it('of examples skips only further descriptions of a dataset it has read', () => {
    const skipped = examples.outcomes.filter(({ kind }) => kind === 'skipped');
    expect(skipped.length).toBeGreaterThan(0);
    for (const { remoteKey, problem } of skipped) {
      expect(remoteKey).toContain(bees);
      expect(problem?.code).toBe('IDENTIFY_DUPLICATE_KEY');
    }
  });

  it('finds no violation in the official example of Release 8', () => {
    const [key] = described.examples['healthdcat-ap-r8/example-healthdcat-dataset.ttl'];
    const outcome = examples.outcomes.find(({ remoteKey }) => remoteKey === key);
    expect(outcome).toMatchObject({ kind: 'created' });
    expect(outcome?.violations ?? 0).toBe(0);
  });
});

describe.skipIf(!oracle)('an inventory sheet in windows-1252', () => {
  let found: Harvested;
  beforeAll(async () => {
    const entry = {
      connector: 'tabular',
      mapping: 'inventory',
      options: { nameColumns: ['Organisme', "Nom de l'entrepôt"] },
    };
    found = await harvestFolder(
      'sources/constructed',
      entry,
      'eds-inventaire.cp1252.CONSTRUCTED.csv',
    );
  }, 120_000);

  it('gives a dataset for each sound row', () => {
    expect(keysOf(found, 'created')).toEqual([
      'assistance-publique-hopitaux-de-paris-eds-ap-hp',
      'chu-de-bordeaux-eds-chu-bordeaux',
      'chu-de-lille-include',
      'chu-de-montpellier-edol',
      'chu-de-toulouse-eds-chu-toulouse',
      'gcs-hugo-ouest-data-hub',
      'hospices-civils-de-lyon-eds-hcl',
      'p4dp-entrepot-medecine-de-ville-p4dp',
    ]);
    expectNoDefectOfOurs(found);
  });

  it('fails the row with a stray separator and skips the second row of a warehouse', () => {
    expect(failures(found)).toEqual({ 'chu-de-rennes-ehop-rennes': 'PARSE_SYNTAX' });
    expect(keysOf(found, 'skipped')).toEqual(['chu-de-lille-include']);
  });
});
