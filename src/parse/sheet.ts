import { parse } from 'csv-parse/sync';
import { HarvestError } from '../model/problem.ts';
import { decodeText, isUtf8 } from './text.ts';

/** A table with a header; cells are trimmed text. */
export interface Sheet {
  readonly columns: string[];
  /** `line` counts from 1, header included. */
  readonly rows: { readonly line: number; readonly cells: Record<string, string> }[];
  readonly failures: {
    readonly line: number;
    readonly error: HarvestError;
    readonly cells: string[];
  }[];
}

const separators = [';', ',', '\t', '|'] as const;
const longestRow = 1_000_000;
const mostColumns = 10_000;

/** One row as it stands in the file. */
export interface Row {
  readonly line: number;
  readonly cells: string[];
}

/**
 * Parses a CSV file. The charset is the one given, else UTF-8 where the bytes are, else
 * windows-1252; the separator is the one given, else found among `; , tab |`. A row with another
 * number of cells than the header becomes a failure, PARSE_TRUNCATED where the file ends in it. Throws
 * PARSE_CHARSET, PARSE_LOGIN_PAGE, or PARSE_SYNTAX when there is no header.
 */
export function parseSheet(
  bytes: Uint8Array,
  options: { readonly charset?: string; readonly separator?: string } = {},
): Sheet {
  const charset = options.charset ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  const text = decodeText(bytes, { charset });
  if (/^\s*<(?:!doctype\s+html|html)\b/i.test(text.slice(0, 1000))) {
    throw new HarvestError('PARSE_LOGIN_PAGE', 'A web page came where a table was expected');
  }
  const failures: Sheet['failures'] = [];
  const rows = readRows(text, options.separator ?? findSeparator(text), failures);
  const sheet = tableOf(rows, failures);
  return /[\r\n]\s*$/.test(text) ? sheet : withLastRowCutOff(sheet);
}

/** A file whose last row lacks cells and the end of its line was cut: more rows may have followed. */
function withLastRowCutOff(sheet: Sheet): Sheet {
  const last = sheet.failures.at(-1);
  const isCut = last && last.cells.length < sheet.columns.length;
  if (!isCut || sheet.rows.some(({ line }) => line > last.line)) return sheet;
  const message = `The table ends in the middle of line ${last.line}`;
  const error = new HarvestError('PARSE_TRUNCATED', message, { cause: last.error });
  return { ...sheet, failures: [...sheet.failures.slice(0, -1), { ...last, error }] };
}

/** A table of rows, the first of which is its header. Throws PARSE_SYNTAX when there is none. */
export function tableOf(rows: readonly Row[], failures: Sheet['failures'] = []): Sheet {
  const [header, ...others] = rows;
  if (!header) throw new HarvestError('PARSE_SYNTAX', 'The table has no header line');
  const columns = columnNames(header.cells);
  const sheet: Sheet = { columns, rows: [], failures };
  for (const row of others) addRow(sheet, row);
  failures.sort((a, b) => a.line - b.line);
  return sheet;
}

function readRows(text: string, separator: string, failures: Sheet['failures']): Row[] {
  const rows: Row[] = [];
  parse(text, {
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    skip_records_with_error: true,
    trim: true,
    on_skip: (error) => {
      const line = Number(error?.['lines'] ?? 1);
      const cause = error?.message ?? 'unreadable';
      // What follows an open quote is lost with it, to the end of the file.
      const code = error?.code === 'CSV_QUOTE_NOT_CLOSED' ? 'PARSE_TRUNCATED' : 'PARSE_SYNTAX';
      failures.push({
        line,
        error: new HarvestError(code, `Line ${line}: ${cause.slice(0, 200)}`, {
          cause: error,
        }),
        cells: [],
      });
      return undefined;
    },
    on_record: (cells: string[], { lines }) => {
      if (cells.some((cell) => cell !== '')) rows.push({ line: lines, cells });
      return null;
    },
  });
  return rows;
}

/** Names of the columns; empty ones at the end are dropped, others get a name, doubles a number. */
function columnNames(header: readonly string[]): string[] {
  const last = header.findLastIndex((cell) => cell !== '');
  if (last >= mostColumns) {
    throw new HarvestError('PARSE_SYNTAX', `The table has more than ${mostColumns} columns`);
  }
  const names = new Set<string>();
  header.slice(0, last + 1).forEach((cell, index) => {
    const name = cell === '' ? `column ${index + 1}` : cell;
    let unique = name;
    for (let count = 2; names.has(unique); count++) unique = `${name} (${count})`;
    names.add(unique);
  });
  return [...names];
}

function addRow({ columns, rows, failures }: Sheet, { line, cells }: Row): void {
  // Spreadsheets end rows with empty cells of columns that have no header.
  const isMore = cells.slice(columns.length).some((cell) => cell !== '');
  if (cells.length < columns.length || isMore) {
    const message = `Line ${line} has ${cells.length} cells, the header has ${columns.length}`;
    failures.push({ line, error: new HarvestError('PARSE_SYNTAX', message), cells });
    return;
  }
  const named = columns.map((column, index) => [column, cells[index] ?? ''] as const);
  rows.push({ line, cells: Object.fromEntries(named) });
}

/** The separator that stands most evenly in the first lines, outside quotes. */
function findSeparator(text: string): string {
  const lines = firstLines(text.slice(0, 65_536));
  let best: string = separators[0];
  let bestScore = 0;
  for (const separator of separators) {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const [first = 0] = counts;
    const even = counts.filter((count) => count === first).length;
    const score = first === 0 ? 0 : even * 1000 + first;
    if (score > bestScore) {
      best = separator;
      bestScore = score;
    }
  }
  return best;
}

/** Up to 20 records, without what stands in quotes. */
function firstLines(text: string): string[] {
  return text
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
}
