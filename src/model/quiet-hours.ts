/** One range of quiet hours: minutes of the day, on the days on which it begins (0 is Monday). */
interface QuietRange {
  readonly days: ReadonlySet<number>;
  readonly from: number;
  /** Not later than `from` where the range goes on into the next day. */
  readonly to: number;
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const minutesOfDay = 24 * 60;
const minutesOfWeek = 7 * minutesOfDay;
const minuteMs = 60_000;

const form =
  /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))? )?(\d\d):(\d\d)-(\d\d):(\d\d)$/;

/**
 * What is wrong with quiet hours, in words an admin understands; null when nothing is. They read
 * `08:00-20:00`, `22:00-06:00`, `Sat 00:00-24:00` or `Mon-Fri 08:00-20:00`, and must leave some time.
 */
export function quietHoursProblem(quietHours: readonly string[]): string | null {
  const wrong = quietHours.find((text) => rangeOf(text) === null);
  if (wrong !== undefined) {
    return `the quiet hours "${wrong}" are not of the form "08:00-20:00" or "Mon-Fri 08:00-20:00"`;
  }
  const ranges = rangesOf(quietHours);
  for (let minute = 0; minute < minutesOfWeek; minute += 1) {
    if (!isInside(ranges, minute)) return null;
  }
  return 'the quiet hours leave no time to harvest';
}

/**
 * The end of the quiet hours that an instant falls into, to the minute, by the clocks of a time zone
 * (summer time included); null outside them. Ranges that touch count as one.
 */
export function endOfQuietHours(
  quietHours: readonly string[],
  timeZone: string,
  at: Date,
): Date | null {
  const ranges = rangesOf(quietHours);
  if (ranges.length === 0) return null;
  const minuteOfWeek = weekClock(timeZone);
  if (!isInside(ranges, minuteOfWeek(at))) return null;
  const start = Math.floor(at.getTime() / minuteMs) * minuteMs;
  // A week and a day: one that begins inside a change of clocks may be an hour longer.
  for (let passed = 1; passed <= minutesOfWeek + minutesOfDay; passed += 1) {
    const then = new Date(start + passed * minuteMs);
    if (!isInside(ranges, minuteOfWeek(then))) return then;
  }
  return null;
}

function rangesOf(quietHours: readonly string[]): readonly QuietRange[] {
  return quietHours.flatMap((text) => rangeOf(text) ?? []);
}

function rangeOf(text: string): QuietRange | null {
  const match = form.exec(text);
  if (!match) return null;
  const [, first, last, ...clock] = match;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = clock.map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  const isClock = fromMinute < 60 && toMinute < 60 && from < minutesOfDay && to <= minutesOfDay;
  return isClock && from !== to ? { days: daysFrom(first, last), from, to } : null;
}

function daysFrom(first: string | undefined, last = first): ReadonlySet<number> {
  if (first === undefined || last === undefined) return new Set(dayNames.keys());
  const start = dayNames.indexOf(first);
  const length = ((dayNames.indexOf(last) - start + 7) % 7) + 1;
  return new Set(Array.from({ length }, (_, index) => (start + index) % 7));
}

function isInside(ranges: readonly QuietRange[], minuteOfWeek: number): boolean {
  const day = Math.floor(minuteOfWeek / minutesOfDay);
  const minute = minuteOfWeek % minutesOfDay;
  return ranges.some(({ days, from, to }) => {
    if (from < to) return days.has(day) && minute >= from && minute < to;
    return (days.has(day) && minute >= from) || (days.has((day + 6) % 7) && minute < to);
  });
}

/** Reads the clocks of a time zone: minutes since Monday, midnight. */
function weekClock(timeZone: string): (at: Date) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = dayNames.indexOf(parts.get('weekday') ?? '');
    return day * minutesOfDay + Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  };
}
