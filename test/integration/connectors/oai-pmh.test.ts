import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OaiPmhSandbox, startOaiPmh } from '../../sandbox/oai-pmh.ts';
import type { Fault } from '../../sandbox/switches.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

describe('harvesting an OAI-PMH repository', () => {
  let sandbox: OaiPmhSandbox;
  let service: ConnectorHarvest;

  beforeAll(async () => {
    sandbox = await startOaiPmh();
    service = await startConnectorHarvest({
      connector: 'oai-pmh',
      url: sandbox.url,
      mapping: 'ddi',
      options: { metadataPrefix: 'oai_ddi25' },
      defaults: nationalDefaults,
      policy: { deletion: { graceDays: 0 } },
    });
  }, 180_000);
  afterAll(async () => {
    await service.close();
    await sandbox.close();
  });

  const asked = () => {
    const queries = sandbox
      .requests()
      .map(({ path }) => new URL(path, sandbox.origin).searchParams);
    return queries.map((query) => query.get('from')).filter((from) => from !== null);
  };

  it('publishes its DDI records, and not the one with a deleted header', async () => {
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], requests: 4 });
    expect(run.counts).toMatchObject({ created: 30, quarantined: 0, failed: 0 });
    await expectGolden(await service.published(), sandbox.origin, 'oai-pmh');
  }, 180_000);

  it('asks only for changes then, and makes one event of each', async () => {
    await service.datasetEvents();
    sandbox.add();
    sandbox.change('FRESH-PEF3395');
    sandbox.remove('FRESH-PEF3162');
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], requests: 2 });
    expect(asked()).toEqual(['2026-08-31T02:00:00Z']);
    const events = await service.datasetEvents();
    expect(events.map(({ type }) => type).sort()).toEqual(['create', 'delete', 'update']);
  });

  it('finds nothing new the third time', async () => {
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [] });
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('gets over a failure that passes', async () => {
    sandbox.fail({ status: 500, times: 1 });
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [] });
  });

  it.each<readonly [string, Fault, string]>([
    ['a login page', { mode: 'login-page' }, 'PARSE_LOGIN_PAGE'],
    ['half a document', { mode: 'half-document' }, 'PARSE_TRUNCATED'],
    ['a status', { status: 403 }, 'FETCH_STATUS'],
  ])(
    'deletes nothing when the list is %s, and asks for the same changes again',
    async (_name, fault, code) => {
      sandbox.fail({ path: /ListRecords/, ...fault });
      const before = asked().at(-1);
      const failed = await service.harvest();
      sandbox.mend();
      expect(failed.run.verdict).not.toBe('complete');
      expect(failed.run.problems[0]?.code).toBe(code);
      expect((await service.harvest()).run.verdict).toBe('complete');
      expect(asked().at(-1)).toBe(before);
      expect(await service.datasetEvents()).toEqual([]);
    },
  );
});
