import { xsd } from '../../rdf/vocabularies.ts';
import { momentTypes, readMoment } from './moment.ts';

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const double = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN)$/;
const integer = /^[+-]?\d+$/;
const duration =
  /^-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;

type Range = readonly [min: bigint | null, max: bigint | null];

/** Least and greatest value of the datatypes derived from xsd:integer; null for no bound. */
const ranges: ReadonlyMap<string, Range> = new Map(
  Object.entries<Range>({
    integer: [null, null],
    nonPositiveInteger: [null, 0n],
    negativeInteger: [null, -1n],
    nonNegativeInteger: [0n, null],
    positiveInteger: [1n, null],
    long: [-(2n ** 63n), 2n ** 63n - 1n],
    int: [-(2n ** 31n), 2n ** 31n - 1n],
    short: [-(2n ** 15n), 2n ** 15n - 1n],
    byte: [-128n, 127n],
    unsignedLong: [0n, 2n ** 64n - 1n],
    unsignedInt: [0n, 2n ** 32n - 1n],
    unsignedShort: [0n, 2n ** 16n - 1n],
    unsignedByte: [0n, 255n],
  }),
);

/** Digits enough for every bound; longer numbers are cut, as reading them would take quadratic time. */
const maxDigits = 30;

function isInteger(text: string, [min, max]: Range): boolean {
  if (!integer.test(text)) return false;
  if (min === null && max === null) return true;
  const digits = text.replace(/^[+-]?0*/, '').slice(0, maxDigits);
  const value = text.startsWith('-') ? -BigInt(digits || 0) : BigInt(digits || 0);
  return (min === null || value >= min) && (max === null || value <= max);
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

function isBase64(text: string): boolean {
  const letters = text.replaceAll(' ', '');
  return letters.length % 4 === 0 && base64.test(letters);
}

/** Tests by the local name of the datatype in XSD. */
const tests: ReadonlyMap<string, (text: string) => boolean> = new Map(
  Object.entries<(text: string) => boolean>({
    boolean: (text) => /^(?:true|false|0|1)$/.test(text),
    decimal: (text) => decimal.test(text),
    double: (text) => double.test(text),
    float: (text) => double.test(text),
    duration: (text) => duration.test(text),
    yearMonthDuration: (text) => duration.test(text) && !/[DT]/.test(text),
    dayTimeDuration: (text) => duration.test(text) && !/[YM]/.test(text.replace(/T.*/, '')),
    hexBinary: (text) => /^(?:[\da-fA-F]{2})*$/.test(text),
    base64Binary: isBase64,
    normalizedString: (text) => !/[\t\n\r]/.test(text),
    token: (text) => !/[\t\n\r]|^ | $| {2}/.test(text),
    language: (text) => /^[a-zA-Z]{1,8}(?:-[a-zA-Z\d]{1,8})*$/.test(text),
  }),
);

/**
 * Whether a text is in the lexical space of a datatype (XSD 1.1 Part 2 §3.3, §3.4); datatypes
 * without rules here, such as xsd:string and all outside XSD, accept every text.
 */
export function isLexical(datatype: string, text: string): boolean {
  if (!datatype.startsWith(xsd.base)) return true;
  const type = datatype.slice(xsd.base.length);
  if (momentTypes.has(type)) return readMoment(type, text) !== null;
  const range = ranges.get(type);
  return range ? isInteger(text, range) : (tests.get(type)?.(text) ?? true);
}

/** Whether a datatype is one of numbers. */
export function isNumeric(datatype: string): boolean {
  if (!datatype.startsWith(xsd.base)) return false;
  const type = datatype.slice(xsd.base.length);
  return ranges.has(type) || type === 'decimal' || type === 'double' || type === 'float';
}
