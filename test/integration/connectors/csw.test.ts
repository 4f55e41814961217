import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CswMisbehaviour, type CswSandbox, startCsw } from '../../sandbox/csw.ts';
import type { Fault } from '../../sandbox/switches.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

describe('harvesting a catalogue service', () => {
  let sandbox: CswSandbox;
  let service: ConnectorHarvest;

  beforeAll(async () => {
    sandbox = await startCsw();
    service = await startConnectorHarvest({
      connector: 'csw',
      url: sandbox.url,
      mapping: 'iso-19139',
      options: { outputSchema: 'gmd', pageSize: 4 },
      defaults: nationalDefaults,
      policy: { deletion: { graceDays: 0 } },
    });
  }, 180_000);
  afterAll(async () => {
    await service.close();
    await sandbox.close();
  });

  it('publishes its datasets, and not the map service among them', async () => {
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], requests: 3 });
    expect(run.counts).toMatchObject({ created: 10, quarantined: 0, failed: 0 });
    await expectGolden(await service.published(), sandbox.origin, 'csw');
  }, 180_000);

  it.each<readonly [string, Fault, string]>([
    ['a login page', { mode: 'login-page' }, 'PARSE_LOGIN_PAGE'],
    ['half a document', { mode: 'half-document' }, 'PARSE_TRUNCATED'],
    ['a status', { status: 403 }, 'FETCH_STATUS'],
  ])('deletes nothing when the second page is %s', async (_name, fault, code) => {
    await service.datasetEvents();
    sandbox.fail({ path: /startPosition=5&/, ...fault });
    const { run } = await service.harvest();
    sandbox.mend();
    expect(run.verdict).toBe('partial');
    expect(run.problems.map((problem) => problem.code)).toEqual([code]);
    expect(await service.datasetEvents()).toEqual([]);
  });

  it.each<readonly [CswMisbehaviour, string]>([
    ['repeating-page', 'GATHER_PAGE_LOOP'],
    ['leads-back', 'GATHER_PAGE_LOOP'],
    ['exception', 'FETCH_STATUS'],
  ])('deletes nothing when its pages are broken by %s', async (how, code) => {
    sandbox.remove('FRESH-PEF3406');
    sandbox.misbehave(how);
    const { run } = await service.harvest();
    sandbox.mend();
    sandbox.restore('FRESH-PEF3406');
    expect(run.verdict).toBe('partial');
    expect(run.problems.map((problem) => problem.code)).toEqual([code]);
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('makes one event of each change', async () => {
    sandbox.add();
    sandbox.change('FRESH-PEF3395');
    sandbox.remove('FRESH-PEF3162');
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [] });
    const events = await service.datasetEvents();
    expect(events.map(({ type }) => type).sort()).toEqual(['create', 'delete', 'update']);
  });
});
