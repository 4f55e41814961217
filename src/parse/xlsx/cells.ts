import { HarvestError } from '../../model/problem.ts';
import type { Row } from '../sheet.ts';
import { type Display, isoDate } from './dates.ts';
import { readPart } from './part.ts';
import { decodeEscapes } from './strings.ts';

const mostRows = 100_000;
const mostColumns = 1_000;
const mostCells = 1_000_000;
const mostMerges = 10_000;
/** Characters of all cells: a text that a thousand cells share is copied for each of them. */
export const mostText = 64_000_000;
/** Of the format itself. */
const lastLine = 1_048_576;

/** What cells refer to in the rest of the workbook. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly displays: readonly Display[];
  readonly is1904: boolean;
}

interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

interface Cell {
  readonly type: string;
  readonly style: number;
  value: string;
}

/** A worksheet while it is read, within its limits. */
interface Grid {
  openRow(reference: string | undefined): void;
  openCell(reference: string | undefined): void;
  /** Puts a value where the last opened cell is. */
  place(value: string): void;
  merge(reference: string): void;
  rows(): Row[];
}

function createGrid(part: string): Grid {
  const rows = new Map<number, string[]>();
  const merges: Range[] = [];
  let line = 0;
  let column = 0;
  let cells = 0;
  let text = 0;
  return {
    openRow: (reference) => {
      line = lineOf(reference, line, part);
      column = 0;
    },
    openCell: (reference) => {
      column = columnOf(reference, column, part);
      if (++cells > mostCells) throw tooLarge(part);
    },
    place: (value) => {
      if (value === '') return;
      text += value.length;
      if (text > mostText) throw tooLarge(part);
      const row = rows.get(line) ?? [];
      while (row.length < column - 1) row.push('');
      row[column - 1] = value;
      rows.set(line, row);
      if (rows.size > mostRows) throw tooLarge(part);
    },
    merge: (reference) => {
      if (merges.length >= mostMerges) throw tooLarge(part);
      merges.push(rangeOf(reference, part));
    },
    rows: () => {
      spreadMerges(rows, merges, { cells: mostCells - cells, text: mostText - text }, part);
      const inOrder = [...rows].sort(([a], [b]) => a - b);
      return inOrder.map(([number, values]) => ({ line: number, cells: values }));
    },
  };
}

/**
 * The rows of a worksheet that hold something (ECMA-376 §18.3): formulas by their cached values,
 * dates in ISO 8601, merged cells with their value in each. Throws PARSE_UNSAFE beyond 100,000 rows,
 * 1,000 columns, 1,000,000 cells or 64 million characters.
 */
export function readCells(bytes: Uint8Array, part: string, context: CellContext): Row[] {
  const grid = createGrid(part);
  let cell: Cell | null = null;
  let isValue = false;
  let isPhonetic = false;
  readPart(bytes, part, {
    open: (name, attribute) => {
      isValue = name === 'v' || (name === 't' && !isPhonetic);
      if (name === 'rPh') isPhonetic = true;
      else if (name === 'row') grid.openRow(attribute('r'));
      else if (name === 'mergeCell') grid.merge(attribute('ref') ?? '');
      else if (name === 'c') {
        grid.openCell(attribute('r'));
        cell = { type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0), value: '' };
      }
    },
    text: (piece) => {
      if (isValue && cell) cell.value += piece;
    },
    close: (name) => {
      isValue = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'c' || !cell) return;
      grid.place(shownValue(cell, context).trim());
      cell = null;
    },
  });
  return grid.rows();
}

function shownValue(
  { type, style, value }: Cell,
  { strings, displays, is1904 }: CellContext,
): string {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'true' : 'false';
    case 'e':
      return '';
    case 'd':
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    case 'n':
      break;
    default:
      return decodeEscapes(value);
  }
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const display = displays[style] ?? 'number';
  if (display === 'number') return String(number);
  return isoDate(number, display, is1904) ?? String(number);
}

/** Gives every cell of a merged range the value of its first; rows without any cell stay away. */
function spreadMerges(
  rows: Map<number, string[]>,
  merges: readonly Range[],
  allowance: { readonly cells: number; readonly text: number },
  part: string,
): void {
  let { cells: cellsLeft, text: textLeft } = allowance;
  const lines = [...rows.keys()].sort((a, b) => a - b);
  const width = [...rows.values()].reduce((most, { length }) => Math.max(most, length), 0);
  for (const { top, left, bottom, right } of merges) {
    const value = rows.get(top)?.[left - 1];
    if (!value) continue;
    const end = Math.min(right, width);
    for (let at = positionOf(lines, top); (lines[at] ?? Infinity) <= bottom; at++) {
      cellsLeft -= end - left + 1;
      textLeft -= (end - left + 1) * value.length;
      if (cellsLeft < 0 || textLeft < 0) throw tooLarge(part);
      fill(rows.get(lines[at] ?? 0) ?? [], value, left - 1, end);
    }
  }
}

function fill(cells: string[], value: string, start: number, end: number): void {
  while (cells.length < end) cells.push('');
  cells.fill(value, start, end);
}

/** Position of the first number that is not smaller, among sorted ones. */
function positionOf(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function columnOf(reference: string | undefined, previous: number, part: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(reference ?? '')?.[1];
  const column = letters === undefined ? previous + 1 : numberOf(letters);
  if (column > mostColumns) throw tooLarge(part);
  return column;
}

function numberOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function rangeOf(reference: string, part: string): Range {
  const [, left = '', top = '', right = '', bottom = ''] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (left === '') {
    throw new HarvestError('PARSE_SYNTAX', `The workbook merges no range of cells in ${part}`);
  }
  return {
    top: Number(top),
    left: numberOf(left),
    bottom: Number(bottom),
    right: numberOf(right),
  };
}

function lineOf(reference: string | undefined, previous: number, part: string): number {
  const line = reference === undefined ? previous + 1 : Number(reference);
  if (!Number.isInteger(line) || line < 1 || line > lastLine) throw tooLarge(part);
  return line;
}

function tooLarge(part: string): HarvestError {
  const limits = `${mostRows} rows, ${mostColumns} columns, ${mostCells} cells, ${mostText} characters`;
  return new HarvestError('PARSE_UNSAFE', `A sheet may have ${limits}; ${part} has more`);
}
