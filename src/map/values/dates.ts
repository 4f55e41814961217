import { fold } from './text.ts';

/** A date with the precision it was given in: the lexical form and local name of its XSD datatype. */
export interface DateValue {
  readonly value: string;
  readonly type: 'date' | 'dateTime' | 'gYear' | 'gYearMonth';
}

const months = [
  ['janvier', 'january', 'janv', 'jan'],
  ['fevrier', 'february', 'fevr', 'fev', 'feb'],
  ['mars', 'march', 'mar'],
  ['avril', 'april', 'avr', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'july', 'juil', 'jul'],
  ['aout', 'august', 'aug'],
  ['septembre', 'september', 'sept', 'sep'],
  ['octobre', 'october', 'oct'],
  ['novembre', 'november', 'nov'],
  ['decembre', 'december', 'dec'],
] as const;
const monthNumber = new Map<string, number>(
  months.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

function isYear(year: number): boolean {
  return year >= 1800 && year <= 2200;
}

/** Day and month 0 stand for unknown. */
function dateOf(year: number, month = 0, day = 0): DateValue | undefined {
  if (!isYear(year) || month > 12) return undefined;
  if (month === 0) return day === 0 ? { value: pad(year, 4), type: 'gYear' } : undefined;
  if (day === 0) return { value: `${pad(year, 4)}-${pad(month)}`, type: 'gYearMonth' };
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > days) return undefined;
  return { value: `${pad(year, 4)}-${pad(month)}-${pad(day)}`, type: 'date' };
}

const isoDateTime =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?$/;

function isoDateTimeOf(text: string): DateValue | undefined {
  const match = isoDateTime.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone = ''] = match;
  const date = dateOf(Number(year), Number(month), Number(day));
  if (date?.type !== 'date') return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const clock = `${hour}:${minute}:${second}${/^\.0*$/.test(fraction) ? '' : fraction}`;
  return { value: `${date.value}T${clock}${offset}`, type: 'dateTime' };
}

function numericDateOf(text: string): DateValue | undefined {
  const yearFirst = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:Z|[+-]\d\d:\d\d)?$/.exec(
    text,
  );
  if (yearFirst) {
    const [, year, month, day] = yearFirst;
    return dateOf(Number(year), Number(month ?? 0), Number(day ?? 0));
  }
  const dayFirst = /^(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})(?: ?- ?\d\d:\d\d)?$/.exec(text);
  if (!dayFirst) return undefined;
  const [, day, month, year] = dayFirst;
  return dateOf(Number(year), Number(month), Number(day ?? 0));
}

function writtenDateOf(folded: string): DateValue | undefined {
  const [first = '', second = '', third = '', ...more] = folded.split(' ');
  if (more.length > 0) return undefined;
  const month = (word: string) => monthNumber.get(word);
  const day = (word: string) =>
    /^\d{1,2}(?:er|st|nd|rd|th)?$/.test(word) ? Number.parseInt(word, 10) : 0;
  if (third === '') {
    const named = month(first);
    return named !== undefined && /^\d{4}$/.test(second)
      ? dateOf(Number(second), named)
      : undefined;
  }
  if (!/^\d{4}$/.test(third)) return undefined;
  const dayMonth = month(second);
  if (dayMonth !== undefined && day(first) > 0) return dateOf(Number(third), dayMonth, day(first));
  const monthDay = month(first);
  if (monthDay !== undefined && day(second) > 0)
    return dateOf(Number(third), monthDay, day(second));
  return undefined;
}

const weekday =
  /^(?:lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?|mon|tue|wed|thu|fri|sat|sun)\.?,\s*/i;

/**
 * Reads a date in the forms French sources use (ISO 8601, `19/01/2017`, `02-08-2024`, `08/2024`,
 * `2 août 2024`, `Octobre 2010`, `jeu, 19/12/2019 - 03:00`, `2010`). A day or month of 0 means
 * unknown. Undefined for anything else, ranges and prose included: dates are never guessed.
 */
export function parseDate(text: string): DateValue | undefined {
  if (text.length > 60) return undefined;
  const trimmed = text.trim().replace(weekday, '');
  return isoDateTimeOf(trimmed) ?? numericDateOf(trimmed) ?? writtenDateOf(fold(trimmed));
}

const ongoing = new Set([
  'en cours',
  'ongoing',
  'on going',
  'present',
  'a ce jour',
  'aujourd hui',
  'to date',
  'now',
  'illimite',
]);

/** Tells whether a text given as an end says that there is none yet ("en cours"). */
export function isOngoing(text: string): boolean {
  return text.length <= 60 && ongoing.has(fold(text));
}

/** Start and end of a period, and whether the end came before the start. */
export interface Period {
  readonly start: DateValue | undefined;
  readonly end: DateValue | undefined;
  /** The source contradicts itself: both ends are kept back. */
  readonly reversed: boolean;
}

const isNewYear = (date: DateValue) => date.type === 'date' && date.value.endsWith('-01-01');

/**
 * Joins two dates to a period. Where every day given is 1 January the source only knew the year, so
 * xsd:gYear says it honestly.
 */
export function periodOf(start: DateValue | undefined, end: DateValue | undefined): Period {
  const given = [start, end].filter((date) => date !== undefined);
  const yearOnly =
    given.length > 0 && given.every((date) => isNewYear(date) || date.type === 'gYear');
  const settle = (date: DateValue | undefined): DateValue | undefined =>
    date && yearOnly ? { value: date.value.slice(0, 4), type: 'gYear' } : date;
  const length = Math.min(start?.value.length ?? 0, end?.value.length ?? 0);
  const reversed =
    start !== undefined &&
    end !== undefined &&
    end.value.slice(0, length) < start.value.slice(0, length);
  return reversed
    ? { start: undefined, end: undefined, reversed }
    : { start: settle(start), end: settle(end), reversed };
}
