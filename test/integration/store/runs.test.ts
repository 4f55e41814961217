import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HarvestRun } from '../../../src/model/run.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { createRunStore } from '../../../src/store/runs.ts';
import { listSources, setPaused, syncSources } from '../../../src/store/sources.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from './fixture.ts';
import { aSource } from './samples.ts';

describe.each(databases())('the run store on $name', (kind) => {
  let stores: Stores;

  beforeAll(async () => {
    stores = await openStores(kind);
  });
  afterAll(() => stores.test.drop());
  beforeEach(async () => {
    await stores.test.reset();
    stores.clock.now = new Date('2026-03-01T12:00:00.000Z');
    await syncSources(stores.test.database, [aSource('hdh'), aSource('eds')]);
  });

  async function begin(sourceId = 'hdh'): Promise<HarvestRun> {
    const run = await stores.runs.begin(sourceId, 'schedule');
    if (run === null) throw new Error('already under way');
    return run;
  }
  const finish = (run: HarvestRun, changes: Partial<HarvestRun> = {}) =>
    stores.runs.finish({ ...run, finishedAt: stores.clock.now, verdict: 'complete', ...changes });

  it('allows one run of a source at a time, and others beside it', async () => {
    const run = await begin();
    expect(await stores.runs.begin('hdh', 'request')).toBeNull();
    const other = await begin('eds');
    await finish(run);
    await finish(other);
    await finish(await begin());
  });

  it('frees the source when a run cannot begin', async () => {
    await expect(stores.runs.begin('nowhere', 'request')).rejects.toMatchObject({
      code: 'STORE_FAILED',
    });
    await expect(stores.runs.begin('nowhere', 'request')).rejects.toThrow();
  });

  it('gives back a run as it was finished', async () => {
    const run = await begin();
    const figures = {
      gathered: 12,
      counts: { ...run.counts, created: 10, failed: 2 },
      violations: 3,
      requests: 4,
      bytes: 5_000_000_000,
      notModified: 1,
      retries: 2,
      waitedMs: 7_000_000_000,
    };
    await stores.runs.progress({ ...run, ...figures });
    expect(await stores.runs.interrupted()).toEqual([{ sourceId: 'hdh', times: 1 }]);
    await finish({ ...run, ...figures });

    const [stored] = await stores.runs.list('hdh', 10);
    expect(stored).toEqual({
      ...run,
      ...figures,
      finishedAt: stores.clock.now,
      verdict: 'complete',
    });
    expect(await stores.runs.interrupted()).toEqual([]);
  });

  it('marks a run whose process died as failed when the next begins', async () => {
    const { database } = stores.test;
    const run = await begin();
    await finish(run);
    await database.query('update run set finished_at = null, verdict = null where id = $1', [
      run.id,
    ]);
    stores.clock.now = new Date('2026-03-02T12:00:00.000Z');
    await finish(await begin());

    const runs = await stores.runs.list(null, 10);
    expect(runs).toMatchObject([
      { verdict: 'complete' },
      { id: run.id, verdict: 'failed', problems: [{ code: 'GATHER_CANCELLED' }] },
    ]);
  });

  it('counts the runs in a row whose process died, and gives up on them', async () => {
    const { database } = stores.test;
    const die = async () => {
      await finish(await begin());
      await database.query(
        `update run set finished_at = null, verdict = null
        where id = (select id from run order by started_at desc limit 1)`,
      );
      stores.clock.now = new Date(stores.clock.now.getTime() + 60_000);
    };
    await die();
    await die();
    await die();
    const [interrupted] = await stores.runs.interrupted();
    expect(interrupted).toEqual({ sourceId: 'hdh', times: 3 });
    if (!interrupted) return;
    await stores.runs.abandon(interrupted);
    expect(await stores.runs.interrupted()).toEqual([]);
    const codes = (await stores.runs.list('hdh', 3)).map(({ problems }) => problems[0]?.code);
    expect(codes).toEqual(['GATHER_ABANDONED', 'GATHER_CANCELLED', 'GATHER_CANCELLED']);
    await die();
    expect(await stores.runs.interrupted()).toEqual([{ sourceId: 'hdh', times: 1 }]);

    const living = await begin();
    await stores.runs.abandon({ sourceId: 'hdh', times: 3 });
    expect((await stores.runs.list('hdh', 1))[0]).toMatchObject({ id: living.id, verdict: null });
    await finish(living);
  });

  it('tells the last and the last complete run of each source', async () => {
    const complete = await begin();
    await finish(complete);
    stores.clock.now = new Date('2026-03-02T12:00:00.000Z');
    const failed = await begin();
    await finish(failed, { verdict: 'failed' });

    const latest = await stores.runs.latest();
    expect([...latest.keys()]).toEqual(['hdh']);
    expect(latest.get('hdh')).toMatchObject({
      last: { id: failed.id },
      lastComplete: { id: complete.id },
    });
  });

  it('keeps a pause when the definition of its source changes', async () => {
    const { database } = stores.test;
    expect(await setPaused(database, 'hdh', true)).toBe(true);
    expect(await setPaused(database, 'nowhere', true)).toBe(false);
    await syncSources(database, [aSource('hdh', { url: 'https://new.example/' })]);
    const sources = await listSources(database);
    expect(sources.map(({ source, paused }) => [source.id, paused])).toEqual([
      ['hdh', true],
      ['eds', false],
    ]);
    expect(sources[0]?.source).toEqual(aSource('hdh', { url: 'https://new.example/' }));
  });

  it('locks across processes on PostgreSQL', async ({ skip }) => {
    const { url } = stores.test;
    if (url === undefined) return skip();
    const elsewhere = await openDatabase({ url, dataDir: '' });
    const otherRuns = createRunStore({ database: elsewhere, now: () => stores.clock.now });
    const run = await begin();
    expect(await otherRuns.begin('hdh', 'request')).toBeNull();
    await finish(run);
    const taken = await otherRuns.begin('hdh', 'request');
    expect(taken).not.toBeNull();
    if (taken) await otherRuns.finish({ ...taken, finishedAt: new Date(), verdict: 'complete' });
    await elsewhere.close();
  });
});
