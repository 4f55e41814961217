import { HarvestError } from '../model/problem.ts';
import { type Row, type Sheet, tableOf } from './sheet.ts';
import { type CellContext, mostText, readCells } from './xlsx/cells.ts';
import { readDisplays } from './xlsx/dates.ts';
import { isOn, readPart } from './xlsx/part.ts';
import { readSharedStrings } from './xlsx/strings.ts';
import { openZip, type ZipArchive } from './zip.ts';

interface Worksheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Name of its part in the archive. */
  readonly part: string;
}

interface Workbook {
  readonly sheets: readonly Worksheet[];
  readonly is1904: boolean;
}

/**
 * Parses an XLSX workbook (ECMA-376): the named sheet, else the first visible one that is not empty.
 * The header is the first row with two different cells, so that a title above the table is no header.
 *
 * Read part by part and not by a library that builds the whole workbook in memory: there a filter or
 * a validation over whole columns, which sheets often have, costs an object for each of their cells.
 *
 * Throws PARSE_UNSAFE beyond the limits, PARSE_SYNTAX when it is no workbook or has no table,
 * GATHER_OPTION when there is no sheet of that name.
 */
export function parseWorkbook(
  bytes: Uint8Array,
  options: { readonly sheet?: string | undefined } = {},
): Sheet {
  const archive = openZip(bytes);
  const { main, byType } = parts(archive);
  const { sheets, is1904 } = readWorkbook(archive, main);
  const strings = byType('sharedStrings');
  const styles = byType('styles');
  const context: CellContext = {
    strings: strings ? readSharedStrings(strings) : [],
    displays: styles ? readDisplays(styles) : [],
    is1904,
  };
  for (const { name, part } of chosen(sheets, options.sheet)) {
    const content = archive.read(part);
    const rows = content ? readCells(content, `the sheet ${name}`, context) : [];
    if (rows.length > 0) return tableOf(fromHeader(rows));
  }
  throw new HarvestError('PARSE_SYNTAX', 'The workbook has no visible sheet with a table');
}

function chosen(sheets: readonly Worksheet[], wanted: string | undefined): readonly Worksheet[] {
  if (wanted === undefined) return sheets.filter(({ isHidden }) => !isHidden);
  const found = sheets.filter(({ name }) => name === wanted);
  if (found.length > 0) return found;
  const names = sheets.map(({ name }) => name).join(', ');
  throw new HarvestError('GATHER_OPTION', `No sheet is named ${wanted}; the sheets are ${names}`);
}

/** Drops what stands above the header, and fills rows that end early. */
function fromHeader(rows: readonly Row[]): Row[] {
  const isHeader = ({ cells }: Row) => new Set(cells.filter((cell) => cell)).size > 1;
  const start = Math.max(0, rows.findIndex(isHeader));
  const header = rows[start]?.cells ?? [];
  const width = header.length;
  // Each row will repeat the names of all columns, whatever little it holds.
  if (rows.length * (width + header.join('').length) > mostText) {
    throw new HarvestError('PARSE_UNSAFE', 'The sheet has too many columns for so many rows');
  }
  return rows.slice(start).map(({ line, cells }) => ({
    line,
    cells: [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')],
  }));
}

type Relations = ReadonlyMap<string, { readonly type: string; readonly part: string }>;

function parts(archive: ZipArchive) {
  const main = [...relations(archive, '').values()].find(({ type }) => type === 'officeDocument');
  if (!main) {
    const isOpenDocument = archive.names.includes('content.xml');
    throw new HarvestError(
      'PARSE_SYNTAX',
      isOpenDocument
        ? 'The file is an OpenDocument sheet (.ods); save it as .xlsx or CSV'
        : 'The file is a ZIP archive, but no XLSX workbook',
    );
  }
  const related = relations(archive, main.part);
  const byType = (wanted: string) => {
    const found = [...related.values()].find(({ type }) => type === wanted);
    return found && archive.read(found.part);
  };
  return { main: main.part, byType };
}

/** What a part refers to, by id (ECMA-376 part 2 §9.3); `type` is the last segment. */
function relations(archive: ZipArchive, part: string): Relations {
  const cut = part.lastIndexOf('/') + 1;
  const bytes = archive.read(`${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`);
  const found = new Map<string, { type: string; part: string }>();
  if (!bytes) return found;
  readPart(bytes, 'its relationships', {
    open: (name, attribute) => {
      const target = attribute('Target') ?? '';
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      if (!URL.canParse(target, `part:///${part}`)) return;
      const type = attribute('Type')?.split('/').at(-1) ?? '';
      const path = new URL(target, `part:///${part}`).pathname.slice(1);
      found.set(attribute('Id') ?? '', { type, part: path });
    },
  });
  return found;
}

function readWorkbook(archive: ZipArchive, part: string): Workbook {
  const bytes = archive.read(part);
  if (!bytes) throw new HarvestError('PARSE_SYNTAX', `The workbook has no part ${part}`);
  const related = relations(archive, part);
  const sheets: Worksheet[] = [];
  let is1904 = false;
  readPart(bytes, 'its list of sheets', {
    open: (name, attribute) => {
      if (name === 'workbookPr') is1904 = isOn(attribute('date1904'));
      if (name !== 'sheet') return;
      const relation = related.get(attribute('id') ?? '');
      if (relation?.type !== 'worksheet') return;
      const isHidden = (attribute('state') ?? 'visible') !== 'visible';
      sheets.push({ name: attribute('name') ?? '', isHidden, part: relation.part });
    },
  });
  return { sheets, is1904 };
}
