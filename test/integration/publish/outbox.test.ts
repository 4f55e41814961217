import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../../support/database.ts';
import { anAgent, recordId } from '../store/samples.ts';
import { aDataset, iriOf, type OutboxFixture, openOutbox, until } from './outbox-line.ts';

describe.each(databases())('the outbox on $name', { timeout: 120_000 }, (kind) => {
  let box: OutboxFixture;
  beforeAll(async () => {
    box = await openOutbox(kind);
  }, 120_000);
  afterAll(() => box.close(), 120_000);
  beforeEach(() => box.reset(), 120_000);

  it('creates, changes and deletes at the target in the order of serials', async () => {
    await box.publish(aDataset('a'), aDataset('b'));
    await box.start();
    await box.settled();
    await box.publish(aDataset('a', { title: 'a: second' }));
    await box.settled();
    await box.withdraw('b');
    await box.settled();
    const order = [
      ...(await box.stores.catalogue.eventsAfter(0, 10)).map(({ type, iri }) => `${type} ${iri}`),
    ];
    expect(order).toEqual([
      `create ${iriOf('a')}`,
      `create ${iriOf('b')}`,
      `update ${iriOf('a')}`,
      `delete ${iriOf('b')}`,
    ]);
    expect(box.hub.journal).toEqual([
      'POST 201',
      'POST 201',
      `PUT ${iriOf('a')} 200`,
      'DELETE hub-2 200',
    ]);
    expect(box.titles()).toEqual({ a: 'a: second' });
  });

  it('delivers a dataset that changed five times meanwhile once, as it is now', async () => {
    for (const version of [1, 2, 3, 4, 5]) {
      await box.publish(aDataset('a', { title: `a: ${version}` }));
    }
    await box.publish(aDataset('b'), aDataset('c'));
    await box.withdraw('c');
    await box.start();
    await box.settled();
    expect(box.hub.journal).toEqual(['POST 201', 'POST 201']);
    expect(box.titles()).toEqual({ a: 'a: 5', 'Dataset b': 'Dataset b' });
  });

  it('keeps the order of creation, change and deletion while the target comes and goes', async () => {
    await box.start();
    box.hub.faults = [{ status: 503, headers: { 'Retry-After': '3600' } }];
    await box.publish(aDataset('a', { title: 'a: 1' }));
    await until(() => box.events.some((event) => event.kind === 'waiting'));
    await box.publish(aDataset('a', { title: 'a: 2' }));
    await box.withdraw('a');
    await box.publish(aDataset('b', { title: 'b: 1' }));
    box.hub.faults = [];
    await box.store.retry('hub', null);
    await box.settled();
    expect(box.titles()).toEqual({ b: 'b: 1' });
    // The first creation may have arrived: nobody knows but the target.
    expect(box.hub.journal).toEqual(['POST 503', `DELETE ${iriOf('a')} 404`, 'POST 201']);
  });

  it('delivers agents within the datasets that name them, and again only if they changed', async () => {
    const iri = 'https://ror.org/03wkt5x30';
    await box.publish(
      aDataset('a', {}, anAgent(iri, 'Institute')),
      aDataset('b', {}, anAgent(iri, 'Institute')),
      aDataset('c'),
    );
    await box.start();
    await box.settled();
    expect(
      [...box.hub.held.values()].filter(({ document }) => document.includes('Institute')).length,
    ).toBe(2);
    box.hub.journal.length = 0;
    await box.publish(
      aDataset('a', {}, anAgent(iri, 'New name')),
      aDataset('b', {}, anAgent(iri, 'New name')),
    );
    await box.settled();
    expect(box.hub.journal.sort()).toEqual(
      [`PUT ${iriOf('a')} 200`, `PUT ${iriOf('b')} 200`].sort(),
    );
    const named = [...box.hub.held.values()].filter(({ document }) =>
      document.includes('New name'),
    );
    expect(named.length).toBe(2);
    // The agent event that the first record of a batch causes tells nothing new of the second one.
    expect((await box.store.report('hub')).lag).toEqual({ events: 0, seconds: 0 });
  });

  it('gives a new target what changes from now on, if that is what it is for', async () => {
    await box.publish(aDataset('a'));
    await box.start({ since: 'now' });
    await box.publish(aDataset('b'));
    await box.settled();
    expect(Object.keys(box.titles())).toEqual(['Dataset b']);
  });

  it('gives a target the datasets of its sources alone', async () => {
    await box.publish(aDataset('a'));
    await box.start({ sources: ['another'] });
    await until(async () => (await box.store.report('hub')).lag.events === 0);
    expect(box.hub.journal).toEqual([]);
  });

  it('gives everything again when the profile of the target changes', async () => {
    await box.publish(aDataset('a'));
    await box.start();
    await box.settled();
    await box.stop();
    await box.store.register([{ ...box.settings, profile: 'dcat-ap-3.0.1' }]);
    expect(await box.store.countPending('hub', null)).toBe(1);
  });

  it('lets a second process stand by, which takes over when the first one ends', async () => {
    const release = await box.store.lock('hub');
    expect(release).not.toBeNull();
    await box.publish(aDataset('a'));
    await box.start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(box.hub.journal).toEqual([]);
    await box.stop();
    await release?.();
    await box.start();
    await box.settled();
    expect(box.hub.journal).toEqual(['POST 201']);
  });

  it('tells how far it is behind', async () => {
    await box.store.register([box.settings]);
    await box.publish(aDataset('a'), aDataset('b'));
    const report = await box.store.report('hub');
    expect(report).toMatchObject({ position: 0, condition: 'delivering', deadLetters: 0 });
    expect(report.lag.events).toBe(2);
    // The clock of the catalogue stands at an earlier day.
    expect(report.lag.seconds).toBeGreaterThan(0);
    expect(await box.store.countPending('hub', null)).toBe(2);
    expect(await box.store.countPending('hub', ['another'])).toBe(0);
  });

  it('delivers a named record again, whatever the target did with it', async () => {
    await box.publish(aDataset('a'));
    await box.start();
    await box.settled();
    box.hub.held.clear();
    expect(await box.store.retry('hub', [recordId('cohorts', 'a')])).toBe(1);
    await box.settled();
    expect(Object.keys(box.titles())).toEqual(['Dataset a']);
    expect(await box.store.retry('hub', ["'; drop table delivery"])).toBe(0);
  });
});
