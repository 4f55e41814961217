import { type ZipFile, zip } from './zip.ts';

/** What stands in a cell; a day is the number of one, shown as a date. */
export type CellValue =
  | string
  | number
  | null
  | { readonly day: number; readonly withTime?: boolean }
  | { readonly formula: string; readonly cached: string | number };

/** One sheet of a workbook. */
export interface SheetContent {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
  readonly isHidden?: boolean;
  readonly merges?: readonly string[];
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Files of an XLSX workbook as an office program writes it: shared strings, styles, relations. */
export function workbookFiles(sheets: readonly SheetContent[]): readonly ZipFile[] {
  const strings: string[] = [];
  const parts = sheets.map(({ rows, merges = [] }, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    content: `${declaration}<worksheet xmlns="${main}"><sheetData>${rows
      .map((row, line) => rowXml(row, line + 1, strings))
      .join(
        '',
      )}</sheetData>${merges.length > 0 ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''}</worksheet>`,
  }));
  const list = sheets.map(
    ({ name, isHidden }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  const related = [
    ...sheets.map((_, index) =>
      relation(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`),
    ),
    relation(sheets.length + 1, 'sharedStrings', 'sharedStrings.xml'),
    relation(sheets.length + 2, 'styles', '/xl/styles.xml'),
  ];
  return [
    { name: '_rels/.rels', content: relations([relation(1, 'officeDocument', 'xl/workbook.xml')]) },
    {
      name: 'xl/workbook.xml',
      content: `${declaration}<workbook xmlns="${main}" xmlns:r="${documents}"><sheets>${list.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: relations(related) },
    ...parts,
    {
      name: 'xl/sharedStrings.xml',
      content: `${declaration}<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    },
    { name: 'xl/styles.xml', content: styles },
  ];
}

/** An XLSX workbook. */
export function workbook(sheets: readonly SheetContent[]): Buffer {
  return zip(workbookFiles(sheets));
}

const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy\\ hh:mm"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`;

function relation(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${documents}/${type}" Target="${target}"/>`;
}

function relations(items: readonly string[]): string {
  return `${declaration}<Relationships xmlns="${packages}">${items.join('')}</Relationships>`;
}

function rowXml(cells: readonly CellValue[], line: number, strings: string[]): string {
  const inner = cells.map((cell, index) => cellXml(cell, `${letters(index)}${line}`, strings));
  return `<row r="${line}">${inner.join('')}</row>`;
}

function cellXml(cell: CellValue, reference: string, strings: string[]): string {
  if (cell === null) return '';
  if (typeof cell === 'string') {
    const known = strings.indexOf(cell);
    const index = known >= 0 ? known : strings.push(cell) - 1;
    return `<c r="${reference}" t="s"><v>${index}</v></c>`;
  }
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if ('day' in cell)
    return `<c r="${reference}" s="${cell.withTime ? 2 : 1}"><v>${cell.day}</v></c>`;
  const { formula, cached } = cell;
  const type = typeof cached === 'string' ? ' t="str"' : '';
  return `<c r="${reference}"${type}><f>${escapeXml(formula)}</f><v>${escapeXml(String(cached))}</v></c>`;
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
