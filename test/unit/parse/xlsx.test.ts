import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HarvestError } from '../../../src/model/problem.ts';
import { parseTable } from '../../../src/parse/table.ts';
import { parseWorkbook } from '../../../src/parse/xlsx.ts';
import { workbook, workbookFiles } from '../../support/workbook.ts';
import { zip } from '../../support/zip.ts';

const cells = (bytes: Uint8Array, options = {}) =>
  parseWorkbook(bytes, options).rows.map((row) => Object.values(row.cells));

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof HarvestError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'nothing thrown';
}

/** The files of a plain workbook, one of them replaced. */
function withPart(name: string, change: (content: string) => string): Buffer {
  const files = workbookFiles([
    {
      name: 'A',
      rows: [
        ['id', 'nom'],
        ['1', 'x'],
      ],
    },
  ]);
  return zip(
    files.map((file) =>
      file.name === name ? { ...file, content: change(String(file.content)) } : file,
    ),
  );
}

describe('a workbook', () => {
  it('gives its rows with their line, by the header', () => {
    const sheet = parseWorkbook(
      workbook([
        {
          name: 'A',
          rows: [
            ['id', 'nom'],
            ['1', 'Entrepôt & <co>'],
            [null, 'y'],
          ],
        },
      ]),
    );
    expect(sheet).toEqual({
      columns: ['id', 'nom'],
      rows: [
        { line: 2, cells: { id: '1', nom: 'Entrepôt & <co>' } },
        { line: 3, cells: { id: '', nom: 'y' } },
      ],
      failures: [],
    });
  });

  it('shows numbers, dates and cached results of formulas as text', () => {
    const rows = [
      ['n', 'd', 't', 'f', 'g'],
      [
        1204331,
        { day: 42754 },
        { day: 42754.5, withTime: true },
        { formula: 'A2*2', cached: 2.5 },
        { formula: '"a"&"b"', cached: 'ab' },
      ],
    ];
    expect(cells(workbook([{ name: 'A', rows }]))).toEqual([
      ['1204331', '2017-01-19', '2017-01-19T12:00:00', '2.5', 'ab'],
    ]);
  });

  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [-1, '-1'],
    [4_000_000, '4000000'],
  ])('shows day %d as %s', (day, text) => {
    expect(
      cells(
        workbook([
          {
            name: 'A',
            rows: [
              ['a', 'b'],
              ['x', { day }],
            ],
          },
        ]),
      ),
    ).toEqual([['x', text]]);
  });

  it('counts days from 1904 where the workbook says so', () => {
    const rows = [
      ['a', 'b'],
      ['x', { day: 0 }],
    ];
    const files = workbookFiles([{ name: 'A', rows }]).map((file) =>
      file.name === 'xl/workbook.xml'
        ? {
            ...file,
            content: String(file.content).replace('<sheets>', '<workbookPr date1904="1"/><sheets>'),
          }
        : file,
    );
    expect(cells(zip(files))).toEqual([['x', '1904-01-01']]);
  });

  it('gives a merged value to each of its rows', () => {
    const rows = [
      ['organisme', 'nom'],
      ['CHU', 'a'],
      [null, 'b'],
      ['CH', 'c'],
    ];
    expect(cells(workbook([{ name: 'A', rows, merges: ['A2:A3'] }]))).toEqual([
      ['CHU', 'a'],
      ['CHU', 'b'],
      ['CH', 'c'],
    ]);
  });

  it('finds the header below a title', () => {
    const rows = [['Inventaire 2026'], [], ['id', 'nom'], ['1', 'x']];
    const sheet = parseWorkbook(workbook([{ name: 'A', rows, merges: ['A1:B1'] }]));
    expect(sheet.columns).toEqual(['id', 'nom']);
    expect(sheet.rows).toEqual([{ line: 4, cells: { id: '1', nom: 'x' } }]);
  });

  it('skips hidden and empty sheets, and takes the one that is named', () => {
    const bytes = workbook([
      {
        name: 'Caché',
        isHidden: true,
        rows: [
          ['h', 'i'],
          ['1', '2'],
        ],
      },
      { name: 'Vide', rows: [] },
      {
        name: 'Liste',
        rows: [
          ['a', 'b'],
          ['x', 'y'],
        ],
      },
      {
        name: 'Autre',
        rows: [
          ['c', 'd'],
          ['u', 'v'],
        ],
      },
    ]);
    expect(cells(bytes)).toEqual([['x', 'y']]);
    expect(cells(bytes, { sheet: 'Autre' })).toEqual([['u', 'v']]);
    expect(codeOf(() => cells(bytes, { sheet: 'Non' }))).toMatch(
      /^GATHER_OPTION .*Caché, Vide, Liste, Autre/,
    );
  });

  it('reads texts in runs without their phonetic hints, inline texts, truth values and errors', () => {
    const bytes = withPart('xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(
        '</sheetData>',
        '<row><c t="inlineStr"><is><r><t>un </t></r><r><t>deux</t></r><rPh><t>x</t></rPh></is></c><c t="b"><v>1</v></c></row><row r="9"><c r="A9" t="e"><v>#N/A</v></c><c r="B9" t="str"><v>a_x000A_b</v></c></row></sheetData>',
      ),
    );
    expect(cells(bytes).slice(1)).toEqual([
      ['un deux', 'true'],
      ['', 'a\nb'],
    ]);
  });

  it('takes no notice of filters and validations over whole columns', () => {
    const bytes = withPart('xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(
        '</worksheet>',
        '<autoFilter ref="A1:XFD1048576"/><dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations></worksheet>',
      ),
    );
    expect(cells(bytes)).toEqual([['1', 'x']]);
  });
});

