import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { toNQuads } from '../../../src/publish/formats.ts';
import { inOwnGraph } from '../../../src/rdf/placement.ts';
import { publishCatalogue } from '../../../src/store/catalogue.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import type { Database, Queryable } from '../../../src/store/queryable.ts';
import { shareStoredNodes } from '../../../src/store/share-stored-nodes.ts';
import { databases } from '../../support/database.ts';
import { killAfter } from '../../support/kill-after.ts';
import { forgetSharedNodes } from '../../support/stored-nodes.ts';
import { openStores, type Stores } from './fixture.ts';
import { anAgent, aRecord, aSource, baseUrl } from './samples.ts';

const { signal } = new AbortController();
const source = aSource('hdh');

/** A record that says of a page of its own, and of one that all name, that they are documents. */
function telling(key: string, more = '') {
  const record = aRecord('hdh', key, { agents: [naming] });
  const lines = [isDocument(`page-${key}`), isDocument('page'), more, record.ntriples];
  return {
    ...record,
    ntriples: lines.sort().join(''),
    contentHash: record.contentHash + more,
    fingerprint: record.fingerprint + more,
  };
}

const isDocument = (page: string) =>
  `<https://holder.example/${page}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document> .\n`;
const other = anAgent('https://other.example/', 'Other');
const naming = { ...other, ntriples: other.ntriples + isDocument('agent-page') };

async function fill(stores: Stores, keys: readonly string[]): Promise<void> {
  const run = await stores.run(source);
  const { database } = stores.test;
  await publishCatalogue(database, baseUrl, isDocument('home'), stores.clock.now);
  await stores.records.save(
    run,
    source,
    keys.map((key) => telling(key)),
  );
}

/** The published catalogue in canonical N-Quads. */
async function quads(stores: Stores): Promise<readonly string[]> {
  const entities = await stores.entities();
  return entities
    .flatMap((entity) =>
      toNQuads({ graph: entity.graph, ntriples: inOwnGraph(entity) }).split('\n'),
    )
    .filter((line) => line !== '')
    .sort();
}

const facts = (database: Database) =>
  database.query(
    `select l.node, l.line, r.graph from shared_line l
    join shared_reference r on r.node = l.node and r.hash = l.hash order by 3, 1, 2`,
  );
const isDone = async (database: Database) =>
  (await database.query('select from catalogue where nodes_shared_to is null')).length === 1;

describe.each(databases())('nodes that stored texts share, on $name', (kind) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores(kind);
  });
  afterAll(() => stores.test.drop());
  beforeEach(() => stores.test.reset());

  const share = () => shareStoredNodes(stores.test.database, () => stores.clock.now, signal, 3);

  it('are published as a harvest publishes them, each with its event', async () => {
    const { database } = stores.test;
    await fill(stores, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    const [fresh, freshFacts] = [await quads(stores), await facts(database)];
    await forgetSharedNodes(database);
    const { serial } = await stores.catalogue.state();
    expect((await quads(stores)).length).toBe(fresh.length - 10);
    expect(await share()).toBe(10);
    expect(await quads(stores)).toEqual(fresh);
    expect(await facts(database)).toEqual(freshFacts);
    const events = await stores.events(serial);
    expect(events).toHaveLength(10);
    for (const event of events) expect(event).toMatch(/^\d+ create shared \/shared\//);
    expect((await stores.catalogue.state()).serial).toBe(serial + 10);
    expect(await isDone(database)).toBe(true);
  });

  it('are left alone when all is done, and in a new database', async () => {
    const { database } = stores.test;
    expect(await isDone(database)).toBe(true);
    await fill(stores, ['a']);
    await database.query(`update catalogue set nodes_shared_to = ''`);
    const { serial } = await stores.catalogue.state();
    expect([await share(), await share()]).toEqual([0, 0]);
    expect((await stores.catalogue.state()).serial).toBe(serial);
    expect(await isDone(database)).toBe(true);
  });

  it('include what changes and goes in the middle', async () => {
    const { database } = stores.test;
    await fill(stores, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    await forgetSharedNodes(database);
    const run = await stores.run(source);
    const change = (key: string, line: string) =>
      stores.records.save(run, source, [telling(key, line)]);
    await change('a', isDocument('another'));
    const stopping = new AbortController();
    let steps = 0;
    const some = {
      ...database,
      transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
        steps += 1;
        if (steps === 2) stopping.abort();
        return database.transaction(work);
      },
    };
    await shareStoredNodes(some, () => stores.clock.now, stopping.signal, 2);
    expect(await isDone(database)).toBe(false);
    for (const key of ['b', 'c', 'd', 'e', 'f', 'g']) await change(key, isDocument('third'));
    await share();
    const after = [await quads(stores), await facts(database)];
    await stores.test.reset();
    await fill(stores, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    const again = await stores.run(source);
    await stores.records.save(again, source, [
      telling('a', isDocument('another')),
      ...['b', 'c', 'd', 'e', 'f', 'g'].map((key) => telling(key, isDocument('third'))),
    ]);
    expect(after).toEqual([await quads(stores), await facts(database)]);
  });

  it('are all published after the process was killed in the middle', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'glaneur-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const { url } = stores.test;
    const target = url === undefined ? { dataDir: directory } : { url, dataDir: directory };
    const open = async () => {
      const database = await openDatabase(target);
      await migrate(database);
      const { close: drop } = database;
      return openStores({
        name: kind.name,
        open: async () => ({ database, url, reset: async () => {}, drop }),
      });
    };
    const first = await open();
    await fill(
      first,
      Array.from({ length: 150 }, (_, index) => `${index}`),
    );
    const fresh = await quads(first);
    await forgetSharedNodes(first.test.database);
    await first.test.drop();

    const script = new URL('./share-stored-nodes.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--import', 'tsx', script, directory, url ?? ''], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const steps = await killAfter(child, 5);

    const second = await open();
    onTestFinished(() => second.test.drop());
    expect(await isDone(second.test.database)).toBe(false);
    expect((await quads(second)).length).toBeLessThan(fresh.length);
    const published = (await quads(second)).length - (fresh.length - 153);
    expect(published).toBeGreaterThanOrEqual(steps - 1);
    await shareStoredNodes(second.test.database, () => new Date(), signal);
    expect(await quads(second)).toEqual(fresh);
  });
});
