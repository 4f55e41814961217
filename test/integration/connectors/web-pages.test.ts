import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portalKey, startWebPages, type WebPagesSandbox } from '../../sandbox/web-pages.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

// One portal and one catalogue live through all tests in order, as they would for months.
let site: WebPagesSandbox;
let service: ConnectorHarvest;

beforeAll(async () => {
  site = await startWebPages();
  service = await startConnectorHarvest({
    connector: 'rdf-http',
    url: site.url,
    options: { mode: 'pages', exclude: ['/mentions-*'] },
    mapping: 'schema-org',
    defaults: nationalDefaults,
    policy: { deletion: { graceDays: 0 } },
  });
});
afterAll(async () => {
  await service?.close();
  await site?.close();
});

describe('pages of a portal', () => {
  it('are published as the golden graph, however they write their blocks', async () => {
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', gathered: 10 });
    expect(run.counts).toMatchObject({ created: 10 });
    expect(site.requests().some(({ path }) => path.startsWith('/mentions'))).toBe(false);
    await expectGolden(await service.published(), site.origin, 'web-pages');
  });

  it('are not asked for again while the sitemap says that they have not changed', async () => {
    await service.datasetEvents();
    const before = site.requests().length;
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', gathered: 10 });
    expect(run.counts).toMatchObject({ unchanged: 10 });
    const paths = site
      .requests()
      .slice(before)
      .map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/jeux/'))).toEqual([]);
    expect(await service.datasetEvents()).toEqual([]);
  });

  it.each([
    ['answers 500 for good', { status: 500 }],
    ['asks for a password', { mode: 'login-page' }],
    ['breaks off', { mode: 'truncate' }],
    ['ends half-way', { mode: 'half-document' }],
    ['is in another charset than it says', { mode: 'wrong-charset' }],
  ] as const)('lose nothing when one %s', async (_, fault) => {
    const [key = ''] = site.keys;
    site.change(key);
    site.fail({ path: /\/jeux\//, ...fault });
    const broken = await service.harvest();
    expect(broken.run.counts).toMatchObject({ failed: 1, updated: 0, deleted: 0, unchanged: 9 });
    site.mend();
    expect((await service.harvest()).run.counts).toMatchObject({ updated: 1, unchanged: 9 });
  });

  it('lose nothing when a sitemap cannot be read: the run is not complete', async () => {
    site.fail({ path: /sitemap-jeux/, mode: 'truncate' });
    const { run } = await service.harvest();
    expect(run.verdict).toBe('partial');
    expect(run.counts.deleted).toBe(0);
    site.mend();
    site.fail({ path: /sitemap-jeux/, status: 500, times: 1 });
    expect((await service.harvest()).run).toMatchObject({ verdict: 'complete', gathered: 10 });
  });

  it('give one event for a page added, one changed and one that left the sitemap', async () => {
    await service.datasetEvents();
    const [, changed = '', removed = ''] = site.keys;
    site.add();
    site.change(changed);
    site.remove(removed);
    const { run } = await service.harvest();
    expect(run.verdict).toBe('complete');
    expect(run.counts).toMatchObject({ created: 1, updated: 1, deleted: 1 });
    const events = await service.datasetEvents();
    expect(events.map(({ type }) => type).sort()).toEqual(['create', 'delete', 'update']);
  });

  it('that answer 410 give their datasets up at once', async () => {
    await service.harvest();
    const [, , , withdrawn = ''] = site.keys;
    site.withdraw(withdrawn);
    site.change(withdrawn);
    const { run, outcomes } = await service.harvest();
    expect(run.counts.deleted).toBe(1);
    expect(outcomes.map(({ remoteKey }) => remoteKey)).toContain(portalKey(withdrawn));
  });
});
