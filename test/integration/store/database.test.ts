import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCatalogueReader } from '../../../src/store/catalogue.ts';
import { lockDataDir } from '../../../src/store/data-lock.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { databases, type TestDatabase } from '../../support/database.ts';
import { killAfter } from '../../support/kill-after.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'glaneur-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe.each(databases())('a database on $name', (kind) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await kind.open();
  });
  afterAll(() => test.drop());

  const migrations = () => pathToFileURL(`${directory}/`);
  const write = (name: string, sql: string) => writeFile(join(directory, name), sql);
  const forget = () =>
    test.database.script(`
      delete from migration where name like '9%';
      drop table if exists one, two;
    `);
  beforeEach(async () => {
    await forget();
    // The migrations already applied must be known, else the database is taken for a newer one.
    const own = new URL('../../../src/store/migrations/', import.meta.url);
    for (const name of await readdir(own))
      await write(name, await readFile(new URL(name, own), 'utf8'));
  });

  it('reads bigint as number, timestamptz as Date and jsonb as object', async () => {
    const rows = await test.database.query(
      `select 5000000000::bigint as n, '2026-03-01T12:00:00Z'::timestamptz as at, '{"a":[1]}'::jsonb as j`,
    );
    expect(rows).toEqual([
      { n: 5_000_000_000, at: new Date('2026-03-01T12:00:00Z'), j: { a: [1] } },
    ]);
  });

  it('says in one sentence what the database refused', async () => {
    await expect(test.database.query('select nothing from nowhere')).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringContaining('"nowhere" does not exist'),
    });
  });

  it('rolls back a transaction whose work throws, and goes on', async () => {
    const failing = test.database.transaction(async (tx) => {
      await tx.query(`update catalogue set base_url = 'lost'`);
      throw new RangeError('on purpose');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await test.database.query('select base_url from catalogue')).toEqual([
      { base_url: null },
    ]);
  });

  it('gives a lock to one holder at a time', async () => {
    const release = await test.database.lock('key');
    expect(await test.database.lock('key')).toBeNull();
    await release?.();
    const again = await test.database.lock('key');
    expect(again).not.toBeNull();
    await again?.();
  });

  it('frees locks and ends listeners when it is closed', async ({ skip }) => {
    if (test.url === undefined) return skip();
    const other = await openDatabase({ url: test.url, dataDir: '' });
    await other.lock('key');
    await other.onCatalogueChange(() => {});
    await other.close();
    const release = await vi.waitUntil(() => test.database.lock('key'));
    await release();
  });

  it('listens again after its connection broke', async ({ skip }) => {
    if (test.url === undefined) return skip();
    let calls = 0;
    const stop = await test.database.onCatalogueChange(() => {
      calls += 1;
    });
    await test.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen catalogue'`,
    );
    await vi.waitUntil(() => calls === 1, { timeout: 10_000 });
    await test.database.query(`select pg_notify('catalogue', '1')`);
    await vi.waitUntil(() => calls === 2);
    await stop();
  });

  it('applies each migration once, in order', async () => {
    await write('9001_one.sql', 'create table one (a integer); insert into one values (1);');
    await write('9002_two.sql', 'create table two as select a + 1 as a from one;');
    expect(await migrate(test.database, migrations())).toEqual(['9001_one.sql', '9002_two.sql']);
    expect(await migrate(test.database, migrations())).toEqual([]);
    expect(await test.database.query('select a from two')).toEqual([{ a: 2 }]);
  });

  it('applies each migration once under concurrent starts', async () => {
    await write('9001_one.sql', 'create table one (a integer);');
    const applied = await Promise.all([1, 2, 3].map(() => migrate(test.database, migrations())));
    expect(applied.flat()).toEqual(['9001_one.sql']);
  });

  it('refuses a migration that was edited after it was applied', async () => {
    await write('9001_one.sql', 'create table one (a integer);');
    await migrate(test.database, migrations());
    await write('9001_one.sql', 'create table one (a text);');
    await expect(migrate(test.database, migrations())).rejects.toThrow('9001_one.sql was edited');
  });

  it('leaves nothing of a migration that fails', async () => {
    await write('9001_one.sql', 'create table one (a integer); select broken;');
    await expect(migrate(test.database, migrations())).rejects.toMatchObject({
      code: 'STORE_FAILED',
    });
    expect(await test.database.query(`select to_regclass('one') as name`)).toEqual([
      { name: null },
    ]);
  });

  it('refuses a database that a newer version migrated', async () => {
    await write('9001_one.sql', 'create table one (a integer);');
    await migrate(test.database, migrations());
    await rm(join(directory, '9001_one.sql'));
    await expect(migrate(test.database, migrations())).rejects.toThrow('newer version');
  });
});

describe('the data directory', () => {
  const lockFile = () => join(directory, 'glaneur.lock');

  it('is refused to a second user, who is told of the first', async () => {
    const release = await lockDataDir(directory);
    await expect(lockDataDir(directory)).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await release();
    expect(await readdir(directory)).toEqual([]);
  });

  it.each([
    ['a process that died', (text: string) => text.replace(/"pid":\d+/, '"pid":4194305')],
    [
      'an earlier process of the same number',
      (text: string) => text.replace(/"start":"[^"]+"/, '"start":"then"'),
    ],
    ['a broken file', () => '{'],
  ])('is taken over from %s', async (_who, change) => {
    await lockDataDir(directory);
    await writeFile(lockFile(), change(await readFile(lockFile(), 'utf8')));
    const release = await lockDataDir(directory);
    await expect(lockDataDir(directory)).rejects.toThrow('in use');
    await release();
  });

  it('is taken over from another host only after a silence', async () => {
    await lockDataDir(directory);
    const text = await readFile(lockFile(), 'utf8');
    await writeFile(lockFile(), text.replace(/"host":"[^"]+"/, '"host":"elsewhere"'));
    await expect(lockDataDir(directory)).rejects.toThrow('on elsewhere');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lockFile(), longAgo, longAgo);
    await (await lockDataDir(directory))();
  });

  it('goes to one of many that start at once', async () => {
    await writeFile(lockFile(), '{');
    const attempts = await Promise.allSettled([1, 2, 3, 4].map(() => lockDataDir(directory)));
    const won = attempts.filter((attempt) => attempt.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]?.value();
  });
});

describe('the embedded database', () => {
  it('keeps every acknowledged batch, whole, when its process is killed in mid-save', async () => {
    const dataDir = join(directory, 'data');
    const script = new URL('./save-for-ever.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const acknowledged = await killAfter(child, 5);

    const database = await openDatabase({ dataDir });
    const { serial, datasets } = await createCatalogueReader(database).state();
    const [stored] = await database.query<{ events: number; records: number }>(
      `select (select count(*) from event) as events, (select count(*) from record) as records`,
    );
    await database.close();
    expect(datasets).toBeGreaterThanOrEqual(acknowledged * 10);
    expect(datasets % 10).toBe(0);
    expect([serial, stored?.events, stored?.records]).toEqual([datasets, datasets, datasets]);
  });
});
