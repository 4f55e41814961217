import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Declaration,
  type DescribedDataset,
  matchDeclarations,
} from '../../../src/model/coverage.ts';

function declared(changes: Partial<Declaration>): Declaration {
  return {
    name: 'Base sans pareille',
    acronym: null,
    holder: null,
    holderIds: [],
    region: null,
    type: null,
    declaredOn: null,
    reference: null,
    ...changes,
  };
}

const dataset: DescribedDataset = {
  id: 'a',
  identifiers: ['cnil:914567', 'doi:10.5281/zenodo.12'],
  acronyms: ['include'],
  titles: ['Entrepôt de données de santé', 'Health data warehouse'],
  holders: ['CHU de Lille'],
  holderIris: ['https://ror.org/02ppyfa04'],
};
const other = { ...dataset, id: 'b', identifiers: [], holderIris: [], holders: ['Autre CHU'] };

const match = (changes: Partial<Declaration>) =>
  matchDeclarations([declared(changes)], [dataset, other])[0];

describe('a declaration', () => {
  it.each(['914567', 'CNIL n° 914567', 'cnil 914567', 'N° 914 567'])(
    'is described by the dataset that gives its number, written %s',
    (reference) => {
      expect(match({ reference })).toEqual({ ids: ['a'], ground: 'reference' });
    },
  );

  it('is described by what has its acronym and its holder, by ROR or by name', () => {
    const holderIds = ['siren:265906719', 'ror:02ppyfa04'];
    expect(match({ acronym: 'INCLUDE', holderIds })).toEqual({ ids: ['a'], ground: 'acronym' });
    const holder = 'chu de LILLE';
    expect(match({ acronym: 'Include', holder })).toEqual({ ids: ['a'], ground: 'acronym' });
  });

  it('is described by what has its name and its holder', () => {
    const name = 'entrepot de donnees de sante';
    expect(match({ name, holder: 'Autre C.H.U.' })).toEqual({ ids: [], ground: null });
    expect(match({ name, holder: 'Autre CHU' })).toEqual({ ids: ['b'], ground: 'name' });
  });

  it.each([
    ['a name alone', { name: 'Entrepôt de données de santé' }],
    ['an acronym alone', { acronym: 'INCLUDE' }],
    ['a number too short to tell anything', { reference: '12' }],
    ['a number that is none', { reference: 'CNIL n°' }],
    ['another holder', { acronym: 'INCLUDE', holder: 'CHU de Nantes' }],
    ['nothing at all', { name: '', holder: '' }],
  ])('is not described on the ground of %s', (_what, changes) => {
    expect(match(changes)).toEqual({ ids: [], ground: null });
  });

  it('takes the number before everything else', () => {
    const both = { reference: '914567', acronym: 'INCLUDE', holder: 'Autre CHU' };
    expect(match(both)).toEqual({ ids: ['a'], ground: 'reference' });
  });

  it('keeps no more than fifty datasets', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ ...dataset, id: String(index) }));
    const [found] = matchDeclarations([declared({ reference: '914567' })], many);
    expect(found?.ids).toHaveLength(50);
  });

  it('may say anything', () => {
    const text = fc.string({ unit: 'binary' });
    const declaration = fc.record({
      name: text,
      acronym: fc.option(text),
      holder: fc.option(text),
      holderIds: fc.array(text),
      reference: fc.option(text),
    });
    fc.assert(
      fc.property(fc.array(declaration), (all) => {
        const matches = matchDeclarations(all.map(declared), [dataset]);
        expect(matches).toHaveLength(all.length);
        for (const { ids, ground } of matches) expect(ground === null).toBe(ids.length === 0);
      }),
    );
  });
});
