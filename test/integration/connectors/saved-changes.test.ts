import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { type FileServer, startFileServer } from '../../support/file-server.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

const pack = (name: string, title: string) =>
  JSON.stringify({
    success: true,
    result: { id: name, name, title, notes: title, url: 'https://example.org/a', resources: [] },
  });

const study = (idno: string, title: string) =>
  JSON.stringify({
    status: 'success',
    dataset: {
      idno,
      published: 1,
      metadata: {
        study_desc: { title_statement: { idno, title }, study_info: { purpose: title } },
      },
    },
  });

const product = (name: string, asset = 'sejours') =>
  [
    `kind: DATA_PRODUCT`,
    `id: ${name}`,
    `name: ${name}`,
    `description: ${name} de l'entrepôt`,
    `assets: ["urn:li:dataset:(urn:li:dataPlatform:postgres,${asset},PROD)"]`,
    '---',
    'kind: DATASET',
    `name: ${asset}`,
    'platform: postgres',
    'schema: { fields: [{ fieldPath: debut, nativeDataType: DATE }] }',
  ].join('\n');

interface Changes {
  readonly answers: string;
  /** Writes a record anew. */
  readonly write: (name: string, title: string) => string;
  readonly ending: string;
  /** What the software answers instead of a record. */
  readonly refusal: string;
  readonly refused: string;
}

const cases: readonly Changes[] = [
  {
    answers: 'ckan',
    write: pack,
    ending: 'json',
    refusal: '{"success":false,"error":{"message":"Access denied"}}',
    refused: 'Access denied',
  },
  {
    answers: 'nada',
    write: (name, title) => study(`${name}-fr`, title),
    ending: 'json',
    refusal: '{"status":"failed","message":"IDNO-NOT-FOUND"}',
    refused: 'IDNO-NOT-FOUND',
  },
  {
    answers: 'datahub',
    write: (name, title) => product(name, title),
    ending: 'yml',
    refusal: 'kind: [DATA_PRODUCT',
    refused: 'The YAML is broken',
  },
];

describe.each(cases)('a folder of files of $answers', ({ answers, write, ending, ...its }) => {
  let site: FileServer;
  let service: ConnectorHarvest;
  const file = (name: string) => `${name}.${ending}`;

  beforeAll(async () => {
    site = await startFileServer(['a', 'b', 'c'].map((name) => [file(name), write(name, name)]));
    service = await startConnectorHarvest({
      connector: 'saved-answers',
      mapping: answers,
      options: { answers, mode: 'directory' },
      url: `${site.url}/`,
      defaults: nationalDefaults,
      policy: { onViolation: 'publish', deletion: { graceDays: 0, maxShare: 0.5, floor: 5 } },
    });
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], counts: { created: 3 } });
    await service.datasetEvents();
  }, 300_000);
  afterAll(async () => {
    await service.close();
    await site.close();
  });

  it('is published as the golden graph', async () => {
    await expectGolden(await service.published(), site.url, `saved-${answers}`);
  });

  it('that holds a refusal gives a failed record with its words, and deletes nothing', async () => {
    site.files.set(file('b'), its.refusal);
    const { run, outcomes } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'partial', missing: 0, counts: { deleted: 0 } });
    const failed = outcomes.filter(({ kind }) => kind === 'failed');
    expect(failed.map(({ remoteKey }) => remoteKey)).toEqual([`${site.url}/${file('b')}`]);
    expect(failed[0]?.problem?.message).toContain(its.refused);
    expect(await service.datasetEvents()).toEqual([]);
    site.files.set(file('b'), write('b', 'b'));
  }, 120_000);

  it('costs no event while nothing changes', async () => {
    await service.harvest();
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', gathered: 3, notModified: 3 });
    expect(await service.datasetEvents()).toEqual([]);
  }, 120_000);

  it('gives one event for each file added, changed and removed', async () => {
    site.files.set(file('d'), write('d', 'd'));
    site.files.set(file('a'), write('a', 'révision'));
    site.files.delete(file('c'));
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [] });
    const events = await service.datasetEvents();
    expect(events.map(({ type }) => type).sort()).toEqual(['create', 'delete', 'update']);
  }, 120_000);
});
