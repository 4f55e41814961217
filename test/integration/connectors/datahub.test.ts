import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataHubSandbox, startDataHubSandbox } from '../../sandbox/graphql/datahub.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

describe('harvesting a DataHub', () => {
  let sandbox: DataHubSandbox;
  let service: ConnectorHarvest;

  beforeAll(async () => {
    sandbox = await startDataHubSandbox();
    service = await startConnectorHarvest({
      connector: 'graphql',
      url: sandbox.url,
      options: { api: 'datahub', pageSize: 4 },
      mapping: 'datahub',
      level: 'local',
      defaults: nationalDefaults,
      policy: { deletion: { graceDays: 0 } },
    });
  }, 180_000);
  afterAll(async () => {
    await service.close();
    await sandbox.close();
  });

  it('publishes the curated products and says what the others lack', async () => {
    const { run, outcomes } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], gathered: 11 });
    expect(run.counts).toMatchObject({ created: 9, quarantined: 2, failed: 0 });
    const bad = outcomes.filter(({ kind }) => kind === 'quarantined');
    expect(bad.map(({ remoteKey }) => remoteKey).sort()).toEqual([
      'urn:li:dataProduct:brut-logs',
      'urn:li:dataProduct:brut-rh',
    ]);
    await expectGolden(await service.published(), sandbox.origin, 'datahub');
  }, 180_000);

  it('names no person although a product does', async () => {
    const text = (await service.published()).map(({ object }) => object.value).join('\n');
    expect(text).not.toContain('camille');
    expect(text).not.toContain('Camille');
  });

  it('finds everything unchanged the second time', async () => {
    await service.datasetEvents();
    const { run } = await service.harvest();
    expect(run.counts).toMatchObject({ created: 0, updated: 0, unchanged: 11 });
    expect(await service.datasetEvents()).toEqual([]);
  });

  it.each([
    ['login-page', 'PARSE_LOGIN_PAGE'],
    ['half-document', 'PARSE_TRUNCATED'],
    ['truncate', 'FETCH_TRUNCATED'],
    ['empty', 'PARSE_SYNTAX'],
  ] as const)('deletes nothing when the first page is a %s', async (mode, code) => {
    sandbox.switches.fail('datahub', { mode });
    const { run } = await service.harvest();
    sandbox.switches.mend();
    expect(run.verdict).toBe('failed');
    expect(run.problems.map((problem) => problem.code)).toEqual([code]);
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('deletes nothing when a later page of the scroll fails', async () => {
    sandbox.switches.fail('datahub', { path: /scroll-4/, status: 403 });
    const { run } = await service.harvest();
    sandbox.switches.mend();
    expect(run.verdict).toBe('partial');
    expect(run.counts.unchanged).toBe(4);
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('keeps a product whose datasets could not be read as it was', async () => {
    sandbox.switches.fail('datahub', {
      path: /"urn":"urn:li:dataProduct:socle-omop"/,
      status: 403,
    });
    const { run, outcomes } = await service.harvest();
    sandbox.switches.mend();
    expect(run).toMatchObject({ verdict: 'complete', counts: { failed: 1, unchanged: 10 } });
    const failed = outcomes.find(({ kind }) => kind === 'failed');
    expect(failed).toMatchObject({
      remoteKey: 'urn:li:dataProduct:socle-omop',
      problem: { code: 'FETCH_STATUS' },
    });
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('asks again after a 503', async () => {
    sandbox.switches.fail('datahub', { status: 503, times: 1 });
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [] });
  });

  it('publishes one product added, one changed and one removed as three events', async () => {
    sandbox.switches.add('datahub');
    sandbox.switches.change('datahub', 'biologie');
    sandbox.switches.remove('datahub', 'oncologie');
    const { run } = await service.harvest();
    expect(run.counts).toMatchObject({ created: 1, updated: 1, deleted: 1 });
    const events = await service.datasetEvents();
    expect(events.map(({ type }) => type).sort()).toEqual(['create', 'delete', 'update']);
  });
});
