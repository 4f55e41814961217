import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRegistry, type SourceRegistry } from '../../../src/source-registry.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import {
  cancelledRuns,
  cancelRun,
  requestRun,
  takeRunRequests,
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

  it('are run by one process that is asked, once', async () => {
    await syncSources(database, [aSource('filed')]);
    await requestRun(database, { sourceId: 'filed', trigger: 'request' }, at);
    await requestRun(database, { sourceId: 'filed', trigger: 'replay' }, at);
    const taken = await Promise.all([takeRunRequests(database), takeRunRequests(database)]);
    expect(taken.flat()).toEqual([{ sourceId: 'filed', trigger: 'replay' }]);
  });

  it('are cancelled while they wait and while they run, but not while somebody pushes', async () => {
    await syncSources(database, [aSource('filed'), aSource('pushed')]);
    const runs = createRunStore({ database, now: () => at });
    await requestRun(database, { sourceId: 'filed', trigger: 'request' }, at);
    expect(await cancelRun(database, 'filed', at)).toBe(true);
    expect(await takeRunRequests(database)).toEqual([]);
    expect(await cancelRun(database, 'filed', at)).toBe(false);
    const run = await runs.begin('filed', 'request');
    await runs.begin('pushed', 'push');
    expect(await cancelRun(database, 'pushed', at)).toBe(false);
    expect(await cancelRun(database, 'filed', at)).toBe(true);
    expect(await cancelledRuns(database)).toEqual(['filed']);
    if (run) await runs.finish({ ...run, finishedAt: at, verdict: 'failed' });
    expect(await cancelledRuns(database)).toEqual([]);
  });
});
