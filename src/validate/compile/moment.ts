/** A point in time, or a recurring one, in seconds. */
export interface Moment {
  /** Since 1970, in UTC where there is a zone; NaN beyond the years a Date can hold. */
  readonly seconds: number;
  readonly hasZone: boolean;
}

const year = '(?<year>-?(?:[1-9]\\d{3,}|0\\d{3}))';
const month = '(?<month>\\d\\d)';
const day = '(?<day>\\d\\d)';
const time = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d(?:\\.\\d+)?)';
const zone = '(?<zone>Z|[+-]\\d\\d:\\d\\d)';

const patterns: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    dateTime: `${year}-${month}-${day}T${time}${zone}?`,
    dateTimeStamp: `${year}-${month}-${day}T${time}${zone}`,
    date: `${year}-${month}-${day}${zone}?`,
    time: `${time}${zone}?`,
    gYearMonth: `${year}-${month}${zone}?`,
    gYear: `${year}${zone}?`,
    gMonthDay: `--${month}-${day}${zone}?`,
    gDay: `---${day}${zone}?`,
    gMonth: `--${month}${zone}?`,
  }).map(([name, pattern]) => [name, new RegExp(`^${pattern}$`)]),
);

/** Local names of the datatypes of points in time (XSD 1.1 Part 2 §3.3). */
export const momentTypes: ReadonlySet<string> = new Set(patterns.keys());

type Parts = Readonly<Record<string, string | undefined>>;

/** What an absent part counts as; 2000 is a leap year, so that --02-29 exists. */
const absent = { year: '2000', month: '01', day: '01', hour: '00', minute: '00', second: '00' };

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(month: number, yearText: string): number {
  // Leap years repeat every 400 years, so that the last four digits tell.
  const year = Number(yearText.slice(-4));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0);
}

function isTime(hour: number, minute: number, second: number): boolean {
  return hour === 24 ? minute === 0 && second === 0 : hour < 24 && minute < 60 && second < 60;
}

/** Minutes east of UTC, or null beyond 14 hours. */
function readZone(text: string): number | null {
  if (text === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4))];
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > 14 * 60) return null;
  return text.startsWith('-') ? -total : total;
}

/**
 * Reads a literal of a datatype of points in time, given by its local name; null for one that is
 * none, such as 30 February (XSD 1.1 Part 2 §3.3.7 ff.).
 */
export function readMoment(type: string, text: string): Moment | null {
  const found: Parts | undefined = patterns.get(type)?.exec(text)?.groups;
  if (!found) return null;
  const part = (name: keyof typeof absent) => found[name] ?? absent[name];
  const [month, day] = [Number(part('month')), Number(part('day'))];
  const [hour, minute, second] = [part('hour'), part('minute'), part('second')].map(Number);
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (day < 1 || day > daysIn(month, part('year')) || !isTime(hour, minute, second)) return null;
  const offset = readZone(found['zone'] ?? 'Z');
  if (offset === null) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(part('year')), month - 1, day);
  return {
    seconds: date.getTime() / 1000 + hour * 3600 + (minute - offset) * 60 + second,
    hasZone: found['zone'] !== undefined,
  };
}
