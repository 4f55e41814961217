import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedIndex, feedPage, feedRoot } from '../../../src/publish/feeds/ldes.ts';
import { quadsFormats } from '../../../src/publish/feeds/quads.ts';
import { serialise } from '../../../src/publish/formats.ts';
import { storedTarget } from '../../../src/publish/profiles/index.ts';
import { forgetOvertaken } from '../../../src/store/activities.ts';
import { databases } from '../../support/database.ts';
import { emptyReplica, followFeed } from '../../support/feed-consumer.ts';
import { collect, openStores, type Stores } from '../store/fixture.ts';
import { anAgent, aRecord, aSource, baseUrl } from '../store/samples.ts';

const source = aSource('cohorts', {
  policy: { onViolation: 'publish', deletion: { graceDays: 0, maxShare: 1, floor: 1000 } },
});
const feed = { baseUrl, target: storedTarget };
const address = `${baseUrl}/feeds/ldes`;
const holder = anAgent('https://ror.example/1', 'Holder');

describe.each(databases())('the change feed on $name', (kind) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores(kind);
  });
  afterAll(() => stores.test.drop());

  const save = async (...records: readonly ReturnType<typeof aRecord>[]) =>
    stores.records.save(await stores.run(source), source, records);
  const remove = async (...keys: readonly string[]) => {
    const gone = new Map(keys.map((key) => [key, 'withdrawn'] as const));
    const walk = { verdict: 'partial', isWhole: false, seen: new Set<string>(), gone } as const;
    await stores.records.retire(await stores.run(source), source, walk);
  };

  async function fetchTriG(address: string): Promise<string> {
    const [format] = quadsFormats;
    const [, kindOfNode, number] = /\/feeds\/ldes(?:\/(\w+)\/(\d+))?$/.exec(address) ?? [];
    const read = { index: feedIndex, pages: feedPage }[kindOfNode ?? ''];
    const node = read
      ? await read(stores.catalogue, feed, Number(number))
      : await feedRoot(stores.catalogue, feed);
    if (!node || !format) throw new Error(`${address} leads nowhere`);
    return (await collect(serialise(format, node.parts()))).join('');
  }
  const follow = (replica = emptyReplica()) => followFeed(address, replica, fetchTriG);
  const published = async () =>
    new Map((await stores.entities()).map(({ iri, ntriples }) => [iri, ntriples]));

  it('gives a consumer who starts from nothing exactly the published catalogue', async () => {
    const keys = Array.from({ length: 130 }, (_, n) => `c${n}`);
    await save(...keys.map((key) => aRecord('cohorts', key, { agents: [holder] })));
    await save(aRecord('cohorts', 'c1', { title: 'Changed', agents: [holder] }));
    await remove('c2', 'c3');
    const replica = emptyReplica();
    await follow(replica);
    expect(replica.entities).toEqual(await published());
    expect(replica.entities.size).toBe(129);
  });

  it('gives a consumer who comes back only what is new, and the same catalogue', async () => {
    const replica = emptyReplica();
    await follow(replica);
    await save(aRecord('cohorts', 'c4', { title: 'Newer' }), aRecord('cohorts', 'new'));
    await remove('c5');
    const asked = await follow(replica);
    expect(replica.entities).toEqual(await published());
    expect(asked.filter((address) => address.includes('/pages/'))).toEqual([`${address}/pages/2`]);
    expect(await follow(replica)).toHaveLength(3);
  });

  it('orders changes by time even when the clock is set back', async () => {
    stores.clock.now = new Date('2020-01-01T00:00:00Z');
    await save(aRecord('cohorts', 'c6', { title: 'Once' }));
    await save(aRecord('cohorts', 'c6', { title: 'Twice' }));
    stores.clock.now = new Date('2026-03-02T12:00:00Z');
    const { serial } = await stores.catalogue.state();
    const activities = await collect(stores.catalogue.activities(1, serial));
    const times = activities.map((activity) => activity.published);
    expect(times).toHaveLength(serial);
    expect(new Set(times).size).toBe(serial);
    expect([...times].sort()).toEqual(times);
    const last = activities.at(-1);
    expect([...(await stores.catalogue.timesOf([serial]))]).toEqual([[serial, last?.published]]);
  });

  it('tells the last change only once older ones are forgotten, deletions included', async () => {
    const early = emptyReplica();
    await follow(early);
    const { serial } = await stores.catalogue.state();
    const forgotten = await forgetOvertaken(stores.test.database, new Date('2030-01-01T00:00:00Z'));
    expect(forgotten).toBeGreaterThan(0);
    expect(await collect(stores.catalogue.activities(1, serial))).toHaveLength(serial - forgotten);
    const replica = emptyReplica();
    await follow(replica);
    expect(replica.entities).toEqual(await published());
    await save(aRecord('cohorts', 'c7', { title: 'After' }));
    await follow(early);
    expect(early.entities).toEqual(await published());
  });
});
