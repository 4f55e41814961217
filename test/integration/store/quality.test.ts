import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bitsOf, metrics } from '../../../src/model/mqa.ts';
import type { Quality } from '../../../src/model/quality.ts';
import type { QualityReader } from '../../../src/model/quality-figures.ts';
import type { HarvestRun } from '../../../src/model/run.ts';
import { createLinkStore } from '../../../src/store/links.ts';
import { computeQuality } from '../../../src/store/quality-days.ts';
import { createQualityReader } from '../../../src/store/quality-reader.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from './fixture.ts';
import { aRecord, aReport, aSource, recordId } from './samples.ts';

const url = 'https://data.example.org/access';

function quality(changes: Partial<Quality> = {}): Quality {
  const distribution = { met: bitsOf(['formatAvailability']), accessUrls: [url], downloadUrls: [] };
  return {
    mandatory: 1,
    recommended: 0.5,
    languages: ['fr'],
    missing: [],
    mqa: { dataset: bitsOf(['keywordAvailability']), distributions: [distribution] },
    statedOn: '2026-02-01',
    ...changes,
  };
}

describe.each(databases())('quality on $name', (kind) => {
  const source = aSource('hdh');
  let stores: Stores;
  let run: HarvestRun;
  let reader: QualityReader;

  beforeAll(async () => {
    stores = await openStores(kind);
    reader = createQualityReader(stores.test.database);
  });
  afterAll(() => stores.test.drop());
  beforeEach(async () => {
    await stores.test.reset();
    stores.clock.now = new Date('2026-03-01T12:00:00.000Z');
    run = await stores.run(source);
  });

  const save = (key: string, changes: Partial<Quality> = {}, level = 'PUBLIC', title = key) => {
    const record = aRecord('hdh', key, {
      title,
      quality: quality(changes),
      summary: { holder: { fr: 'Institut' }, holderIri: 'https://ror.example/1' },
    });
    return stores.records.save(run, source, [{ ...record, report: { ...aReport(), level } }]);
  };
  const links = () =>
    createLinkStore({ database: stores.test.database, now: () => stores.clock.now });
  const answer = (isReachable: boolean | null, status = 200) =>
    links().save([{ url, isReachable, status, problem: null }], 7);
  const compute = () => computeQuality(stores.test.database, stores.clock.now);

  it('says nothing before it was computed, or of what is unknown', async () => {
    expect(await reader.figures('catalogue', '')).toBeNull();
    expect(await reader.dataset("x' or true --")).toBeNull();
    expect(await reader.dataset(recordId('hdh', 'none'))).toBeNull();
    await compute();
    expect(await reader.figures('catalogue', '')).toMatchObject({
      datasets: 0,
      points: 0,
      attainable: 0,
    });
    expect(await reader.sources()).toEqual([]);
  });

  it('keeps a measured dataset with its record, and forgets it with it', async () => {
    await save('a');
    const id = recordId('hdh', 'a');
    expect(await reader.dataset(id)).toEqual({
      met: bitsOf(['keywordAvailability', 'formatAvailability']),
      waiting: bitsOf(['accessUrlStatusCode']),
      applicable: bitsOf(metrics.map((metric) => metric.id)),
      points: 50,
      earned: 50,
      // 405 less the 50 of a link that nobody has tried.
      attainable: 355,
      attendedOn: '2026-02-01',
      links: [{ url, isReachable: null, status: null, problem: null, checkedAt: null }],
    });
    const walk = { verdict: 'complete', isWhole: true, seen: new Set<string>() } as const;
    await stores.records.retire(run, source, { ...walk, gone: new Map([['a', 'withdrawn']]) });
    expect(await reader.dataset(id)).toBeNull();
  });

  it('measures again a dataset whose triples did not change', async () => {
    await save('a');
    await save('a', { mqa: { dataset: 0, distributions: [] } });
    expect(await reader.dataset(recordId('hdh', 'a'))).toMatchObject({ points: 0, links: [] });
  });

  it('believes no date of the future, and takes that of a change where none is given', async () => {
    await save('future', { statedOn: '9999-12-31' });
    await save('silent', { statedOn: null });
    const attended = async (key: string) =>
      (await reader.dataset(recordId('hdh', key)))?.attendedOn;
    expect([await attended('future'), await attended('silent')]).toEqual([null, null]);
    stores.clock.now = new Date('2026-03-05T12:00:00Z');
    await save('silent', { statedOn: null }, 'PUBLIC', 'Another title');
    expect(await attended('silent')).toBe('2026-03-05');
  });

  it('counts in who is told in no French or no English', async () => {
    await save('a', { languages: ['en', 'fr'] });
    await save('b', { languages: [] });
    expect(await stores.catalogue.untranslated()).toEqual([{ sourceId: 'hdh', fr: 1, en: 1 }]);
  });

  it('adds up per source, per holder and altogether', async () => {
    await save('a');
    await save('b', { statedOn: '2024-01-01', languages: ['fr', 'en'] }, 'NON_PUBLIC');
    await compute();
    const figures = {
      datasets: 2,
      points: 100,
      earned: 100,
      attainable: 610,
      mandatory: 1,
      recommended: 0.5,
      french: 2,
      english: 1,
      fresh: 1,
      computedAt: stores.clock.now,
    };
    expect(await reader.figures('catalogue', '')).toMatchObject({
      key: '',
      name: null,
      ...figures,
    });
    expect(await reader.sources()).toMatchObject([{ key: 'hdh', ...figures }]);
    expect(await reader.figures('source', 'hdh')).toMatchObject({ key: 'hdh', ...figures });
    expect(await reader.figures('source', 'other')).toBeNull();
    const holder = { key: 'https://ror.example/1', name: 'Institut', ...figures };
    expect(await reader.holders(5)).toMatchObject([holder]);
    const total = await reader.figures('catalogue', '');
    const of = (id: string) => {
      const index = metrics.findIndex((metric) => metric.id === id);
      return [total?.met[index], total?.lost[index], total?.waiting[index]];
    };
    expect(of('keywordAvailability')).toEqual([2, 0, 0]);
    expect(of('accessUrlStatusCode')).toEqual([0, 0, 2]);
    // It does not apply to what is not public.
    expect(of('downloadUrlAvailability')).toEqual([0, 1, 0]);
  });

  it('keeps one state of each day, however often it is asked', async () => {
    await save('a');
    await compute();
    await compute();
    stores.clock.now = new Date('2026-03-02T09:00:00Z');
    await save('b');
    await compute();
    await compute();
    const days = await reader.trend('catalogue', '', 30);
    expect(days.map(({ day, datasets, points }) => [day, datasets, points])).toEqual([
      ['2026-03-01', 1, 50],
      ['2026-03-02', 2, 100],
    ]);
    expect(await reader.trend('source', 'hdh', 1)).toMatchObject([{ day: '2026-03-02' }]);
    expect(await reader.trend('holder', '\u0000', 9)).toEqual([]);
  });

  it('notes the days on which the points of a dataset changed, and no others', async () => {
    await save('a');
    await compute();
    stores.clock.now = new Date('2026-03-02T09:00:00Z');
    await compute();
    stores.clock.now = new Date('2026-03-03T09:00:00Z');
    await links().collect();
    await answer(true);
    await compute();
    const days = await reader.datasetTrend(recordId('hdh', 'a'));
    expect(days.map(({ day, points }) => [day, points])).toEqual([
      ['2026-03-01', 50],
      ['2026-03-03', 100],
    ]);
  });

  it('answers the metrics again when a link answers, and when it fails', async () => {
    await save('a');
    await links().collect();
    await answer(true);
    const id = recordId('hdh', 'a');
    expect(await reader.dataset(id)).toMatchObject({
      points: 100,
      waiting: 0,
      links: [{ isReachable: true, status: 200, checkedAt: stores.clock.now }],
    });
    await answer(false, 404);
    expect(await reader.dataset(id)).toMatchObject({ points: 50, waiting: 0 });
    expect(await reader.brokenLinks(5)).toMatchObject([{ url, status: 404, datasets: 1 }]);
    // A verdict stands where nothing new was learnt, and new datasets know it.
    await answer(null, 429);
    await save('b');
    expect(await reader.dataset(recordId('hdh', 'b'))).toMatchObject({ points: 50, waiting: 0 });
    expect(await reader.links()).toEqual({ links: 1, reachable: 0, broken: 1 });
  });

  it('hands out links that are due once, the oldest first, and only a share of them', async () => {
    const distributions = Array.from({ length: 10 }, (_, index) => ({
      met: 0,
      accessUrls: [`https://data.example.org/${index}`],
      downloadUrls: [],
    }));
    await save('a', { mqa: { dataset: 0, distributions } });
    await links().collect();
    expect(await links().take(0.25, 100)).toHaveLength(3);
    expect(await links().take(1, 2)).toHaveLength(2);
    expect(await links().take(1, 100)).toHaveLength(5);
    expect(await links().take(1, 100)).toEqual([]);
    // What a process took that died is taken again.
    stores.clock.now = new Date('2026-03-01T13:01:00Z');
    expect(await links().take(1, 100)).toHaveLength(10);
  });

  it('asks again the next day where a link fails, and in about the days given where it answers', async () => {
    await save('a');
    await links().collect();
    await answer(false, 500);
    stores.clock.now = new Date('2026-03-02T12:00:01Z');
    expect(await links().take(1, 9)).toEqual([url]);
    await answer(true);
    stores.clock.now = new Date('2026-03-07T12:00:00Z');
    expect(await links().take(1, 9)).toEqual([]);
    stores.clock.now = new Date('2026-03-11T00:00:00Z');
    expect(await links().take(1, 9)).toEqual([url]);
  });

  it('keeps the last twenty checks of a link, and forgets a link that nothing names', async () => {
    await save('a');
    await links().collect();
    for (let check = 0; check < 25; check++) {
      stores.clock.now = new Date(stores.clock.now.getTime() + 86_400_000);
      await answer(check % 2 === 0);
    }
    const count = () =>
      stores.test.database.query<{ n: number }>('select count(*)::integer as n from link_check');
    expect(await count()).toEqual([{ n: 20 }]);
    await save('a', { mqa: { dataset: 0, distributions: [] } });
    await links().collect();
    expect(await count()).toEqual([{ n: 0 }]);
    expect(await reader.links()).toMatchObject({ links: 0 });
  });
});
