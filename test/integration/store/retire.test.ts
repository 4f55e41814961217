import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Walk } from '../../../src/harvest/ports.ts';
import type { HarvestRun, Verdict } from '../../../src/model/run.ts';
import { approveHeld } from '../../../src/store/retire.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from './fixture.ts';
import { anAgent, aRecord, aSource, baseUrl, recordId } from './samples.ts';

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const day = 86_400_000;

function walk(verdict: Verdict, missing: readonly string[], gone: readonly string[] = []): Walk {
  return {
    verdict,
    isWhole: true,
    seen: new Set(keys.filter((key) => !missing.includes(key) && !gone.includes(key))),
    gone: new Map(gone.map((key) => [key, 'Withdrawn by its holder.'])),
  };
}

describe.each(databases())('retirement on $name', (kind) => {
  const source = aSource('hdh');
  let stores: Stores;
  let run: HarvestRun;

  beforeAll(async () => {
    stores = await openStores(kind);
  });
  afterAll(() => stores.test.drop());
  beforeEach(async () => {
    await stores.test.reset();
    stores.clock.now = new Date('2026-03-01T12:00:00.000Z');
    run = await stores.run(source);
    const agents = [anAgent('https://ror.example/1', 'Institute')];
    const batch = keys.map((key) => aRecord('hdh', key, key === 'a' ? { agents } : {}));
    await stores.records.save(run, source, batch);
  });

  const retire = (w: Walk) => stores.records.retire(run, source, w);
  const later = (days: number) => {
    stores.clock.now = new Date(stores.clock.now.getTime() + days * day);
  };

  it.each<Verdict>(['partial', 'failed'])(
    'deletes nothing by absence after a %s walk',
    async (verdict) => {
      await retire(walk(verdict, ['a']));
      later(30);
      expect(await retire(walk(verdict, ['a']))).toEqual({ deleted: [], missing: 0, held: 0 });
    },
  );

  it('lets a missing record wait for the grace period, then deletes it', async () => {
    expect(await retire(walk('complete', ['a']))).toEqual({ deleted: [], missing: 1, held: 0 });
    later(6);
    expect((await retire(walk('complete', ['a']))).deleted).toEqual([]);
    later(1);
    const before = (await stores.catalogue.state()).serial;
    const { deleted } = await retire(walk('complete', ['a']));

    const id = recordId('hdh', 'a');
    expect(deleted).toEqual([{ remoteKey: 'a', kind: 'deleted', recordId: id }]);
    expect(await stores.catalogue.dataset(id)).toBeNull();
    expect(await stores.catalogue.tombstone(id)).toMatchObject({
      iri: `${baseUrl}/datasets/${id}`,
      serial: before + 1,
      reason: 'The source no longer describes it since 2026-03-01.',
    });
    expect(await stores.events(before)).toEqual([
      `${before + 1} delete dataset /datasets/${id}`,
      `${before + 2} delete agent https://ror.example/1`,
    ]);
  });

  it('counts the grace anew for a record that was seen in between', async () => {
    await retire(walk('complete', ['a']));
    later(6);
    expect(await retire(walk('complete', []))).toEqual({ deleted: [], missing: 0, held: 0 });
    later(6);
    expect((await retire(walk('complete', ['a']))).deleted).toEqual([]);
  });

  it('no longer misses a record that is there unchanged', async () => {
    await retire(walk('complete', ['b']));
    await stores.records.unchanged(source, [aRecord('hdh', 'b')]);
    expect(await retire(walk('partial', []))).toMatchObject({ missing: 0 });
  });

  it('deletes at once what the source declares gone, even in a partial walk', async () => {
    const { deleted } = await retire(walk('partial', [], ['a']));
    expect(deleted.map(({ remoteKey }) => remoteKey)).toEqual(['a']);
    const tombstone = await stores.catalogue.tombstone(recordId('hdh', 'a'));
    expect(tombstone?.reason).toBe('Withdrawn by its holder.');
  });

  it('ignores a deletion signal of a failed walk', async () => {
    expect((await retire(walk('failed', [], ['a']))).deleted).toEqual([]);
  });

  it('holds more deletions than the breaker allows until an admin approves', async () => {
    const many = keys.slice(0, 6);
    expect(await retire(walk('complete', [], many))).toEqual({ deleted: [], missing: 0, held: 6 });
    expect((await stores.catalogue.state()).datasets).toBe(10);

    const context = { database: stores.test.database, baseUrl, now: () => stores.clock.now };
    expect(await approveHeld(context, 'hdh')).toBe(6);
    expect((await stores.catalogue.state()).datasets).toBe(4);
  });

  it('deletes at once without a grace period', async () => {
    const deletion = { ...source.policy.deletion, graceDays: 0 };
    const strict = aSource('hdh', { policy: { ...source.policy, deletion } });
    const { deleted } = await stores.records.retire(run, strict, walk('complete', ['a']));
    expect(deleted).toHaveLength(1);
  });

  it('publishes a deleted record again when it comes back, with its first date', async () => {
    const record = aRecord('hdh', 'b');
    await retire(walk('complete', [], ['b']));
    const { serial } = await stores.catalogue.state();
    later(3);

    expect(await stores.records.unchanged(source, [record])).toEqual(new Set());
    const [outcome] = await stores.records.save(run, source, [record]);
    expect(outcome?.kind).toBe('created');
    expect(await stores.catalogue.tombstone(record.id)).toBeNull();
    expect(await stores.events(serial)).toEqual([
      `${serial + 1} create dataset /datasets/${record.id}`,
    ]);
    const dataset = await stores.catalogue.dataset(record.id);
    expect(dataset?.firstPublished).toEqual(new Date('2026-03-01T12:00:00.000Z'));
  });

  it('forgets a record that was never published without an event', async () => {
    await stores.records.save(run, source, [aRecord('hdh', 'q', { violations: 1 })]);
    const { serial } = await stores.catalogue.state();
    const { deleted } = await retire(walk('complete', [], ['q']));
    expect(deleted).toHaveLength(1);
    expect((await stores.catalogue.state()).serial).toBe(serial);
    expect(await stores.catalogue.tombstone(recordId('hdh', 'q'))).toBeNull();
  });
});
