import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.ts';
import type { Context } from '../../../src/context.ts';
import { createDumps } from '../../../src/publish/dumps/index.ts';
import { createReferenceDocuments } from '../../../src/publish/reference-documents.ts';
import { createCoverageReader } from '../../../src/store/coverage.ts';
import { createQualityReader } from '../../../src/store/quality-reader.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { databases, type TestDatabase } from '../../support/database.ts';
import { type Harvester, startHarvester, testBaseUrl } from '../../support/harvester.ts';

const order = ['bndmr', 'france-cohortes', 'hdh', 'eds'];

/** All published datasets with their records, and all redirects. */
async function catalogueOf({ database }: Context) {
  const datasets = await database.query<{ iri: string; record_id: string }>(
    'select iri, record_id from entity where record_id is not null order by iri',
  );
  const redirects = await database.query<{ record_id: string; canonical_id: string }>(
    'select record_id, canonical_id from merged_record order by record_id',
  );
  return { datasets, redirects };
}

describe.each(databases())('datasets that several seed sources describe, on $name', (kind) => {
  let sandbox: Sandbox;
  let harvester: Harvester;
  const servers: TestDatabase[] = [];

  async function start(): Promise<Harvester> {
    const server = kind.name === 'PGlite' ? undefined : await kind.open();
    if (server) servers.push(server);
    return startHarvester(sandbox.urls, { databaseUrl: server?.url });
  }

  beforeAll(async () => {
    sandbox = await startSandbox();
    harvester = await start();
    for (const id of order) await harvester.harvest(id);
  }, 300_000);
  afterAll(async () => {
    await harvester.close();
    await sandbox.close();
    for (const server of servers) await server.drop();
  });

  const pairs = async () =>
    (await harvester.context.duplicates.list()).map(({ state, first, second, reason }) => ({
      state,
      titles: [first.title, second.title],
      reason,
      sources: [first.sourceId, second.sourceId],
    }));

  it('merges those that share an acronym and a holder, and no others', async () => {
    const merged = (await pairs()).filter(({ state }) => state === 'merged');
    const acronyms = merged.map(({ reason }) => /acronym (\S+)/.exec(reason)?.[1]).sort();
    expect(acronyms).toEqual(['BCMD', 'BNDMR', 'CEREDIH', 'HEPATHER', 'MEMENTO', 'UROCCR']);
    for (const { sources } of merged) expect(sources[0]).not.toBe(sources[1]);
  });

  it('suggests UroCCR of the list of warehouses, and neither merges nor suggests what is only related', async () => {
    const all = await pairs();
    const suggested = all.filter(({ state }) => state === 'open');
    expect(suggested.map(({ reason }) => reason).join('\n')).toContain('UROCCR');
    const text = JSON.stringify(all);
    for (const related of ['FREGAT', 'E3N', 'E4N', 'EPIPAGE', 'CEMARA', 'INCLUDE'])
      expect(text).not.toContain(related);
  });

  it('sends the merged address on to the dataset, with suffix and query, in one hop', async () => {
    const { redirects } = await catalogueOf(harvester.context);
    const { record_id: id, canonical_id: canonical } = redirects[0] ?? {
      record_id: '',
      canonical_id: '',
    };
    const app = buildApp({
      ...harvester.context,
      baseUrl: testBaseUrl,
      quality: createQualityReader(harvester.context.database),
      coverage: createCoverageReader(harvester.context.database),
      dumps: createDumps({ reader: harvester.context.reader, directory: '/nonexistent' }),
      sparql: {
        limits: { timeoutMs: 1000, maxRows: 1, maxBytes: 1 },
        query: async () => Promise.reject(new Error('not asked')),
        serial: async () => 0,
        warm: async () => {},
        close: async () => {},
      },
      sources: async () => [],
      targets: async () => [],
      documents: createReferenceDocuments(harvester.context.knowledge, testBaseUrl),
      isReady: () => true,
    });
    const get = (url: string, accept = 'text/html') => app.inject({ url, headers: { accept } });
    for (const [url, location] of [
      [`/datasets/${id}`, `/datasets/${canonical}`],
      [`/datasets/${id}.ttl?_profile=hdh-2025`, `/datasets/${canonical}.ttl?_profile=hdh-2025`],
      [`/fr/datasets/${id}`, `/fr/datasets/${canonical}`],
    ] as const) {
      const reply = await get(url);
      expect([reply.statusCode, reply.headers.location]).toEqual([
        301,
        `${testBaseUrl}${location}`,
      ]);
      expect(reply.headers['link']).toContain(
        `<${testBaseUrl}/datasets/${canonical}>; rel="canonical"`,
      );
      expect((await get(location)).statusCode).toBe(200);
    }
    expect((await get(`/datasets/${id}`, 'text/turtle')).headers.location).toBe(
      `${testBaseUrl}/datasets/${canonical}`,
    );
    await app.close();
  });

  it('changes nothing when all sources are harvested again', async () => {
    const { serial } = await harvester.context.reader.state();
    await harvester.harvest();
    expect((await harvester.context.reader.state()).serial).toBe(serial);
  }, 180_000);

  it('gives the same IRIs and redirects from an empty database, in another order', async () => {
    const rebuilt = await start();
    try {
      for (const id of [...order].reverse()) await rebuilt.harvest(id);
      expect(await catalogueOf(rebuilt.context)).toEqual(await catalogueOf(harvester.context));
    } finally {
      await rebuilt.close();
    }
  }, 300_000);
});
