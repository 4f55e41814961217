import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { feedAgent, feedDataset, type LdesSandbox, startLdes } from '../../sandbox/ldes.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

// One feed and one catalogue live through all tests in order, as they would for months.
let feed: LdesSandbox;
let service: ConnectorHarvest;
let asked = 0;

/** Requests since the last harvest began. */
function lastRequests(): readonly string[] {
  return feed
    .requests()
    .slice(asked)
    .map(({ path, status }) => `${status} ${path}`);
}

function harvest() {
  asked = feed.requests().length;
  return service.harvest();
}

beforeAll(async () => {
  feed = await startLdes();
  service = await startConnectorHarvest({
    connector: 'ldes',
    url: feed.url,
    mapping: 'dcat-ap',
    defaults: nationalDefaults,
    policy: { deletion: { graceDays: 0 } },
  });
});
afterAll(async () => {
  await service?.close();
  await feed?.close();
});

describe('a DCAT-AP Feed', () => {
  it('that fails on a closed page is published without it, deletes nothing and is not complete', async () => {
    feed.fail({ path: /\/feed\/2$/, mode: 'login-page' });
    const { run } = await harvest();
    expect(run.verdict).toBe('partial');
    expect(run.problems.map(({ code }) => code)).toEqual(['PARSE_LOGIN_PAGE']);
    expect(run.counts).toMatchObject({ created: 5, deleted: 0 });
    feed.mend();
  });

  it('is caught up with, asking only for the page that was missing and those that may change', async () => {
    const { run } = await harvest();
    expect(run.verdict).toBe('complete');
    expect(run.counts.created).toBe(5);
    expect([...lastRequests()].sort()).toEqual([
      '200 /feed/2',
      '200 /feed/4',
      '304 /feed',
      '304 /feed/view',
    ]);
  });

  it('is published as the golden graph: the latest of each dataset, joined with its agents', async () => {
    await expectGolden(await service.published(), feed.origin, 'ldes');
  });

  it('gives no event while nothing happens', async () => {
    await service.datasetEvents();
    const { run, outcomes } = await harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [] });
    // The open page announces a dataset that it never describes, so it is read again.
    expect(lastRequests()).toEqual(['304 /feed', '304 /feed/view', '200 /feed/4']);
    expect(outcomes.map(({ kind, remoteKey }) => `${kind} ${remoteKey}`)).toEqual([
      `failed ${feedDataset('vide')}`,
    ]);
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('changes every dataset that leads to an agent when the agent changes', async () => {
    feed.change(feedAgent);
    const { run } = await harvest();
    expect(run).toMatchObject({ verdict: 'complete', gathered: 11 });
    const published = toCanonicalNTriples(await service.published());
    expect(published).toContain('https://www.inserm.fr/version-1');
    expect(published).not.toContain('<https://www.inserm.fr/>');
  });

  it.each([
    ['answers 500 for good', { status: 500 }],
    ['breaks off in the middle of a page', { mode: 'truncate' }],
    ['sends half a page', { mode: 'half-document' }],
    ['sends nothing', { mode: 'empty', status: 200 }],
  ] as const)(
    'that %s is not complete and deletes nothing; the next run catches up',
    async (_, fault) => {
      const [, , , , key = ''] = feed.keys;
      feed.change(key);
      feed.fail({ path: /\/feed\/[4-9]$/, ...fault });
      const broken = await harvest();
      expect(broken.run.verdict).toBe('partial');
      expect(broken.run.counts).toMatchObject({ updated: 0, deleted: 0 });
      feed.mend();
      const { run } = await harvest();
      expect(run.verdict).toBe('complete');
      expect(run.counts.updated).toBe(1);
    },
  );

  it('that answers 500 once is complete', async () => {
    feed.fail({ path: /\/feed\/view$/, status: 500, times: 1 });
    expect((await harvest()).run.verdict).toBe('complete');
  });

  it('whose first page cannot be read fails the run and deletes nothing', async () => {
    feed.fail({ status: 500 });
    const { run } = await harvest();
    expect(run.verdict).toBe('failed');
    expect(run.counts.deleted).toBe(0);
    feed.mend();
  });

  it('gives one event for a dataset added, one changed and one deleted', async () => {
    await service.datasetEvents();
    const [, changed = '', removed = ''] = feed.keys;
    const added = feed.add();
    feed.change(changed);
    feed.remove(removed);
    const { run } = await harvest();
    expect(run.verdict).toBe('complete');
    expect(run.counts).toMatchObject({ created: 1, updated: 1, deleted: 1 });
    const events = await service.datasetEvents();
    expect(events.map(({ type, iri }) => `${type} ${iri}`).sort()).toEqual([
      `create ${feedDataset(added)}`,
      `delete ${feedDataset(removed)}`,
      `update ${feedDataset(changed)}`,
    ]);
    expect(lastRequests().filter((line) => /\/feed\/[123]$/.test(line))).toEqual([]);
  });

  it('leaves what it deleted deleted', async () => {
    const { run } = await harvest();
    expect(run.verdict).toBe('complete');
    expect(run.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
    expect(await service.datasetEvents()).toEqual([]);
  });
});
