import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DuplicatePair, Duplicates } from '../../../src/model/decisions.ts';
import type { HarvestRun } from '../../../src/model/run.ts';
import type { Source } from '../../../src/model/source.ts';
import { createDuplicates } from '../../../src/store/duplicates.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from './fixture.ts';
import { anAgent, aRecord, aSource, baseUrl, recordId } from './samples.ts';

const doi = ['doi:10.5281/zenodo.12'];

describe.each(databases())('duplicates across sources on $name', (kind) => {
  // With no grace, what a complete walk does not see is deleted at once.
  const policy = { ...aSource('any').policy, deletion: { graceDays: 0, maxShare: 1, floor: 100 } };
  const sources = ['first', 'second', 'third'].map((id) => aSource(id, { policy }));
  let stores: Stores;
  let duplicates: Duplicates;

  beforeAll(async () => {
    stores = await openStores(kind);
    const { database } = stores.test;
    duplicates = createDuplicates({ database, baseUrl, now: () => stores.clock.now });
  }, 180_000);
  afterAll(() => stores.test.drop());
  beforeEach(async () => {
    await stores.test.reset();
    for (const source of sources) await begin(source.id, 'partial');
  });

  /** A run of a source, in whose first harvest it is unless it ended completely. */
  async function begin(id: string, verdict: 'partial' | 'complete'): Promise<HarvestRun> {
    const run = await stores.run(sourceOf(id));
    await stores.test.database.query('update run set verdict = $2 where id = $1', [
      run.id,
      verdict,
    ]);
    return run;
  }
  function sourceOf(id: string): Source {
    return sources.find((source) => source.id === id) ?? aSource(id, { policy });
  }
  async function save(...batch: ReturnType<typeof aRecord>[]) {
    const outcomes = [];
    for (const record of batch) {
      const id = /\/\/(\w+)\./.exec(record.payload.url)?.[1] ?? '';
      const run = await begin(id, 'partial');
      outcomes.push(...(await stores.records.save(run, sourceOf(id), [record])));
    }
    return outcomes;
  }
  async function walk(id: string, ...seen: string[]) {
    const run = await begin(id, 'partial');
    return stores.records.retire(run, sourceOf(id), {
      verdict: 'complete',
      isWhole: true,
      seen: new Set(seen),
      gone: new Map(),
    });
  }
  const published = async () =>
    (await stores.entities()).filter((entity) => entity.kind === 'dataset').map(({ iri }) => iri);
  const idOf = (source: string) => recordId(source, 'a');
  const iriOf = (source: string) => `${baseUrl}/datasets/${idOf(source)}`;
  const one = (source: string, title = `Dataset of ${source}`) =>
    aRecord(source, 'a', { title, likeness: { identifiers: doi } });

  it('publishes one dataset for two records with one identifier, and sends the other id on', async () => {
    const outcomes = await save(one('first'), one('second'));

    expect(outcomes.map(({ kind: outcome, problem }) => [outcome, problem?.code])).toEqual([
      ['created', undefined],
      ['created', 'IDENTIFY_MERGED'],
    ]);
    expect(outcomes[1]?.problem?.message).toContain('doi:10.5281/zenodo.12');
    expect(await published()).toEqual([iriOf('first')]);
    expect(await stores.catalogue.redirect(idOf('second'))).toBe(idOf('first'));
    expect(await stores.catalogue.redirect(idOf('first'))).toBeNull();
    expect(await stores.catalogue.dataset(idOf('second'))).toBeNull();
  });

  it('keeps both origins in the graph of the one dataset, and mixes nothing else in', async () => {
    await save(one('first', 'Title kept'), one('second', 'Title left out'));

    const ntriples = (await stores.catalogue.dataset(idOf('first')))?.ntriples ?? '';
    expect(ntriples).toContain('"Title kept"');
    expect(ntriples).not.toContain('Title left out');
    const about = '<http://xmlns.com/foaf/0.1/primaryTopic>';
    expect(ntriples).toContain(`<${iriOf('first')}#record> ${about} <${iriOf('first')}> .`);
    expect(ntriples).toContain(`<${iriOf('second')}#record> ${about} <${iriOf('first')}> .`);
    expect(ntriples).toContain(`<${iriOf('first')}> <http://www.w3.org/ns/adms#identifier>`);
    expect(ntriples).toContain(`"${iriOf('second')}"`);
    const lines = ntriples.trimEnd().split('\n');
    expect(lines).toEqual([...new Set(lines)].sort());
  });

  it.each([
    ['first', 'second', 'third'],
    ['third', 'second', 'first'],
    ['second', 'third', 'first'],
  ])('comes to the same catalogue whether %s, %s or %s is harvested first', async (...order) => {
    await save(...order.map((source) => one(source)));
    expect(await published()).toEqual([iriOf('first')]);
    for (const other of ['second', 'third'])
      expect(await stores.catalogue.redirect(idOf(other))).toBe(idOf('first'));
  });

  it('says so in the events when the first harvest of a source takes the place of another', async () => {
    await save(one('second'));
    const { serial } = await stores.catalogue.state();
    await save(one('first'));
    expect((await stores.events(serial)).map((event) => event.replace(/^\d+ /, ''))).toEqual([
      `delete dataset /datasets/${idOf('second')}`,
      `create dataset /datasets/${idOf('first')}`,
    ]);
  });

  it('leaves its IRI to a published dataset when a source harvested before describes it too', async () => {
    await begin('first', 'complete');
    await save(one('second'));
    await save(one('first'));
    expect(await published()).toEqual([iriOf('second')]);
    expect(await stores.catalogue.redirect(idOf('first'))).toBe(idOf('second'));
  });

  it('changes nothing when both are harvested again', async () => {
    await save(one('first'), one('second'));
    const { serial } = await stores.catalogue.state();
    stores.clock.now = new Date('2026-03-05T12:00:00.000Z');
    expect(await stores.records.unchanged(sourceOf('second'), [one('second')])).toEqual(
      new Set(['a']),
    );
    const again = await save(
      { ...one('second'), fingerprint: 'of another recipe' },
      { ...one('first'), fingerprint: 'of another recipe' },
    );
    expect(again.map(({ kind: outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
    expect((await stores.catalogue.state()).serial).toBe(serial);
  });

  it('publishes the other record again when the first is deleted at its source', async () => {
    const agents = [anAgent('https://ror.org/0abcdef12', 'Holder')];
    await save(one('first'), {
      ...aRecord('second', 'a', { agents, likeness: { identifiers: doi } }),
    });
    expect((await stores.entities()).filter((entity) => entity.kind === 'agent')).toEqual([]);
    const { serial } = await stores.catalogue.state();
    await walk('first');

    expect(await published()).toEqual([iriOf('second')]);
    expect(await stores.catalogue.redirect(idOf('second'))).toBeNull();
    expect(await stores.catalogue.tombstone(idOf('first'))).not.toBeNull();
    expect((await stores.entities()).filter((entity) => entity.kind === 'agent')).toHaveLength(1);
    expect(
      (await stores.events(serial)).map((event) => event.split(' ').slice(1, 3).join(' ')),
    ).toEqual(['create agent', 'delete dataset', 'create dataset']);
    await save(one('first'));
    expect(await stores.catalogue.tombstone(idOf('first'))).toBeNull();
  });

  it('takes an origin out of the dataset when its source deletes it', async () => {
    await save(one('first'), one('second'));
    await walk('second');
    const ntriples = (await stores.catalogue.dataset(idOf('first')))?.ntriples ?? '';
    expect(ntriples).not.toContain(idOf('second'));
    expect(ntriples).toContain(idOf('first'));
    expect(await stores.catalogue.tombstone(idOf('second'))).toMatchObject({
      iri: iriOf('second'),
    });
  });

  it('leads from a merged record to its dataset also after its source deleted it', async () => {
    await save(one('first'), one('second'));
    await walk('second');
    expect(await stores.catalogue.redirect(idOf('second'))).toBe(idOf('first'));
    await save(one('second'));
    expect(await stores.catalogue.redirect(idOf('second'))).toBe(idOf('first'));
    expect(await stores.catalogue.tombstone(idOf('second'))).toBeNull();
  });

  it('parts records whose identifiers differ from now on', async () => {
    await save(one('first'), one('second'));
    await save(
      aRecord('first', 'a', { title: 'Changed', likeness: { identifiers: ['doi:10.1/x'] } }),
    );
    expect(await published()).toEqual([iriOf('first'), iriOf('second')].sort());
    expect(await stores.catalogue.redirect(idOf('second'))).toBeNull();
  });

  it('makes a source that claims the IRI of another an origin, never the owner', async () => {
    const iri = 'https://first.example/dataset/1';
    const own = aRecord('third', 'a', { iri, title: 'Own', likeness: { isOwn: true } });
    const copy = aRecord('second', 'a', { iri, title: 'Copy' });
    for (const batch of [
      [own, copy],
      [copy, own],
    ]) {
      await stores.test.reset();
      await begin('second', 'partial');
      await save(...batch);
      expect(await published()).toEqual([iri]);
      const dataset = await stores.catalogue.dataset(own.id);
      expect(dataset).toMatchObject({ iri, sourceId: 'third', summary: { title: { en: 'Own' } } });
      expect(await stores.catalogue.redirect(copy.id)).toBe(own.id);
    }
    await walk('third');
    expect(await stores.catalogue.dataset(copy.id)).toMatchObject({ iri, sourceId: 'second' });
  });

  it('still refuses an IRI that another record of the same source has, merged or not', async () => {
    const iri = 'https://first.example/dataset/1';
    await save(aRecord('first', 'a', { iri }), aRecord('second', 'a', { iri }));
    const [outcome] = await save(aRecord('second', 'b', { iri }));
    expect(outcome).toMatchObject({ kind: 'skipped', problem: { code: 'IDENTIFY_DUPLICATE_KEY' } });
  });

  it('keeps the merged version published while a new one is quarantined', async () => {
    await save(one('first'), one('second'));
    const { serial } = await stores.catalogue.state();
    await save(
      aRecord('second', 'a', { title: 'Bad', violations: 1, likeness: { identifiers: [] } }),
    );
    await save(
      aRecord('first', 'a', { title: 'Bad', violations: 1, likeness: { identifiers: [] } }),
    );
    expect(await stores.catalogue.redirect(idOf('second'))).toBe(idOf('first'));
    expect((await stores.catalogue.state()).serial).toBe(serial);
  });

  describe('decisions of an admin', () => {
    const plain = (source: string, title: string) =>
      aRecord(source, 'a', {
        title,
        likeness: { names: ['miel'], words: title.toLowerCase().split(' ') },
      });
    const states = async () =>
      (await duplicates.list()).map(({ state, decidedBy }) => [state, decidedBy]);

    it('are asked for where acronyms or titles are alike, and nothing is merged meanwhile', async () => {
      await save(plain('first', 'Cohorte abeilles'), plain('second', 'Ruches abeilles'));
      expect(await published()).toHaveLength(2);
      const [pair] = await duplicates.list();
      expect(pair).toMatchObject({ state: 'open', decidedBy: null });
      expect(pair?.reason).toContain('MIEL');
    });

    it('merge for good: the first keeps its IRI, whatever is harvested next', async () => {
      await save(plain('first', 'Cohorte abeilles'), plain('second', 'Ruches abeilles'));
      await duplicates.merge(idOf('second'), idOf('first'));
      expect(await published()).toEqual([iriOf('second')]);
      expect(await states()).toEqual([['merged', 'admin']]);
      const { serial } = await stores.catalogue.state();
      await save(plain('first', 'Cohorte abeilles'), plain('second', 'Ruches abeilles'));
      expect((await stores.catalogue.state()).serial).toBe(serial);
      await save(plain('first', 'Tout autre titre'));
      expect(await published()).toEqual([iriOf('second')]);
    });

    it('part for good what the rules would merge', async () => {
      await save(one('first'), one('second'));
      await duplicates.never(idOf('second'), idOf('first'));
      expect(await published()).toHaveLength(2);
      await save(one('second', 'New title'), one('first', 'New title too'));
      expect(await published()).toHaveLength(2);
      expect(await states()).toEqual([['never', 'admin']]);
      await duplicates.merge(idOf('first'), idOf('second'));
      expect(await published()).toEqual([iriOf('first')]);
    });

    it('split the canonical record off, and the rest stays one dataset', async () => {
      await save(one('first'), one('second'), one('third'));
      expect(await duplicates.split(idOf('first'))).toBe(2);
      expect(await published()).toEqual([iriOf('first'), iriOf('second')].sort());
      expect(await stores.catalogue.redirect(idOf('third'))).toBe(idOf('second'));
    });

    it('are listed in pieces that miss and repeat nothing', async () => {
      const wide = ['first', 'second', 'third', 'fourth', 'fifth'];
      await save(...wide.map((id) => plain(id, `Cohorte ${id}`)));
      await duplicates.never(idOf('first'), idOf('second'));
      await duplicates.merge(idOf('third'), idOf('fourth'));
      const whole = await duplicates.list();
      expect(whole.length).toBeGreaterThan(5);
      expect(new Set(whole.map(({ state }) => state))).toEqual(
        new Set(['open', 'never', 'merged']),
      );
      const pieces: DuplicatePair[] = [];
      for (let last = pieces.at(-1); ; last = pieces.at(-1)) {
        const after = last && {
          state: last.state,
          similarity: last.similarity,
          firstId: last.first.id,
          secondId: last.second.id,
        };
        const piece = await duplicates.list({ after, limit: 2 });
        if (piece.length === 0) break;
        pieces.push(...piece);
      }
      expect(pieces).toEqual(whole);
      const open = whole.filter(({ state }) => state === 'open');
      expect(await duplicates.list({ state: 'open' })).toEqual(open);
    });

    it('are refused for an unknown id, for a pair of one, and for two records with one IRI', async () => {
      const iri = 'https://first.example/dataset/1';
      await save(aRecord('first', 'a', { iri }), aRecord('second', 'a', { iri }));
      await expect(duplicates.never(idOf('first'), idOf('second'))).rejects.toMatchObject({
        code: 'IDENTIFY_ONE_IRI',
      });
      for (const other of ['nonsense', idOf('first'), recordId('first', 'unknown')])
        await expect(duplicates.merge(idOf('first'), other)).rejects.toMatchObject({
          code: 'IDENTIFY_NOT_PUBLISHED',
        });
    });
  });

  it('leaves sources alone whose records only share a word', async () => {
    const words = ['registre', 'cancer'];
    await save(
      aRecord('first', 'a', { likeness: { words: [...words, 'bas', 'rhin'] } }),
      aRecord('second', 'a', { likeness: { words: ['cancer', 'isere', 'enfants'] } }),
    );
    expect(await duplicates.list()).toEqual([]);
    expect(await stores.catalogue.redirect(recordId('second', 'a'))).toBeNull();
  });
});
