import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetChangeQuery } from '../../../src/model/published.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from './fixture.ts';
import { aRecord, aSource, recordId } from './samples.ts';

const cohorts = aSource('cohorts');
const hospitals = aSource('hospitals');

describe.each(databases())('the last changes of datasets on $name', (kind) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores(kind);
    const save = async (source: typeof cohorts, at: string, ...records: string[]) => {
      stores.clock.now = new Date(at);
      const run = await stores.run(source);
      const prepared = records.map((key) =>
        aRecord(source.id, key, { title: at, summary: { healthCategories: [key.slice(0, 4)] } }),
      );
      await stores.records.save(run, source, prepared);
    };
    await save(cohorts, '2026-03-01T10:00:00.500Z', 'RQSH-1', 'RQSH-2', 'EINS-3');
    await save(hospitals, '2026-03-01T11:00:00Z', 'EHRS-1');
    await save(cohorts, '2026-03-01T12:00:00Z', 'RQSH-1');
    stores.clock.now = new Date('2026-03-01T13:00:00Z');
    const walk = {
      verdict: 'complete',
      isWhole: false,
      seen: new Set<string>(),
      gone: new Map([['RQSH-2', 'withdrawn']]),
    } as const;
    await stores.records.retire(await stores.run(cohorts), cohorts, walk);
  });
  afterAll(() => stores.test.drop());

  const names = new Map(
    ['RQSH-1', 'RQSH-2', 'EINS-3', 'EHRS-1'].flatMap((key) => [
      [recordId('cohorts', key), key],
      [recordId('hospitals', key), key],
    ]),
  );
  const read = async (query: Partial<DatasetChangeQuery>) => {
    const found = await stores.catalogue.datasetChanges({ after: 0, limit: 100, ...query });
    return found.map(({ id, published }) => `${published ? '' : 'no '}${names.get(id)}`);
  };

  it('tells each dataset once, by its last change, deletions included', async () => {
    expect(await read({})).toEqual(['EINS-3', 'EHRS-1', 'RQSH-1', 'no RQSH-2']);
  });

  it('goes on after a serial', async () => {
    const [first] = await stores.catalogue.datasetChanges({ after: 0, limit: 1 });
    expect(await read({ after: first?.serial ?? 0, limit: 2 })).toEqual(['EHRS-1', 'RQSH-1']);
  });

  it.each<readonly [string, Partial<DatasetChangeQuery>, readonly string[]]>([
    ['source', { sourceId: 'hospitals' }, ['EHRS-1']],
    ['health category', { healthCategory: 'RQSH' }, ['RQSH-1']],
    ['start', { from: new Date('2026-03-01T12:00:00Z') }, ['RQSH-1', 'no RQSH-2']],
    ['end', { before: new Date('2026-03-01T11:00:00Z') }, ['EINS-3']],
    ['id', { id: recordId('cohorts', 'RQSH-2') }, ['no RQSH-2']],
    ['an id that is none', { id: "'; drop table event" }, []],
  ])('selects by %s', async (_name, query, expected) => {
    expect(await read(query)).toEqual(expected);
  });
});
