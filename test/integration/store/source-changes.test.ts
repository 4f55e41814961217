import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HarvestError, problemOf } from '../../../src/model/problem.ts';
import { openRegistry, type SourceRegistry } from '../../../src/source-registry.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import {
  answerRequests,
  cancelledRuns,
  cancelRun,
  findRunRequest,
  openRequests,
  requestRun,
} from '../../../src/store/run-requests.ts';
import { createRunStore } from '../../../src/store/runs.ts';
import {
  insertSource,
  listSources,
  removeSource,
  setPaused,
  syncSources,
  updateSource,
} from '../../../src/store/sources.ts';
import { databases, type TestDatabase } from '../../support/database.ts';
import { aSource } from './samples.ts';

const auth = { kind: 'bearer', token: 'opensesame' } as const;
const written = (id: string, changes = {}) => ({
  source: aSource(id, { auth, ...changes }),
  entry: { id, auth: { kind: 'bearer' } },
});
const at = new Date('2026-01-01T00:00:00Z');

describe.each(databases())('sources made by admins on $name', (kind) => {
  let test: TestDatabase;
  let database: Database;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    test = await kind.open();
    database = test.database;
  });
  beforeEach(() => test.reset());
  afterAll(async () => {
    for (const close of closers) await close();
    await test.drop();
  });

  async function registry(on: Database): Promise<SourceRegistry> {
    const opened = await openRegistry({
      database: on,
      declared: [aSource('filed')],
      adapt: (source) => source,
      onFailure: (error) => expect.fail(String(error)),
    });
    closers.push(opened.close);
    return opened;
  }

  it('keep their credentials apart from what is shown', async () => {
    await insertSource(database, written('made'));
    const [row] = await listSources(database);
    expect(row).toMatchObject({ auth, entry: { id: 'made' }, revision: 1, paused: false });
    expect(JSON.stringify([row?.source, row?.entry])).not.toContain('opensesame');
  });

  it('are changed at the revision that was seen, and by nobody else meanwhile', async () => {
    expect(await insertSource(database, written('made'))).toBe(true);
    expect(await insertSource(database, written('made'))).toBe(false);
    const changed = written('made', { title: { en: 'Changed' } });
    expect(await updateSource(database, changed, 2)).toBe(false);
    expect(await updateSource(database, changed, 1)).toBe(true);
    expect(await updateSource(database, written('made'), 1)).toBe(false);
    await setPaused(database, 'made', true);
    expect(await listSources(database)).toMatchObject([
      { source: { title: { en: 'Changed' } }, revision: 3, paused: true },
    ]);
  });

  it('lose their credentials when they are removed, and can come back under their id', async () => {
    await insertSource(database, written('made'));
    await removeSource(database, 'made', at);
    expect(await listSources(database)).toEqual([]);
    expect(JSON.stringify(await database.query('select * from source'))).not.toContain('sesame');
    expect(await setPaused(database, 'made', false)).toBe(false);
    expect(await insertSource(database, written('made'))).toBe(true);
    expect(await listSources(database)).toMatchObject([{ paused: false, revision: 3 }]);
  });

  it('become those of a file that declares them, and a file’s are not changed', async () => {
    await insertSource(database, written('filed'));
    await syncSources(database, [aSource('filed')]);
    expect(await listSources(database)).toMatchObject([{ entry: null, auth: null }]);
    expect(await updateSource(database, written('filed'), 1)).toBe(false);
    await removeSource(database, 'filed', at);
    expect(await listSources(database)).toHaveLength(1);
  });

  it('are known to every process as soon as they are stored', async () => {
    const other = test.url ? await openDatabase({ url: test.url, dataDir: '' }) : database;
    if (other !== database) closers.push(other.close);
    await syncSources(database, [aSource('filed')]);
    const here = await registry(other);
    const heard = new Promise<void>((resolve) =>
      here.onChange(() => {
        if (here.find('made')) resolve();
      }),
    );
    await insertSource(database, written('made'));
    await heard;
    expect(here.list().map(({ id }) => id)).toEqual(['filed', 'made']);
    expect(here.get('made').auth).toEqual(auth);
    expect(here.managed('made')).toMatchObject({ managedBy: 'admin', paused: false });
    expect(JSON.stringify(here.managed('made'))).not.toContain('opensesame');
    expect(here.managed('filed')).toMatchObject({ managedBy: 'file' });
    expect(() => here.get('none')).toThrow('the configured ones are: filed, made');
  });

  it('stay asked for until a run has ended for each kind of request', async () => {
    await syncSources(database, [aSource('filed')]);
    const runs = answerRequests(database, createRunStore({ database, now: () => at }));
    const ask = (trigger: 'request' | 'replay') =>
      requestRun(database, { sourceId: 'filed', trigger }, at);
    const first = await ask('request');
    expect(first).toMatchObject({ sourceId: 'filed', state: 'waiting', runId: null });
    expect(await ask('request')).toEqual(first);
    const other = await ask('replay');
    const triggers = async (now: Date) => (await openRequests(database, now)).map((r) => r.trigger);
    expect((await triggers(at)).sort()).toEqual(['replay', 'request']);

    const run = await runs.begin('filed', 'schedule');
    if (!run) return expect.fail('The run did not begin');
    expect(await findRunRequest(database, first.id)).toMatchObject({
      state: 'running',
      runId: run.id,
    });
    expect(await triggers(at)).toEqual(['replay']);
    expect(await openRequests(database, at, first.id)).toEqual([]);
    // Its process gives no sign any more: it is taken up where it was cut off.
    const later = new Date(at.getTime() + 60_000);
    expect((await triggers(later)).sort()).toEqual(['replay', 'resume']);

    const problem = (code: 'GATHER_CANCELLED' | 'FETCH_STATUS') =>
      problemOf(new HarvestError(code, 'as it happens'));
    const end = { ...run, finishedAt: at, verdict: 'failed' as const };
    await runs.finish({ ...end, problems: [problem('GATHER_CANCELLED')] });
    expect((await triggers(at)).sort()).toEqual(['replay', 'resume']);
    const again = await runs.begin('filed', 'resume');
    if (!again) return expect.fail('The run did not begin again');
    await runs.finish({ ...end, id: again.id, problems: [problem('FETCH_STATUS')] });
    expect(await findRunRequest(database, first.id)).toMatchObject({
      state: 'ended',
      runId: again.id,
    });
    expect(await openRequests(database, later)).toMatchObject([{ id: other.id }]);
    expect((await ask('request')).id).not.toBe(first.id);
  });

  it('are cancelled while they wait and while they run, but not while somebody pushes', async () => {
    await syncSources(database, [aSource('filed'), aSource('pushed')]);
    const runs = createRunStore({ database, now: () => at });
    const asked = await requestRun(database, { sourceId: 'filed', trigger: 'request' }, at);
    expect(await cancelRun(database, 'filed', at)).toBe(true);
    expect(await openRequests(database, at)).toEqual([]);
    expect(await findRunRequest(database, asked.id)).toMatchObject({ state: 'cancelled' });
    expect(await cancelRun(database, 'filed', at)).toBe(false);
    const run = await runs.begin('filed', 'request');
    await runs.begin('pushed', 'push');
    expect(await cancelRun(database, 'pushed', at)).toBe(false);
    expect(await cancelRun(database, 'filed', at)).toBe(true);
    expect(await cancelledRuns(database)).toEqual(['filed']);
    // A process that starts anew does not take it up.
    expect(await runs.interrupted()).toEqual([{ sourceId: 'pushed', times: 1 }]);
    if (run) await runs.finish({ ...run, finishedAt: at, verdict: 'failed' });
    expect(await cancelledRuns(database)).toEqual([]);
  });
});
