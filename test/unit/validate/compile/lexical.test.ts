import { describe, expect, it } from 'vitest';
import { xsd } from '../../../../src/rdf/vocabularies.ts';
import { isLexical } from '../../../../src/validate/compile/lexical.ts';

const valid: Readonly<Record<string, readonly string[]>> = {
  boolean: ['true', 'false', '0', '1'],
  integer: ['0', '-007', '+12', '9'.repeat(1000)],
  decimal: ['1', '1.', '.5', '-0.50'],
  double: ['1', '1e10', '-.5E-3', 'INF', '-INF', 'NaN'],
  nonNegativeInteger: ['0', '-0', '9'.repeat(1000)],
  positiveInteger: ['1', '+01'],
  byte: ['-128', '127', '0000127'],
  unsignedLong: ['18446744073709551615'],
  date: ['2024-02-29', '2000-02-29Z', '-0044-03-15', '12024-02-29', '2024-01-01+14:00'],
  dateTime: ['2024-01-01T00:00:00', '2024-01-01T24:00:00', '2024-01-01T23:59:59.999-05:30'],
  dateTimeStamp: ['2024-01-01T00:00:00Z'],
  time: ['23:59:59', '24:00:00Z'],
  gYear: ['2024', '-0001', '2024Z'],
  gYearMonth: ['2024-12'],
  gMonthDay: ['--02-29'],
  gMonth: ['--12'],
  gDay: ['---31'],
  duration: ['P1Y', '-P1Y2M3DT4H5M6.7S', 'PT0S', 'P0D'],
  dayTimeDuration: ['P1DT1M'],
  yearMonthDuration: ['P1Y2M'],
  hexBinary: ['', '0aFF'],
  base64Binary: ['', 'TWFu', 'TQ==', 'TW E='],
  language: ['fr', 'zh-Hans-CN'],
  token: ['', 'a b'],
  string: ['anything \u{1F600}\n'],
  anyURI: ['not checked'],
};

const invalid: Readonly<Record<string, readonly string[]>> = {
  boolean: ['yes', 'TRUE', ''],
  integer: ['1.0', '', '+', '1e3', ' 1'],
  decimal: ['.', '1e3', 'INF'],
  double: ['inf', '1e', '+NaN'],
  nonNegativeInteger: ['-1', `-${'9'.repeat(1000)}`],
  positiveInteger: ['0', '-1'],
  byte: ['128', '-129'],
  unsignedLong: ['18446744073709551616'],
  date: [
    '2023-02-29',
    '2024-02-30',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '24-01-01',
    '2024-01-01+14:01',
    '2024-01-01T00:00:00',
  ],
  dateTime: [
    '2024-01-01',
    '2024-01-01T25:00:00',
    '2024-01-01T24:00:01',
    '2024-01-01T00:60:00',
    '2024-01-01T00:00:60',
  ],
  dateTimeStamp: ['2024-01-01T00:00:00'],
  time: ['24:01:00', '1:00:00'],
  gYear: ['24', '02024'],
  gYearMonth: ['2024-13'],
  gMonthDay: ['--02-30', '02-28'],
  gMonth: ['--13'],
  gDay: ['---32'],
  duration: ['P', 'PT', 'P1YT', '1Y', 'P1S', 'P1.5Y'],
  dayTimeDuration: ['P1M', 'P1Y'],
  yearMonthDuration: ['P1D', 'PT1H'],
  hexBinary: ['0', 'zz'],
  base64Binary: ['T', 'TWFu=', '****'],
  language: ['fr_FR', 'abcdefghi', ''],
  token: [' a', 'a ', 'a  b', 'a\nb'],
};

const rows = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([type, texts]) => texts.map((text) => [type, text] as const));

describe('isLexical', () => {
  it.each(rows(valid))('takes for xsd:%s the text %j', (type, text) => {
    expect(isLexical(xsd.base + type, text)).toBe(true);
  });

  it.each(rows(invalid))('does not take for xsd:%s the text %j', (type, text) => {
    expect(isLexical(xsd.base + type, text)).toBe(false);
  });

  it('takes every text of datatypes it does not know', () => {
    expect(isLexical('https://data.example.org/type', 'x')).toBe(true);
    expect(isLexical(`${xsd.base}constructor`, 'x')).toBe(true);
  });

  it('reads a million characters', () => {
    for (const type of ['integer', 'byte', 'decimal', 'double', 'duration', 'date', 'token'])
      expect(isLexical(xsd.base + type, `${'1'.repeat(1_000_000)}x`)).toBe(type === 'token');
    expect(isLexical(`${xsd.base}byte`, '1'.repeat(1_000_000))).toBe(false);
  });
});
