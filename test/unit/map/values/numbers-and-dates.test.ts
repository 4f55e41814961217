import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOngoing, parseDate, periodOf } from '../../../../src/map/values/dates.ts';
import { parseByteSize, parseCount, parseWhole } from '../../../../src/map/values/numbers.ts';

describe('numbers of people', () => {
  it.each([
    ['9294', 9294],
    ['98 995', 98995],
    ['98\u00a0995', 98995],
    ['20\u202f625', 20625],
    ['215.000', 215000],
    ['18,300', 18300],
    ['5 000 000', 5000000],
    ['3033 patients', 3033],
    ['496 000 individus en mai 2014', 496000],
    ['20 269 patients (03/04/2025)', 20269],
    ['135 patients au 20/01/2015', 135],
  ])('reads %j as exactly %d', (text, value) => {
    expect(parseCount(text)).toEqual({ value, approximate: false });
  });

  it.each([
    ['11,4 millions', 11400000],
    ['1,2 M', 1200000],
    ['5 M', 5000000],
    ['env. 1 500 000', 1500000],
    ['environ 68 millions', 68000000],
    ['~1 000', 1000],
    ['1,6 million de patients', 1600000],
  ])('reads %j as about %d', (text, value) => {
    expect(parseCount(text)).toEqual({ value, approximate: true });
  });

  it.each([
    '',
    '---',
    '-33-',
    'NC',
    '50 000 par an',
    '59000 par an/per year',
    '>150 000',
    '>150 000 en 2017',
    '< 500 individus',
    '>= 20000 individus',
    '[500-1000[',
    '[10000-20000[ individus',
    '550 à 650 patients estimés',
    '550-650',
    '340 estimés',
    '5000000 (cible)',
    '61 910 cas incidents depuis le début',
    '2002 femmes/women, 1898 nouveau-nés/newborns',
    '- 15,000 patients / hépatite C - 10,000 patients / hépatite B',
    '18 000 pères inclus /50 000 enfants attendus',
    '2002-2016: 6342',
    '-5',
    '12 %',
    '1.234,5',
    '0.500',
    '99999999999999999999',
  ])('finds no certain count in %j', (text) => {
    expect(parseCount(text)).toBeUndefined();
  });

  it('gives back whole numbers however they are grouped', () => {
    const grouped = (value: number, separator: string) =>
      String(value).replace(/\B(?=(\d{3})+$)/g, separator);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000_000 }),
        fc.constantFrom(' ', '\u00a0', '\u202f', ''),
        (value, separator) => {
          expect(parseCount(grouped(value, separator))?.value).toBe(value);
        },
      ),
    );
  });

  it('never throws and stays in range', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const count = parseCount(text);
        if (count) expect(Number.isSafeInteger(count.value) && count.value >= 0).toBe(true);
      }),
    );
  });

  it.each(['9', '9 ', '1 000 ', '1.', '('])('stays quick on a long run of %j', (piece) => {
    for (const parse of [parseCount, parseByteSize, parseWhole, parseDate])
      expect(() => parse(piece.repeat(500_000))).not.toThrow();
  });
});

describe('sizes and whole numbers', () => {
  it.each([
    ['1024', 1024],
    ['1 024', 1024],
    ['2,5 Mo', 2500000],
    ['12 KiB', 12288],
    ['3 Go', 3000000000],
    ['beaucoup', undefined],
    ['-5', undefined],
  ])('reads %j as %j bytes', (text, size) => {
    expect(parseByteSize(text)).toBe(size);
  });

  it.each([
    ['11 400 000', 11400000],
    ['-5', -5],
    ['007', 7],
    ['7.0', 7],
    ['7.5', undefined],
    ['sept', undefined],
  ])('reads %j as %j', (text, value) => {
    expect(parseWhole(text)).toBe(value);
  });
});

describe('dates', () => {
  it.each([
    ['2019-12-19', '2019-12-19', 'date'],
    ['19/01/2017', '2017-01-19', 'date'],
    ['14-12-2010', '2010-12-14', 'date'],
    ['2 août 2024', '2024-08-02', 'date'],
    ['1er janvier 2020', '2020-01-01', 'date'],
    ['August 2, 2024', '2024-08-02', 'date'],
    ['jeu, 19/12/2019 - 03:00', '2019-12-19', 'date'],
    ['Octobre 2010', '2010-10', 'gYearMonth'],
    ['08/2024', '2024-08', 'gYearMonth'],
    ['0/5/2019', '2019-05', 'gYearMonth'],
    ['2010', '2010', 'gYear'],
    ['2026-08-15T10:05:00+00:00', '2026-08-15T10:05:00+00:00', 'dateTime'],
    ['2026-08-15T10:05Z', '2026-08-15T10:05:00Z', 'dateTime'],
    ['1990-12-31T00:00:00.000Z', '1990-12-31T00:00:00Z', 'dateTime'],
  ])('reads %j as %s', (text, value, type) => {
    expect(parseDate(text)).toEqual({ value, type });
  });

  it.each([
    'en cours',
    'up to 2037',
    '02/2015 dernière inclusion',
    '2019-2020',
    '31/02/2020',
    '2020-13-01',
    '29/02/2019',
    'N/A',
    '3050',
    '2020-01-01T25:00:00',
    '',
  ])('finds no date in %j', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('knows an open end', () => {
    expect(isOngoing('En cours')).toBe(true);
    expect(isOngoing('2020')).toBe(false);
  });

  it('says years where all days given are 1 January', () => {
    const start = parseDate('1990-01-01');
    expect(periodOf(start, parseDate('2020-01-01'))).toMatchObject({
      start: { value: '1990', type: 'gYear' },
      end: { value: '2020', type: 'gYear' },
    });
    expect(periodOf(start, parseDate('2020-06-30'))).toMatchObject({
      start: { value: '1990-01-01', type: 'date' },
    });
    expect(periodOf(start, undefined)).toMatchObject({
      start: { value: '1990', type: 'gYear' },
      end: undefined,
    });
  });

  it('keeps both ends back when the end comes first', () => {
    expect(periodOf(parseDate('2005'), parseDate('2004'))).toEqual({
      start: undefined,
      end: undefined,
      reversed: true,
    });
  });

  it('reads every day of the calendar in each numeric form', () => {
    const days = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2100-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        const [year, month, date] = iso.split('-');
        for (const text of [iso, `${date}/${month}/${year}`, `${date}-${month}-${year}`]) {
          expect(parseDate(text)).toEqual({ value: iso, type: 'date' });
        }
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseDate(text)));
  });
});
