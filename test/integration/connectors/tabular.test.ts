import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { omopKey, startTabular, type TabularSandbox, tableNames } from '../../sandbox/tabular.ts';
import {
  type ConnectorHarvest,
  type SourceEntry,
  startConnectorHarvest,
} from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';

const agent = {
  name: { fr: 'Organisme d’accès' },
  contactPage: 'https://hdab.example.org/contact',
};
const defaults = {
  hdab: agent,
  publisher: agent,
  contactPoint: { url: 'https://hdab.example.org/contact' },
  accessRights: 'RESTRICTED',
  healthCategory: ['EHRS'],
  applicableLegislation: ['http://data.europa.eu/eli/reg/2025/327/oj'],
  distribution: { accessUrl: 'landingPage' },
};
const policy = { deletion: { graceDays: 0 } };

let site: TabularSandbox;
let service: ConnectorHarvest;
let first: Awaited<ReturnType<ConnectorHarvest['harvest']>>;

/** Starts site and service, and harvests once. */
async function start(entry: (site: TabularSandbox) => SourceEntry): Promise<void> {
  site = await startTabular();
  service = await startConnectorHarvest({ defaults, policy, ...entry(site) });
  first = await service.harvest();
  await service.datasetEvents();
}
afterEach(() => site.mend());
async function stop(): Promise<void> {
  await service.close();
  await site.close();
}

describe('an inventory in XLSX', () => {
  beforeAll(() =>
    start((site) => ({
      connector: 'tabular',
      url: site.workbook,
      mapping: 'inventory',
      options: { nameColumns: ['Organisme', "Nom de l'entrepôt"] },
      defaults: { ...defaults, hasStructuredData: false },
    })),
  );
  afterAll(stop);

  it('is published as the golden graph, without its hidden sheet', async () => {
    const { run, outcomes } = first;
    expect(run).toMatchObject({ verdict: 'complete', gathered: 16 });
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(16).fill('created'));
    await expectGolden(await service.published(), site.origin, 'tabular-inventory');
  });

  it('costs one request and no event when nothing changed, and one event per change', async () => {
    expect((await service.harvest()).run).toMatchObject({ requests: 1, notModified: 1 });
    site.add();
    site.change('exemple-adultes');
    site.remove('exemple-enfants');
    const { run } = await service.harvest();
    expect(run.counts).toMatchObject({ created: 1, updated: 1, deleted: 1, unchanged: 14 });
    const types = (await service.datasetEvents()).map(({ type }) => type);
    expect(types.sort()).toEqual(['create', 'delete', 'update']);
  });

  it.each([
    { mode: 'login-page', code: 'PARSE_LOGIN_PAGE' },
    { mode: 'half-document', code: 'PARSE_TRUNCATED' },
    { mode: 'truncate', code: 'FETCH_TRUNCATED' },
    { mode: 'empty', code: 'PARSE_SYNTAX' },
    { mode: 'oversize', code: 'FETCH_BODY_TOO_LARGE' },
  ] as const)('deletes nothing when it comes as $mode', async ({ mode, code }) => {
    site.change('exemple-adultes');
    site.fail({ mode });
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'failed', problems: [{ code }], missing: 0 });
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('is read all the same when the server fails once', async () => {
    site.fail({ status: 500, times: 1 });
    expect((await service.harvest()).run.verdict).toBe('complete');
  });
});

describe('an OMOP database', () => {
  beforeAll(() =>
    start((site) => ({
      connector: 'tabular',
      url: site.cdmSource,
      mapping: 'omop',
      options: { layout: 'omop', achilles: 'achilles_results.csv' },
    })),
  );
  afterAll(stop);

  it('is published with what Achilles counted', async () => {
    expect(first.run.counts).toMatchObject({ created: 1 });
    await expectGolden(await service.published(), site.origin, 'tabular-omop');
  });

  it('is read whole again when only CDM_SOURCE changed', async () => {
    expect((await service.harvest()).run).toMatchObject({ requests: 2, notModified: 2 });
    site.change(omopKey);
    const { run } = await service.harvest();
    expect(run.counts).toMatchObject({ updated: 1 });
    const published = (await service.published()).map(({ object }) => object.value);
    expect(published).toContain('1204331');
    expect(published).toContain('2026-07-16');
    expect((await service.datasetEvents()).map(({ type }) => type)).toEqual(['update']);
  });

  it('stays as it is when its counts cannot be had', async () => {
    site.change(omopKey);
    site.fail({ path: /achilles/, status: 403 });
    expect((await service.harvest()).run).toMatchObject({
      verdict: 'failed',
      problems: [{ code: 'FETCH_STATUS' }],
    });
    expect(await service.datasetEvents()).toEqual([]);
  });
});

describe('a schema of tables', () => {
  beforeAll(() =>
    start((site) => ({
      connector: 'tabular',
      url: site.schemas,
      mapping: 'table-schema',
      options: {
        layout: 'table-schema',
        key: 'snds-exemple',
        title: { fr: 'Tables du SNDS', en: 'Tables of the SNDS' },
        description: { fr: 'Tables et variables de la base.' },
      },
    })),
  );
  afterAll(stop);

  it('is published as one dataset with its variables', async () => {
    expect(first.run.counts).toMatchObject({ created: 1 });
    await expectGolden(await service.published(), site.origin, 'tabular-table-schema');
  });

  it('changes with any table, and with the list of them', async () => {
    expect((await service.harvest()).run).toMatchObject({ notModified: 4, gathered: 1 });
    const titles = async () =>
      (await service.published()).filter(
        ({ predicate, object }) =>
          predicate.value.endsWith('csvw#name') && object.value === 'AJOUT_1',
      ).length;
    site.change(tableNames[1]);
    expect((await service.harvest()).run.counts).toMatchObject({ updated: 1 });
    expect(await titles()).toBe(1);
    site.remove(tableNames[1]);
    expect((await service.harvest()).run.counts).toMatchObject({ updated: 1, deleted: 0 });
    expect(await titles()).toBe(0);
    expect((await service.datasetEvents()).map(({ type }) => type)).toEqual(['update', 'update']);
  });

  it('stays as it is when one table is broken', async () => {
    site.change(tableNames[0]);
    site.fail({ path: /SEJOUR/, mode: 'half-document' });
    const { run } = await service.harvest();
    expect(run.verdict).not.toBe('complete');
    expect(await service.datasetEvents()).toEqual([]);
  });
});
