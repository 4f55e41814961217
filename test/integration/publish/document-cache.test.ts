import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDocumentCache } from '../../../src/publish/document-cache.ts';
import { createCatalogueReader } from '../../../src/store/catalogue.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from '../store/fixture.ts';
import { aRecord, aSource, baseUrl, recordId } from '../store/samples.ts';

const pathOf = (key: string) => `/datasets/${recordId('hdh', key)}`;

describe.each(databases())('the document cache of a replica on $name', (kind) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores(kind);
  });
  afterAll(() => stores.test.drop());

  it('hears of what another process commits, and drops that document alone', async () => {
    const { url, database: own } = stores.test;
    // PGlite has one process; on a server the other replica has connections of its own.
    const database = url === undefined ? own : await openDatabase({ url, dataDir: '' });
    const source = aSource('hdh');
    const run = await stores.run(source);
    await stores.records.save(run, source, [aRecord('hdh', 'a'), aRecord('hdh', 'b')]);
    const cache = createDocumentCache({
      reader: createCatalogueReader(database),
      baseUrl,
      watch: database.onCatalogueChange,
      // Time stands still: only a notification can tell.
      now: () => 0,
    });
    await vi.waitUntil(async () => {
      await cache.catchUp();
      return cache.isCurrent;
    });
    const [a, b] = [pathOf('a'), pathOf('b')];
    const body = Buffer.from('text');
    const answer = { etag: '"1"', modified: undefined, headers: [], body, tail: body };
    for (const path of [a, b]) cache.begin()(path, 'ttl', answer);
    await stores.records.save(run, source, [aRecord('hdh', 'a', { title: 'Changed' })]);
    await vi.waitUntil(() => !cache.isCurrent);
    await cache.catchUp();
    expect(cache.find(a, 'ttl')).toBeUndefined();
    expect(cache.find(b, 'ttl')).toBe(answer);
    await cache.close();
    if (database !== own) await database.close();
  });
});
