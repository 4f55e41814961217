import { HarvestError } from '../model/problem.ts';
import { parseSheet, type Sheet } from './sheet.ts';
import { parseWorkbook } from './xlsx.ts';
import { isZip } from './zip.ts';

/** How to read a table; what is absent is found out. */
export interface TableOptions {
  readonly charset?: string;
  readonly separator?: string;
  /** Name of the sheet of a workbook. */
  readonly sheet?: string;
}

const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * Parses a table, a CSV file or an XLSX workbook as its first bytes say. Throws PARSE_SYNTAX with a
 * remedy for a workbook in the format before XLSX; else as those two do.
 */
export function parseTable(bytes: Uint8Array, options: TableOptions = {}): Sheet {
  if (isZip(bytes)) return parseWorkbook(bytes, options);
  if (compoundFile.every((byte, at) => bytes[at] === byte)) {
    throw new HarvestError(
      'PARSE_SYNTAX',
      'The file is an old Excel workbook (.xls) or one with a password; save it as .xlsx or CSV, without a password',
    );
  }
  return parseSheet(bytes, options);
}
