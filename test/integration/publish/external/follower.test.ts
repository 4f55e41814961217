import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Addresses,
  cleared,
  expectInStep,
  followWith,
  held,
  patience,
  position,
  published,
} from '../../../support/followed-store.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../../../support/sample-catalogue.ts';
import { startTestStore, type TestStore } from '../../../support/sparql-store.ts';

let store: TestStore;
beforeEach(async () => {
  store = await startTestStore();
});
afterEach(() => store.close());

describe('follower of an external store', () => {
  it.each<Addresses>(['update', 'graph store', 'update, position by graph store'])(
    'fills an empty store and takes over changes and deletions by %s',
    async (by) => {
      const reader = sampleCatalogue(30);
      const sparql = followWith(store, reader, { by });
      await expectInStep(store, reader, sparql);
      expect(sparql.isReady()).toBe(true);
      reader.put(sampleDataset('d003', { title: 'Autre' }));
      reader.remove(`${baseUrl}/datasets/d004`);
      await expectInStep(store, reader, sparql);
      expect(held(store).join('\n')).not.toContain('d004');
    },
  );

  it('goes on from the position in the store instead of filling it again', async () => {
    const reader = sampleCatalogue(5);
    const first = followWith(store, reader);
    await expectInStep(store, reader, first);
    await first.close();
    reader.put(sampleDataset('d002', { title: 'Autre' }));
    store.turns.length = 0;
    await expectInStep(store, reader, followWith(store, reader));
    const updates = store.turns.filter(({ kind }) => kind === 'update');
    expect(updates).toHaveLength(1);
    expect(updates[0]?.text.match(/CLEAR SILENT GRAPH <\S+>/g)).toEqual([
      `CLEAR SILENT GRAPH <${baseUrl}/datasets/d002>`,
      `CLEAR SILENT GRAPH <${baseUrl}/datasets/d002/report>`,
      `CLEAR SILENT GRAPH <${position}>`,
    ]);
  });

  it.each(['fail', 'cut', 'cut-after'] as const)(
    'ends whole after the store broke off in the middle of filling (%s)',
    async (fault) => {
      const reader = sampleCatalogue(900);
      let updates = 0;
      store.fault = ({ kind }) => {
        if (kind === 'update') updates += 1;
        return kind === 'update' && updates >= 4 && updates < 8 ? fault : undefined;
      };
      const sparql = followWith(store, reader);
      await vi.waitFor(() => expect(sparql.status(902).problem).not.toBeNull(), patience);
      expect(sparql.status(902).whole).toBe(false);
      await expectInStep(store, reader, sparql);
    },
  );

  it('answers no query while the store is being filled, and goes on after the process was ended', async () => {
    const reader = sampleCatalogue(900);
    let updates = 0;
    store.fault = ({ kind }) => {
      if (kind === 'update') updates += 1;
      return updates > 6 ? 'hang' : undefined;
    };
    const first = followWith(store, reader);
    await vi.waitFor(() => expect(updates).toBe(7), patience);
    expect(first.isReady()).toBe(false);
    store.fault = () => undefined;
    await expect(
      first.engine.query({ query: 'ASK {}', mediaType: 'text/csv' }),
    ).rejects.toMatchObject({ code: 'SPARQL_UNAVAILABLE' });
    await first.close();
    const atEnd = held(store).length;
    expect(atEnd).toBeGreaterThan(0);
    store.turns.length = 0;
    const second = followWith(store, reader);
    await expectInStep(store, reader, second);
    expect(cleared(store, /datasets\/[^/>]+>/g).length).toBeLessThan(900);
  });

  it.each([
    ['was emptied', () => store.data.update('CLEAR ALL')],
    ['lost its position', () => store.data.update(`CLEAR GRAPH <${position}>`)],
    [
      'is ahead of the catalogue',
      () =>
        store.data.update(
          `CLEAR GRAPH <${position}> ; INSERT DATA { GRAPH <${position}> { <${position}> <urn:glaneur:position> "999 0 x" } }`,
        ),
    ],
    [
      'holds the position of a database that was replaced',
      () =>
        store.data.update(
          `CLEAR GRAPH <${position}> ; INSERT DATA { GRAPH <${position}> { <${position}> <urn:glaneur:position> "5 0 1999-01-01T00:00:00.000000Z" } }`,
        ),
    ],
  ])('fills a store again that %s', async (_what, spoil) => {
    const reader = sampleCatalogue(5);
    const sparql = followWith(store, reader);
    await expectInStep(store, reader, sparql);
    store.data.update(`INSERT DATA { GRAPH <${baseUrl}/datasets/stale> { <a:a> <a:b> <a:c> } }`);
    spoil();
    await expectInStep(store, reader, sparql);
  });

  it('sends no request with more graphs than Virtuoso compiles', async () => {
    const reader = sampleCatalogue(350);
    const sparql = followWith(store, reader);
    await expectInStep(store, reader, sparql);
    store.data.update(`CLEAR GRAPH <${position}>`);
    await vi.waitFor(() => expect(sparql.status(0).verified).toBeNull(), patience);
    await expectInStep(store, reader, sparql);
    const sizes = store.turns.map(({ text }) => text.match(/CLEAR SILENT GRAPH/g)?.length ?? 0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(203);
    expect(Math.max(...sizes)).toBeGreaterThan(100);
  });

  it('takes a store over from a catalogue with another base', async () => {
    const other = 'https://other.example.org';
    store.data.update(
      `INSERT DATA { GRAPH <${other}/.well-known/glaneur/serial> { <a:a> <urn:glaneur:position> "5 0 x" }
        GRAPH <${other}/datasets/1> { <a:a> <a:b> <a:c> } }`,
    );
    const reader = sampleCatalogue(2);
    await expectInStep(store, reader, followWith(store, reader));
  });

  it('repairs graphs whose counts differ and removes those that should not be', async () => {
    const reader = sampleCatalogue(5);
    const sparql = followWith(store, reader, { verifyMs: 0 });
    await expectInStep(store, reader, sparql);
    store.data.update(
      `DELETE WHERE { GRAPH <${baseUrl}/datasets/d002> { ?s <http://purl.org/dc/terms/title> ?o } } ;
       CLEAR GRAPH <${baseUrl}/datasets/d003> ;
       INSERT DATA { GRAPH <${baseUrl}/datasets/stale> { <a:a> <a:b> <a:c> } }`,
    );
    await expectInStep(store, reader, sparql);
    // Repaired in the middle of a comparison, which is told when it ends.
    await vi.waitFor(() => {
      const { verified, differing } = sparql.status(7);
      expect(differing).toEqual([]);
      expect(verified?.visible).toBe(verified?.triples);
    }, patience);
  });

  it('leaves out what the store refuses of one record, says so, and takes the rest', async () => {
    const reader = sampleCatalogue(3);
    const bad = sampleDataset('bad');
    const line = `<${bad.iri}> <http://purl.org/dc/terms/title> "REFUSED" .\n`;
    reader.put({ ...bad, ntriples: line + bad.ntriples });
    store.fault = ({ kind, text }) =>
      kind === 'update' && text.includes('REFUSED') ? 'fail' : undefined;
    const sparql = followWith(store, reader);
    await vi.waitFor(() => {
      expect(sparql.status(6)).toMatchObject({ serial: 6, differing: [bad.graph] });
    }, patience);
    const all = await published(reader);
    expect(held(store)).toEqual(all.filter((quad) => !quad.includes('REFUSED')));
  });

  it('writes from one process at a time, and the next takes over', async () => {
    const reader = sampleCatalogue(2);
    let isHeld = false;
    const lock = async () => {
      if (isHeld) return null;
      isHeld = true;
      return async () => {
        isHeld = false;
      };
    };
    const writer = followWith(store, reader, { lock });
    await expectInStep(store, reader, writer);
    const watcher = followWith(store, reader, { lock });
    await vi.waitFor(() => expect(watcher.isReady()).toBe(true), patience);
    store.turns.length = 0;
    reader.put(sampleDataset('d001', { title: 'Autre' }));
    await vi.waitFor(() => expect(watcher.status(5).serial).toBe(5), patience);
    expect(store.turns.filter(({ kind }) => kind === 'update')).toHaveLength(1);
    await writer.close();
    reader.remove(`${baseUrl}/datasets/d001`);
    await expectInStep(store, reader, watcher);
  });

  it('is not ready while the store is away, and shows how far behind it is', async () => {
    const reader = sampleCatalogue(2);
    const sparql = followWith(store, reader);
    await expectInStep(store, reader, sparql);
    store.fault = () => 'cut';
    reader.put(sampleDataset('d001', { title: 'Autre' }));
    await vi.waitFor(() => expect(sparql.isReady()).toBe(false), patience);
    expect(sparql.status(5)).toMatchObject({ reachable: false, serial: 4, lag: 1 });
    store.fault = () => undefined;
    await expectInStep(store, reader, sparql);
    expect(sparql.isReady()).toBe(true);
  });
});
