import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfQuietHours, quietHoursProblem } from '../../../src/model/quiet-hours.ts';

/** The end of quiet hours in Paris, by the clock of Greenwich; null outside them. */
function end(quietHours: readonly string[], at: string, timeZone = 'Europe/Paris'): string | null {
  return endOfQuietHours(quietHours, timeZone, new Date(at))?.toISOString().slice(0, 16) ?? null;
}

describe('endOfQuietHours', () => {
  it.each([
    // Thursday, 15 January 2026: Paris is one hour ahead.
    ['inside a range', ['08:00-20:00'], '2026-01-15T10:30:42Z', '2026-01-15T19:00'],
    ['at its beginning', ['08:00-20:00'], '2026-01-15T07:00:00Z', '2026-01-15T19:00'],
    ['before it', ['08:00-20:00'], '2026-01-15T06:59:59Z', null],
    ['at its end', ['08:00-20:00'], '2026-01-15T19:00:00Z', null],
    ['before midnight', ['22:00-06:00'], '2026-01-15T22:00:00Z', '2026-01-16T05:00'],
    ['after midnight', ['22:00-06:00'], '2026-01-15T02:00:00Z', '2026-01-15T05:00'],
    ['on another day', ['Mon-Wed 08:00-20:00'], '2026-01-15T10:00:00Z', null],
    ['on a last day', ['Mon-Thu 08:00-20:00'], '2026-01-15T10:00:00Z', '2026-01-15T19:00'],
    ['after the night of a day', ['Wed 22:00-06:00'], '2026-01-15T02:00:00Z', '2026-01-15T05:00'],
    ['after the night of another day', ['Thu 22:00-06:00'], '2026-01-15T02:00:00Z', null],
    ['over Sunday', ['Sat-Mon 00:00-24:00'], '2026-01-17T10:00:00Z', '2026-01-19T23:00'],
    [
      'in ranges that touch',
      ['08:00-12:00', '12:00-14:00'],
      '2026-01-15T10:00:00Z',
      '2026-01-15T13:00',
    ],
    ['with no range', [], '2026-01-15T10:00:00Z', null],
  ])('%s of %j', (_case, quietHours, at, expected) => {
    expect(end(quietHours, at)).toBe(expected);
  });

  it('follows the clocks when they are changed', () => {
    // 29 March 2026: at 02:00 it is 03:00; 25 October 2026: at 03:00 it is 02:00 again.
    expect(end(['00:00-06:00'], '2026-03-28T23:30:00Z')).toBe('2026-03-29T04:00');
    expect(end(['00:00-06:00'], '2026-10-24T23:30:00Z')).toBe('2026-10-25T05:00');
  });

  it('reads the clocks of the time zone it is given', () => {
    expect(end(['08:00-20:00'], '2026-01-15T10:00:00Z', 'Pacific/Noumea')).toBeNull();
    expect(end(['08:00-20:00'], '2026-01-15T00:00:00Z', 'Pacific/Noumea')).toBe('2026-01-15T09:00');
  });

  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const day = fc.constantFrom('', 'Mon ', 'Sat-Sun ', 'Fri-Tue ');
  const range = fc
    .tuple(day, clock, clock)
    .filter(([, from, to]) => from !== to)
    .map(([days, from, to]) => `${days}${from}-${to}`);
  const instant = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2027-01-01'),
    noInvalidDate: true,
  });

  it('is the first minute that is not quiet, wherever there is one', () => {
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 3 }), instant, (quietHours, at) => {
        fc.pre(quietHoursProblem(quietHours) === null);
        const isQuiet = (time: Date) => endOfQuietHours(quietHours, 'Europe/Paris', time) !== null;
        const over = endOfQuietHours(quietHours, 'Europe/Paris', at);
        if (over === null) return;
        expect(over.getTime()).toBeGreaterThan(at.getTime());
        expect(isQuiet(over)).toBe(false);
        expect(isQuiet(new Date(over.getTime() - 60_000))).toBe(true);
        const between = new Date((at.getTime() + over.getTime()) / 2);
        expect(endOfQuietHours(quietHours, 'Europe/Paris', between)).toEqual(over);
      }),
      { numRuns: 60 },
    );
  });
});

describe('quietHoursProblem', () => {
  it.each([
    '8:00-20:00',
    '08:00-25:00',
    '08:60-09:00',
    '24:00-06:00',
    '08:00-08:00',
    'lun 08:00-20:00',
    'Mon,Tue 08:00-20:00',
    'Mon-Fri',
    '',
  ])('names "%s" as wrong', (text) => {
    expect(quietHoursProblem(['08:00-20:00', text])).toContain(`"${text}"`);
  });

  it('refuses quiet hours that never end', () => {
    expect(quietHoursProblem(['08:00-20:00', '20:00-08:00'])).toMatch(/no time/);
    expect(quietHoursProblem(['Mon-Sun 00:00-24:00'])).toMatch(/no time/);
    expect(quietHoursProblem(['00:00-23:59'])).toBeNull();
  });
});
