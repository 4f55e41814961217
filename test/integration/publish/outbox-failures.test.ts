import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../../support/database.ts';
import { recordId } from '../store/samples.ts';
import { aDataset, iriOf, type OutboxFixture, openOutbox, until } from './outbox-line.ts';

describe.each(databases())(
  'the outbox before a failing target on $name',
  { timeout: 120_000 },
  (kind) => {
    let box: OutboxFixture;
    beforeAll(async () => {
      box = await openOutbox(kind);
    }, 120_000);
    afterAll(() => box.close(), 120_000);
    beforeEach(() => box.reset(), 120_000);

    it('tries again after a 500, with the name under which it tried first', async () => {
      box.hub.faults = [{ status: 500, times: 2 }];
      await box.publish(aDataset('a'), aDataset('b'));
      await box.start();
      await box.settled();
      expect(Object.keys(box.titles())).toEqual(['Dataset a', 'Dataset b']);
      expect(box.hub.journal).toEqual([
        'POST 500',
        `PUT ${iriOf('a')} 500`,
        `PUT ${iriOf('a')} 404`,
        'POST 201',
        'POST 201',
      ]);
      expect(await box.store.state('hub')).toMatchObject({ condition: 'delivering', failures: 0 });
    });

    it('waits as long as Retry-After asks', async () => {
      box.hub.faults = [{ status: 429, times: 1, headers: { 'Retry-After': '3600' } }];
      await box.publish(aDataset('a'));
      await box.start();
      await until(() => box.events.some((event) => event.kind === 'waiting'));
      const state = await box.store.state('hub');
      expect(state).toMatchObject({ condition: 'waiting', failures: 1 });
      expect(state.problem).toMatchObject({ code: 'DELIVER_UNAVAILABLE' });
      expect(Number(state.retryAt) - Date.now()).toBeGreaterThan(3_000_000);
      await box.publish(aDataset('b'));
      expect(box.hub.journal).toEqual(['POST 429']);
      // An admin knows better.
      await box.store.retry('hub', null);
      await box.settled();
      expect(Object.keys(box.titles())).toEqual(['Dataset a', 'Dataset b']);
    });

    it('gives up one record that is refused, and delivers the others', async () => {
      const body = JSON.stringify({
        detail: 'The description is kept back.\u0007',
        report: { results: [{ message: { en: 'No licence' } }] },
      });
      box.hub.faults = [{ status: 422, about: 'Dataset b', body }];
      await box.publish(aDataset('a'), aDataset('b'), aDataset('c'));
      await box.start();
      await box.settled();
      expect(Object.keys(box.titles())).toEqual(['Dataset a', 'Dataset c']);
      const letters = await box.store.deadLetters('hub');
      expect(letters).toMatchObject([
        {
          recordId: recordId('cohorts', 'b'),
          originalId: iriOf('b'),
          attempts: 1,
          problem: {
            code: 'DELIVER_REFUSED',
            message: 'It answered 422: The description is kept back. · No licence',
          },
        },
      ]);
      const sent = box.hub.journal.length;
      await box.stop();
      await box.start();
      await box.settled();
      expect(box.hub.journal.length).toBe(sent);

      box.hub.faults = [];
      expect(await box.store.retry('hub', null)).toBe(1);
      await box.settled();
      expect(Object.keys(box.titles())).toEqual(['Dataset a', 'Dataset b', 'Dataset c']);
      expect(await box.store.deadLetters('hub')).toEqual([]);
    });

    it('delivers a record that was given up when it changes', async () => {
      box.hub.faults = [{ status: 422, about: 'Dataset a' }];
      await box.publish(aDataset('a'));
      await box.start();
      await box.settled();
      expect((await box.store.report('hub')).deadLetters).toBe(1);
      await box.publish(aDataset('a', { title: 'a: corrected' }));
      await box.settled();
      expect(box.titles()).toEqual({ a: 'a: corrected' });
      expect((await box.store.report('hub')).deadLetters).toBe(0);
    });

    it('gives up a record over which the target fails each time', async () => {
      box.hub.faults = [{ status: 500, about: iriOf('a') }];
      await box.publish(aDataset('a'), aDataset('b'));
      await box.start();
      await box.settled();
      expect(Object.keys(box.titles())).toEqual(['Dataset b']);
      expect(await box.store.deadLetters('hub')).toMatchObject([
        { attempts: 4, problem: { code: 'DELIVER_FAILED' } },
      ]);
    });

    it('pauses while its key is not accepted, and goes on when it is', async () => {
      await box.publish(aDataset('a'));
      await box.start({
        apiKey: 'outdated',
        retry: { firstSeconds: 60, longestSeconds: 3600, tries: 4 },
      });
      await until(() => box.events.some((event) => event.kind === 'paused'));
      const { condition, problem } = await box.store.state('hub');
      expect(condition).toBe('paused');
      expect(problem).toMatchObject({
        code: 'DELIVER_FORBIDDEN',
        message: 'It answered 401: Who are you?',
      });
      expect(JSON.stringify(box.events)).not.toContain('outdated');
      await box.stop();
      // The next start has the right key: it does not sit out the pause of the wrong one.
      await box.start();
      await box.settled();
      expect(Object.keys(box.titles())).toEqual(['Dataset a']);
      expect(await box.store.deadLetters('hub')).toEqual([]);
    });

    it('doubles nothing when the connection breaks after acceptance', async () => {
      box.hub.cuts = 1;
      await box.publish(aDataset('a'), aDataset('b'));
      await box.start();
      await box.settled();
      expect(box.hub.held.size).toBe(2);
      expect(box.hub.journal).toEqual(['POST cut', `PUT ${iriOf('a')} 200`, 'POST 201']);
      await box.withdraw('a');
      box.hub.cuts = 1;
      await box.settled();
      expect(Object.keys(box.titles())).toEqual(['Dataset b']);
    });

    it('does not take a dataset for delivered that went back to what it was after a cut', async () => {
      await box.publish(aDataset('a', { title: 'a: 1' }));
      await box.start();
      await box.settled();
      box.hub.cuts = 1;
      await box.publish(aDataset('a', { title: 'a: 2' }));
      await until(() => box.hub.journal.some((line) => line.endsWith('cut')));
      await box.publish(aDataset('a', { title: 'a: 1' }));
      await box.settled();
      expect(box.titles()).toEqual({ a: 'a: 1' });
    });

    it('waits for a target that is away, and forgets nothing', async () => {
      await box.publish(aDataset('a'));
      const { url } = box.hub;
      await box.start({ url: url.replace(/\d+$/, '1') });
      await until(() => box.events.filter((event) => event.kind === 'waiting').length > 5);
      await box.stop();
      expect((await box.store.report('hub')).deadLetters).toBe(0);
      await box.start();
      await box.settled();
      expect(Object.keys(box.titles())).toEqual(['Dataset a']);
    });

    it('gives up waiting for a slow answer, and finds out what became of it', async () => {
      const limits = { ...box.settings.limits, timeoutMs: 200 };
      box.hub.slowMs = 10_000;
      await box.publish(aDataset('a'));
      await box.start({ limits });
      await until(() => box.events.some((event) => event.kind === 'waiting'));
      expect((await box.store.state('hub')).problem?.message).toContain('did not answer in time');
      box.hub.slowMs = 0;
      await box.settled();
      expect(box.hub.held.size).toBe(1);
    });

    it.each([400, 409])(
      'takes over a dataset that the target knows already and says %i',
      async (status) => {
        box.hub.conflict = status;
        box.hub.held.set('hub-old', { originalId: iriOf('a'), document: 'old' });
        await box.publish(aDataset('a'));
        await box.start();
        await box.settled();
        expect(Object.keys(box.titles())).toEqual(['Dataset a']);
        await box.withdraw('a');
        await box.settled();
        expect(box.hub.held.size).toBe(0);
      },
    );

    it('gives up alone the record that belongs to somebody else there', async () => {
      box.hub.faults = [
        {
          status: 409,
          about: 'Dataset a',
          times: 1,
          body: '{"detail":"It is of another source."}',
        },
        { status: 403, about: iriOf('a'), times: 1 },
      ];
      await box.publish(aDataset('a'), aDataset('b'));
      await box.start();
      await box.settled();
      expect(Object.keys(box.titles())).toEqual(['Dataset b']);
      expect(await box.store.deadLetters('hub')).toMatchObject([
        { problem: { message: 'It answered 409: It is of another source.' } },
      ]);
    });

    it('is content when what it deletes is gone already, and creates again what was lost', async () => {
      await box.publish(aDataset('a'), aDataset('b'));
      await box.start();
      await box.settled();
      box.hub.held.clear();
      await box.withdraw('a');
      await box.publish(aDataset('b', { title: 'b: 2' }));
      await box.settled();
      expect(box.titles()).toEqual({ b: 'b: 2' });
      expect(await box.store.deadLetters('hub')).toEqual([]);
    });
  },
);
