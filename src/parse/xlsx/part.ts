import { SaxesParser } from 'saxes';
import { HarvestError } from '../../model/problem.ts';
import { decodeText } from '../text.ts';

/** What one XML part of a workbook is read by; names are local, as producers choose their prefixes. */
export interface PartReader {
  open(name: string, attribute: (local: string) => string | undefined): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads one XML part. Throws PARSE_UNSAFE for a document type, PARSE_SYNTAX when it is broken. */
export function readPart(bytes: Uint8Array, part: string, reader: PartReader): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw new HarvestError('PARSE_UNSAFE', `The workbook has a document type in ${part}`);
  });
  parser.on('error', (cause) => {
    const message = `The workbook is broken in ${part}: ${cause.message.slice(0, 200)}`;
    throw new HarvestError('PARSE_SYNTAX', message, { cause });
  });
  parser.on('opentag', ({ local, attributes }) => {
    reader.open(local, (name) => {
      const found = Object.values(attributes).find((attribute) => attribute.local === name);
      return found?.value;
    });
  });
  if (reader.text) parser.on('text', reader.text);
  parser.on('closetag', ({ local }) => reader.close?.(local));
  parser.write(decodeText(bytes)).close();
}

/** Reads `1`, `true` or `on` as XML Schema and Office write what is so. */
export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
