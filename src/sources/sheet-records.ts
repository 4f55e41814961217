import { type Static, Type } from 'typebox';
import type { GatherContext, HttpResponse } from '../harvest/ports.ts';
import { HarvestError, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import type { Sheet } from '../parse/sheet.ts';
import { parseTable, type TableOptions } from '../parse/table.ts';
import { failed, incomplete, keyMet } from './gathered.ts';
import { visit } from './visit.ts';
import { refuseWebPage } from './web-page.ts';

/** Options that say how a sheet's rows become records. */
export const sheetColumns = {
  keyColumn: Type.Optional(
    Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })], {
      description: 'Column, or columns together, that identify a row for ever',
    }),
  ),
  nameColumns: Type.Optional(
    Type.Array(Type.String(), {
      minItems: 1,
      description: 'Columns (organisation, name) that identify a row without a key',
    }),
  ),
  charset: Type.Optional(Type.String({ description: 'For instance windows-1252' })),
  separator: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
  sheet: Type.Optional(
    Type.String({ description: 'Sheet of a workbook; the first visible one if absent' }),
  ),
};

const sheetOptions = Type.Object(sheetColumns);

/** Options of a sheet: its key columns, how it is written, and which one it is of a workbook. */
export type SheetOptions = Static<typeof sheetOptions>;

/** What is asked for where a table is: its syntax is told by its content. */
export const acceptTable =
  'text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1';

interface Columns {
  readonly key: readonly string[];
  readonly name: readonly string[];
}

/** The rows of the table at an address, unless it is unchanged since they were stored. */
export async function visitSheet(
  context: GatherContext,
  url: string,
  options: SheetOptions,
): Promise<readonly Gathered[]> {
  const visited = await visit(context, url, acceptTable);
  if (visited.kind === 'unchanged') return visited.gathered;
  const { response } = visited;
  const found = [...sheetRecords(readTable(response, options), response.url, options)];
  // A file that was cut off is not remembered, so that the next run says so again.
  if (found.some(({ kind }) => kind === 'incomplete')) return found;
  return [...found, visited.remember(found.flatMap((item) => keyMet(item) ?? []))];
}

/**
 * The rows of a table as records: the cells by column, in JSON. A row that cannot be read, or
 * has no key, is a failure of its own; one in which the file ends leaves the walk incomplete too.
 * Throws GATHER_OPTION when a key column is not in the sheet.
 */
export function* sheetRecords(
  sheet: Sheet,
  url: string,
  options: SheetOptions,
): Generator<Gathered> {
  const columns = { key: [options.keyColumn ?? []].flat(), name: options.nameColumns ?? [] };
  checkColumns(columns, sheet.columns, url);
  const keys = new Set<string>();
  for (const { line, cells } of sheet.rows) {
    const remoteKey = rowKey(cells, columns);
    if (remoteKey === null) {
      yield failed(`line ${line}`, url, withoutKey(line, url, columns));
      continue;
    }
    keys.add(remoteKey);
    const body = JSON.stringify(cells);
    yield { kind: 'payload', payload: { remoteKey, body, mediaType: 'application/json', url } };
  }
  for (const { line, error, cells } of sheet.failures) {
    // Under its own key where that can still be read, so that the record it updates counts as there.
    const key = rowKey(byColumn(sheet.columns, cells), columns);
    yield failed(key === null || keys.has(key) ? `line ${line}` : key, url, problemOf(error));
    if (error.code === 'PARSE_TRUNCATED') yield incomplete(url, problemOf(error));
  }
}

/** Reads the table in an answer. Throws PARSE_*, or GATHER_OPTION when it has no such sheet. */
export function readTable(response: HttpResponse, options: SheetOptions): Sheet {
  refuseWebPage(response);
  return parseTable(response.body, tableOptions(response.charset, options));
}

/** How to read a table that came with this charset, if any: what the options say goes first. */
export function tableOptions(
  declared: string | undefined,
  { charset = declared, separator, sheet }: SheetOptions,
): TableOptions {
  return {
    ...(charset && { charset }),
    ...(separator && { separator }),
    ...(sheet && { sheet }),
  };
}

function byColumn(
  columns: readonly string[],
  cells: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column, position) => [column, cells[position] ?? '']));
}

function checkColumns(columns: Columns, present: readonly string[], url: string): void {
  const wanted = [...columns.key, ...columns.name];
  if (wanted.length === 0) {
    throw new HarvestError(
      'GATHER_OPTION',
      'A sheet needs options.keyColumn or options.nameColumns.',
    );
  }
  const absent = wanted.filter((column) => !present.includes(column));
  if (absent.length === 0) return;
  throw new HarvestError(
    'GATHER_OPTION',
    `${url} has no column ${absent.join(', ')}; its columns are ${present.join(', ')}.`,
  );
}

/** Key of a row: its key columns, else a slug of its names; null where both are empty. */
export function rowKey(
  cells: Readonly<Record<string, string>>,
  { key, name }: Columns,
): string | null {
  const keys = key.map((column) => cells[column]?.trim() ?? '');
  if (keys.length > 0 && keys.every((value) => value !== '')) return keys.join('/');
  const slug = slugOf(name.map((column) => cells[column] ?? '').join(' '));
  return slug === '' ? null : slug;
}

/** `chu-de-nimes` for "CHU de Nîmes". */
function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '')
    .join('-');
}

function withoutKey(line: number, url: string, { key, name }: Columns) {
  const columns = [...key, ...name].join(', ');
  const sentence = `Line ${line} of ${url} is empty in what would identify it: ${columns}.`;
  return problemOf(new HarvestError('MAP_UNREADABLE', sentence));
}
