import { fold } from './text.ts';

/** A count read from text. */
export interface Count {
  /** Whole and not negative. */
  readonly value: number;
  /** The source rounded it: "environ", "11,4 millions". */
  readonly approximate: boolean;
}

const largest = 100_000_000_000;
const spaces = /[\s\u00a0\u2007\u2009\u202f]+/g;
const parenthesisedDate = /\(\s*(?:\d{1,2}[/.-]){0,2}\d{4}\s*\)/g;
const trailingDate =
  /(?<=\D )(?:au|le|en|in|on|fin|as of) (?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?:\d{1,2} )?(?:\p{L}{3,9}\.? )?(?:19|20)\d\d)$/iu;
const figure = /\d{1,3}(?:[ .,'’]\d{3})+(?!\d)|\d+(?:[.,]\d+)?/g;

const people = new Set(
  `patient patients patiente patientes individu individus individual individuals personne personnes
  person persons people participant participants participante participantes participantes sujet sujets subject
  subjects femme femmes women hommes men enfant enfants children adulte adultes adults volontaire
  volontaires volunteers inclus incluses included naissances`.split(/\s+/),
);
const rounding = new Set(
  'env environ about approx approximately approximativement circa ca pres de quelque'.split(' '),
);
const scales = new Map<string, number>([
  ['m', 1e6],
  ['million', 1e6],
  ['millions', 1e6],
  ['k', 1e3],
  ['mille', 1e3],
  ['milliers', 1e3],
  ['thousand', 1e3],
  ['milliard', 1e9],
  ['milliards', 1e9],
  ['billion', 1e9],
]);

/** The figure alone: "215.000" and "18,300" are thousands, "11,4" is a decimal number. */
function figureOf(
  token: string,
): { readonly number: number; readonly grouped: boolean } | undefined {
  if (/^\d{1,3}(?:[ .,'’]\d{3})+$/.test(token)) {
    const separators = new Set(token.replace(/\d/g, ''));
    if (separators.size > 1 || token.startsWith('0')) return undefined;
    return { number: Number(token.replace(/\D/g, '')), grouped: true };
  }
  return { number: Number(token.replace(',', '.')), grouped: false };
}

/** Words around the figure decide: people, rounding and a scale are fine, any other word is not. */
function readWords(before: string, after: string): { scale: number; rounded: boolean } | undefined {
  let rounded = false;
  for (const word of fold(before).split(' ').filter(Boolean)) {
    if (!rounding.has(word)) return undefined;
    rounded = true;
  }
  const words = fold(after).split(' ').filter(Boolean);
  const scale = scales.get(words[0] ?? '');
  const units = scale === undefined ? words : words.slice(1);
  if (!units.every((word) => people.has(word) || word === 'de' || word === 'd')) return undefined;
  return { scale: scale ?? 1, rounded: rounded || scale !== undefined };
}

/**
 * Reads a number of people from free text: "98 995", "215.000", "18,300", "11,4 millions",
 * "env. 1 500 000", "3033 patients (03/04/2025)". Undefined when the text holds no single certain
 * count: prose, ranges, bounds (">150 000"), rates ("50 000 par an"), targets, other things counted
 * ("61 910 cas incidents"). Two figures are never added up.
 */
export function parseCount(text: string): Count | undefined {
  if (text.length > 200) return undefined;
  const flat = text
    .replace(spaces, ' ')
    .trim()
    .replace(parenthesisedDate, '')
    .trim()
    .replace(trailingDate, '')
    .trim();
  const figures = [...flat.matchAll(figure)];
  const [only] = figures;
  if (figures.length !== 1 || only === undefined) return undefined;
  const before = flat.slice(0, only.index);
  const after = flat.slice(only.index + only[0].length);
  // Signs are not words, and each of them changes the meaning: > 5, [5, -5, 5 %, 5/an.
  if (/[^\p{L}\s.~≈:]/u.test(before) || /[^\p{L}\s.'’]/u.test(after)) return undefined;
  const read = figureOf(only[0]);
  const words = readWords(before, after);
  if (!read || !words || (read.grouped && words.scale !== 1)) return undefined;
  const value = Math.round(read.number * words.scale);
  if (Math.abs(value - read.number * words.scale) > 1e-6 * Math.max(1, value)) return undefined;
  if (value > largest) return undefined;
  return { value, approximate: words.rounded || /[~≈]/.test(before) };
}

const byteUnits = new Map<string, number>([
  ['', 1],
  ['b', 1],
  ['o', 1],
  ['octet', 1],
  ['octets', 1],
  ['byte', 1],
  ['bytes', 1],
  ['kb', 1e3],
  ['ko', 1e3],
  ['mb', 1e6],
  ['mo', 1e6],
  ['gb', 1e9],
  ['go', 1e9],
  ['tb', 1e12],
  ['to', 1e12],
  ['kib', 1024],
  ['mib', 1024 ** 2],
  ['gib', 1024 ** 3],
  ['tib', 1024 ** 4],
]);

/** Reads a size in bytes from "1024", "1 024", "2,5 Mo", "12 KiB"; undefined for anything else. */
export function parseByteSize(text: string): number | undefined {
  if (text.length > 40) return undefined;
  const match = /^([\d ]+(?:[.,]\d+)?) ?(\p{L}*)$/u.exec(text.replace(spaces, ' ').trim());
  const unit = byteUnits.get((match?.[2] ?? '').toLowerCase());
  if (!match || unit === undefined) return undefined;
  const size = Number((match[1] ?? '').replaceAll(' ', '').replace(',', '.')) * unit;
  return Number.isSafeInteger(Math.round(size)) ? Math.round(size) : undefined;
}

/** Reads a whole number as sources write it in RDF and tables: "7", "+7", "11 400 000", "7.0", "-5". */
export function parseWhole(text: string): number | undefined {
  if (text.length > 40) return undefined;
  const flat = text.trim().replace(/[\s\u00a0\u202f]/g, '');
  if (!/^[+-]?\d+(?:\.0+)?$/.test(flat)) return undefined;
  const value = Number(flat);
  return Number.isSafeInteger(value) ? value : undefined;
}
