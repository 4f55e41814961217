import { readPart } from './part.ts';

/** What a number is shown as. */
export type Display = 'number' | 'date' | 'time';

/** Built-in formats that are dates or times (ECMA-376 §18.8.30), East Asian ones included. */
function builtIn(id: number): Display {
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
  const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return isDate ? 'date' : 'number';
}

const longestFormat = 300;

/** A format of the workbook's own: durations such as `[h]:mm` stay numbers. */
function displayOf(code: string): Display {
  const format = code.slice(0, longestFormat).split(';')[0] ?? '';
  if (/\[(?:h+|m+|s+)\]/i.test(format)) return 'number';
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '');
  if (/[yd]/i.test(bare)) return 'date';
  return /[hs]/i.test(bare) ? 'time' : /m/i.test(bare) ? 'date' : 'number';
}

/** How each cell style shows numbers, by its position in the style sheet. */
export function readDisplays(bytes: Uint8Array): readonly Display[] {
  const formats = new Map<number, Display>();
  const displays: Display[] = [];
  let isCellStyle = false;
  readPart(bytes, 'its styles', {
    open: (name, attribute) => {
      const id = Number(attribute('numFmtId') ?? 0);
      if (name === 'numFmt') formats.set(id, displayOf(attribute('formatCode') ?? ''));
      else if (name === 'cellXfs') isCellStyle = true;
      else if (name === 'xf' && isCellStyle) displays.push(formats.get(id) ?? builtIn(id));
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  return displays;
}

const dayMs = 86_400_000;
const daysTo1904 = 1462;
const lastDay = 2_958_465;

/** A day number as ISO 8601, with the time where there is one; undefined outside the calendar. */
export function isoDate(serial: number, display: Display, is1904: boolean): string | undefined {
  const days = is1904 && display === 'date' ? serial + daysTo1904 : serial;
  if (!(days >= 0 && days <= lastDay)) return undefined;
  // Day 60 is the 29 February that 1900 did not have.
  const epoch = Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const seconds = Math.round((days * dayMs) / 1000);
  const iso = new Date(epoch + seconds * 1000).toISOString().slice(0, 19);
  if (display === 'time' && days < 1) return iso.slice(11);
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso;
}
