import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HarvestError } from '../../../src/model/problem.ts';
import { readDeclarations } from '../../../src/parse/declarations.ts';

const regionOf = (text: string) => (text === 'Île-de-France' ? 'FR1' : null);
const read = (text: string) => readDeclarations(Buffer.from(text), regionOf);

describe('a list of declarations', () => {
  it('is read by French names of columns, in any order', () => {
    const sheet = read(
      [
        'N° CNIL;Nom de la base;Sigle;Responsable de traitement;FINESS;SIREN;ROR;Région;Type;Date de déclaration',
        '914567;Entrepôt;EDS;CHU;590000188;265 906 719;https://ror.org/02ppyfa04;Île-de-France;EDS;01/02/2024',
      ].join('\n'),
    );
    expect(sheet.failures).toEqual([]);
    expect(sheet.declarations).toEqual([
      {
        name: 'Entrepôt',
        acronym: 'EDS',
        holder: 'CHU',
        holderIds: ['finess:590000188', 'siren:265906719', 'ror:02ppyfa04'],
        region: 'FR1',
        type: 'EDS',
        declaredOn: '2024-02-01',
        reference: '914567',
      },
    ]);
  });

  it('is read by English names, and leaves out what it does not know', () => {
    const sheet = read('name,holder,region,declared,siren\nCohort,Institute,Atlantis,soon,12\n');
    expect(sheet.declarations).toMatchObject([
      { name: 'Cohort', holder: 'Institute', region: null, declaredOn: null, holderIds: [] },
    ]);
  });

  it.each([
    ['2024-02-01', '2024-02-01'],
    ['1/2/2024', '2024-02-01'],
    ['01.02.2024 00:00', '2024-02-01'],
    ['2024', '2024-01-01'],
    ['31/02/2024', null],
    ['2024-13-01', null],
    ['0000-01-01', null],
    ['hier', null],
  ])('reads the day %s', (text, day) => {
    expect(read(`name;date\na;${text}\n`).declarations[0]?.declaredOn).toBe(day);
  });

  it('names the lines that cannot be read and keeps the others', () => {
    const sheet = read('nom;sigle\nA;a\n;b\nC\nD;d\n');
    expect(sheet.declarations.map(({ name }) => name)).toEqual(['A', 'D']);
    expect(sheet.failures.map(({ line }) => line).sort()).toEqual([3, 4]);
  });

  it('needs a column of names', () => {
    expect(() => read('sigle;region\na;b\n')).toThrow(/No column holds the name/);
  });

  it('takes any bytes for a list or says what is wrong with them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          const prefix = Buffer.from('nom;date;siren;ror\n');
          readDeclarations(Buffer.concat([prefix, bytes]), regionOf);
        } catch (error) {
          expect(error).toBeInstanceOf(HarvestError);
        }
      }),
    );
  });
});
