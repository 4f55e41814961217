import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDuplicates } from '../../../src/store/duplicates.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from './fixture.ts';
import { aRecord, aSource, baseUrl, type RecordTraits, recordId } from './samples.ts';

const scope = {
  identifiers: [],
  themes: ['cancer'],
  places: ['FR1'],
  ages: { least: 18, most: 64 },
  years: { first: 2010, last: 2019 },
  isBiobank: false,
  isRareDisease: true,
};
const contents = {
  healthCategories: ['RQSH'],
  codingSystems: ['ICD-10'],
  individuals: 5000,
  scope,
};

describe.each(databases())('overlapping datasets on $name', (kind) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores(kind);
  }, 180_000);
  afterAll(() => stores.test.drop());
  beforeEach(() => stores.test.reset());

  async function save(id: string, traits: RecordTraits): Promise<void> {
    const source = aSource(id);
    const outcomes = await stores.records.save(await stores.run(source), source, [
      aRecord(id, 'a', traits),
    ]);
    expect(outcomes).toMatchObject([{ kind: 'created' }]);
  }
  const idOf = (source: string) => recordId(source, 'a');
  const overlapsOf = async (source: string) =>
    (await stores.catalogue.overlaps(idOf(source), 5)).map(({ sourceId, ground, shared }) => ({
      sourceId,
      ground,
      shared: shared.map(({ facet, code }) => `${facet} ${code}`).sort(),
    }));

  it('say the same of their contents, and are told with what both say', async () => {
    await save('first', { summary: contents });
    await save('same', { summary: contents });
    await save('larger', { summary: { ...contents, individuals: 2_000_000 } });
    await save('elsewhere', { summary: { ...contents, scope: { ...scope, places: ['FRK'] } } });
    const others = { ...scope, themes: ['diabetes'], ages: { least: 0, most: 3 }, years: null };
    await save('different', { summary: { ...contents, individuals: 10, scope: others } });
    const found = await overlapsOf('first');
    expect(found.map(({ sourceId }) => sourceId)).toEqual(['same', 'larger']);
    expect(found[0]).toEqual({
      sourceId: 'same',
      ground: 'alike',
      shared: [
        'age adults',
        'category RQSH',
        'coding ICD-10',
        'period 2010',
        'rare yes',
        'region FR1',
        'size 1000',
        'theme cancer',
      ],
    });
    expect(found[1]?.shared).not.toContain('size 1000');
  });

  it('are not guessed where a description hardly says anything', async () => {
    const little = { healthCategories: ['RQSH'] };
    await save('first', { summary: little });
    await save('same', { summary: little });
    expect(await overlapsOf('first')).toEqual([]);
  });

  it('come first where their names are alike, until an admin has decided', async () => {
    const likeness = { names: ['miel'], words: ['cohorte', 'abeilles'] };
    await save('first', { summary: contents, likeness });
    await save('alike', { likeness: { ...likeness, words: ['ruches', 'abeilles'] } });
    await save('same', { summary: contents });
    const found = await overlapsOf('first');
    expect(found.map(({ sourceId, ground }) => [sourceId, ground])).toEqual([
      ['alike', 'suggested'],
      ['same', 'alike'],
    ]);
    expect((await overlapsOf('alike')).map(({ sourceId }) => sourceId)).toEqual(['first']);
    const { database } = stores.test;
    const duplicates = createDuplicates({ database, baseUrl, now: () => stores.clock.now });
    await duplicates.never(idOf('first'), idOf('alike'));
    expect((await overlapsOf('first')).map(({ sourceId }) => sourceId)).toEqual(['same']);
  });

  it('are none for what is no id', async () => {
    expect(await stores.catalogue.overlaps('nonsense', 5)).toEqual([]);
  });
});