describe('a workbook that could harm', () => {
  it('is refused for what it would unpack to, before it is unpacked', () => {
    const bytes = zip([{ name: 'xl/a.xml', content: 'a', claimedSize: 0xfffffff0 }]);
    expect(codeOf(() => parseTable(bytes))).toMatch(/^PARSE_UNSAFE .* would unpack to 4294967280/);
  });

  it('is refused when an entry unpacks to more than it claims', () => {
    const [first, ...rest] = workbookFiles([{ name: 'A', rows: [['a', 'b']] }]);
    const bomb = { name: '_rels/.rels', content: Buffer.alloc(50_000_000), claimedSize: 1000 };
    expect(first?.name).toBe(bomb.name);
    expect(codeOf(() => parseTable(zip([bomb, ...rest])))).toMatch(
      /^PARSE_UNSAFE .*more than the directory announces/,
    );
  });

  it.each([
    ['a row far down', '<row r="4294967295"><c><v>1</v></c></row>'],
    ['a column far right', '<row r="5"><c r="XFD5"><v>1</v></c></row>'],
    ['a document type', null],
  ])('is refused for %s', (_, row) => {
    const bytes = withPart('xl/worksheets/sheet1.xml', (xml) =>
      row === null
        ? xml.replace('<worksheet', '<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
        : xml.replace('</sheetData>', `${row}</sheetData>`),
    );
    expect(codeOf(() => parseTable(bytes))).toMatch(/^PARSE_UNSAFE/);
  });

  it('is soon refused when it merges a whole sheet many times', () => {
    const rows = [['a', 'b'], ...Array.from({ length: 100 }, (_, line) => [`${line}`, 'x'])];
    const merges = Array.from({ length: 9_000 }, () => 'A2:XFD1048576');
    expect(codeOf(() => cells(workbook([{ name: 'A', rows, merges }])))).toMatch(/^PARSE_UNSAFE/);
  });

  it('is refused when one long text is shared by many cells', () => {
    const long = 'x'.repeat(32_000);
    const rows = [['a', 'b'], ...Array.from({ length: 2_100 }, () => [long, 'y'])];
    expect(codeOf(() => cells(workbook([{ name: 'A', rows }])))).toMatch(/^PARSE_UNSAFE/);
  });

  it('is refused when its rows would repeat too many columns', () => {
    const header = Array.from({ length: 900 }, (_, index) => `colonne ${index}`);
    const rows = [header, ...Array.from({ length: 8_000 }, () => ['x'])];
    expect(codeOf(() => cells(workbook([{ name: 'A', rows }])))).toMatch(/^PARSE_UNSAFE/);
  });

  it('throws HarvestErrors alone, whatever is broken in it', () => {
    const good = workbook([
      {
        name: 'A',
        rows: [
          ['a', 'b'],
          ['x', { day: 42754 }],
        ],
      },
    ]);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, byte, isCut) => {
        const bytes = Buffer.from(isCut ? good.subarray(0, at) : good);
        if (!isCut) bytes[at] = byte;
        codeOf(() => parseTable(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a file that is no XLSX workbook', () => {
  it('in the format before it, or with a password, says how to save it', () => {
    const bytes = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    expect(codeOf(() => parseTable(bytes))).toMatch(/^PARSE_SYNTAX .*\.xls\).*save it as \.xlsx/);
  });

  it('but an OpenDocument sheet or another archive, says so', () => {
    const ods = zip([{ name: 'content.xml', content: '<a/>' }]);
    expect(codeOf(() => parseTable(ods))).toMatch(/^PARSE_SYNTAX .*OpenDocument/);
    const other = zip([{ name: 'readme.txt', content: 'x' }]);
    expect(codeOf(() => parseTable(other))).toMatch(/^PARSE_SYNTAX .*no XLSX workbook/);
  });

  it('but cut off, is truncated', () => {
    const bytes = workbook([{ name: 'A', rows: [['a', 'b']] }]).subarray(0, 400);
    expect(codeOf(() => parseTable(bytes))).toMatch(/^PARSE_TRUNCATED/);
  });

  it('but CSV, is read as CSV', () => {
    expect(parseTable(Buffer.from('a;b\n1;2\n')).rows).toEqual([
      { line: 2, cells: { a: '1', b: '2' } },
    ]);
  });
});
