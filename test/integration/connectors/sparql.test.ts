import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type SparqlSandbox,
  sparqlKeys,
  startSparqlSandbox,
} from '../../sandbox/sparql-endpoint.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

const keys = [...sparqlKeys];
const list = /SELECT%20DISTINCT/;

describe('harvesting a SPARQL endpoint', () => {
  let sandbox: SparqlSandbox;
  let service: ConnectorHarvest;

  beforeAll(async () => {
    sandbox = await startSparqlSandbox();
    service = await startConnectorHarvest({
      connector: 'sparql',
      url: sandbox.url,
      options: { pageSize: 7, batchSize: 5 },
      mapping: 'dcat-ap',
      defaults: nationalDefaults,
      policy: { deletion: { graceDays: 0 } },
    });
  }, 180_000);
  afterAll(async () => {
    await service.close();
    await sandbox.close();
  });

  it('publishes every dataset with the nodes nested in it', async () => {
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], gathered: keys.length });
    expect(run.counts).toMatchObject({ created: keys.length, failed: 0, quarantined: 0 });
    await expectGolden(await service.published(), sandbox.origin, 'sparql');
  }, 180_000);

  it('finds everything unchanged although blank nodes have new labels in every answer', async () => {
    await service.datasetEvents();
    const { run } = await service.harvest();
    expect(run.counts).toMatchObject({ created: 0, updated: 0, unchanged: keys.length });
    expect(await service.datasetEvents()).toEqual([]);
  });

  it.each([
    ['login-page', 'PARSE_LOGIN_PAGE'],
    ['half-document', 'PARSE_TRUNCATED'],
    ['truncate', 'FETCH_TRUNCATED'],
  ] as const)('deletes nothing when the list is a %s', async (mode, code) => {
    sandbox.switches.fail('sparql', { path: list, mode });
    const { run } = await service.harvest();
    sandbox.switches.mend();
    expect(run.verdict).toBe('failed');
    expect(run.problems.map((problem) => problem.code)).toEqual([code]);
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('deletes nothing when a later page of the list fails', async () => {
    sandbox.switches.fail('sparql', { path: /OFFSET%207/, status: 400 });
    const { run } = await service.harvest();
    sandbox.switches.mend();
    expect(run).toMatchObject({ verdict: 'partial', counts: { unchanged: 7, deleted: 0 } });
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('asks for fewer datasets at once where descriptions come cut off', async () => {
    sandbox.switches.fail('sparql', { path: /CONSTRUCT/, mode: 'half-document', times: 1 });
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', counts: { unchanged: keys.length } });
  });

  it('fails the one dataset that cannot be described, and goes on', async () => {
    const [, broken = ''] = keys;
    const path = new RegExp(`VALUES.*${encodeURIComponent(sandbox.iriOf(broken))}`);
    sandbox.switches.fail('sparql', { path, status: 400 });
    const { run, outcomes } = await service.harvest();
    sandbox.switches.mend();
    expect(run).toMatchObject({ verdict: 'complete', counts: { unchanged: keys.length - 1 } });
    expect(outcomes.filter(({ kind }) => kind === 'failed')).toMatchObject([
      { remoteKey: sandbox.iriOf(broken), problem: { code: 'FETCH_STATUS' } },
    ]);
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('gives up on an endpoint that describes nothing any more, and deletes nothing', async () => {
    sandbox.switches.fail('sparql', { path: /CONSTRUCT/, status: 400 });
    const { run } = await service.harvest();
    sandbox.switches.mend();
    expect(run).toMatchObject({ verdict: 'partial', counts: { failed: 3, deleted: 0 } });
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('publishes one dataset added, one changed and one removed as three events', async () => {
    const [, , changed = '', removed = ''] = keys;
    sandbox.switches.add('sparql');
    sandbox.switches.change('sparql', changed);
    sandbox.switches.remove('sparql', removed);
    const { run } = await service.harvest();
    expect(run.counts).toMatchObject({ created: 1, updated: 1, deleted: 1 });
    const events = await service.datasetEvents();
    expect(events.map(({ type }) => type).sort()).toEqual(['create', 'delete', 'update']);
  });
});
