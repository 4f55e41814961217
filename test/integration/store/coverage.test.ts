import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CoverageReader, Declaration } from '../../../src/model/coverage.ts';
import type { HarvestRun } from '../../../src/model/run.ts';
import {
  computeCoverage,
  createCoverageReader,
  importDeclarations,
  removeDeclarations,
} from '../../../src/store/coverage.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from './fixture.ts';
import { aRecord, aSource, recordId } from './samples.ts';

function declaration(name: string, changes: Partial<Declaration> = {}): Declaration {
  return {
    name,
    acronym: null,
    holder: 'CHU',
    holderIds: ['siren:265906719'],
    region: 'FR1',
    type: 'EDS',
    declaredOn: '2024-02-01',
    reference: null,
    ...changes,
  };
}

describe.each(databases())('coverage on $name', (kind) => {
  const source = aSource('eds');
  let stores: Stores;
  let run: HarvestRun;
  let reader: CoverageReader;

  beforeAll(async () => {
    stores = await openStores(kind);
    reader = createCoverageReader(stores.test.database);
  });
  afterAll(() => stores.test.drop());
  beforeEach(async () => {
    await stores.test.reset();
    run = await stores.run(source);
    await stores.records.save(run, source, [
      aRecord('eds', 'a', { title: 'Warehouse', summary: { holder: { fr: 'CHU' } } }),
      aRecord('eds', 'b', { title: 'Other', likeness: { identifiers: ['cnil:914567'] } }),
      aRecord('eds', 'c', { title: 'Unknown to all lists' }),
    ]);
  });

  const load = async (list: string, declarations: readonly Declaration[]) => {
    await importDeclarations(stores.test.database, list, declarations, stores.clock.now);
    await computeCoverage(stores.test.database);
  };
  const names = async (isDescribed: boolean) => {
    const { items, total } = await reader.declarations({ isDescribed, page: 1, pageSize: 10 });
    expect(items).toHaveLength(total);
    return items.map(({ name, ground, ids }) => [name, ground, ids]);
  };

  it('tells the declared that are described from those that are missing', async () => {
    await load('cnil', [
      declaration('Warehouse'),
      declaration('By number', { reference: 'CNIL 914567', region: null, type: null }),
      declaration('Missing', { region: 'FRE' }),
    ]);
    expect(await names(true)).toEqual([
      ['By number', 'reference', [recordId('eds', 'b')]],
      ['Warehouse', 'name', [recordId('eds', 'a')]],
    ]);
    expect(await names(false)).toEqual([['Missing', null, []]]);
    expect(await reader.lists()).toEqual([
      { id: 'cnil', importedAt: stores.clock.now, declared: 3, described: 2 },
    ]);
    expect(await reader.byType()).toEqual([
      { key: 'EDS', declared: 2, described: 1 },
      { key: null, declared: 1, described: 1 },
    ]);
    expect((await reader.byRegion()).map(({ key }) => key).sort()).toEqual(['FR1', 'FRE', null]);
    const { items, total } = await reader.undeclared(5);
    expect([total, items.map(({ title }) => title)]).toEqual([1, ['Unknown to all lists']]);
  });

  it('gives back every field of a declaration', async () => {
    const whole = declaration('W', {
      acronym: 'X',
      reference: '12345',
      holderIds: ['ror:1', 'a"b'],
    });
    await load('list', [whole]);
    const { items } = await reader.declarations({ isDescribed: false, page: 1, pageSize: 10 });
    expect(items).toEqual([{ ...whole, list: 'list', ids: [], ground: null }]);
  });

  it('puts a list in the place of the one before, beside other lists', async () => {
    await load('one', [declaration('Warehouse'), declaration('Old')]);
    await load('two', [declaration('Elsewhere')]);
    await load('one', [declaration('New')]);
    expect((await names(false)).map(([name]) => name)).toEqual(['Elsewhere', 'New']);
    expect(await names(true)).toEqual([]);
    expect((await reader.undeclared(0)).total).toBe(3);
    expect(await removeDeclarations(stores.test.database, 'two')).toBe(true);
    expect(await removeDeclarations(stores.test.database, 'two')).toBe(false);
    expect((await reader.lists()).map(({ id }) => id)).toEqual(['one']);
  });

  it('follows what is published', async () => {
    await load('cnil', [declaration('Warehouse')]);
    const walk = { verdict: 'complete', isWhole: true, seen: new Set(['b', 'c']) } as const;
    await stores.records.retire(run, source, { ...walk, gone: new Map([['a', 'withdrawn']]) });
    await computeCoverage(stores.test.database);
    expect(await names(false)).toEqual([['Warehouse', null, []]]);
  });

  it('survives hostile text', async () => {
    await load("a'; drop table declaration; --\0", [
      declaration('\u0000\ud800"', { acronym: '{}', holderIds: ['},{', '\0'] }),
    ]);
    expect(await reader.lists()).toHaveLength(1);
  });
});
