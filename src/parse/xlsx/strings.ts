import { HarvestError } from '../../model/problem.ts';
import { readPart } from './part.ts';

const mostStrings = 1_000_000;

/** The texts that cells refer to by number (ECMA-376 §18.4); phonetic hints are left out. */
export function readSharedStrings(bytes: Uint8Array): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isPhonetic = false;
  readPart(bytes, 'its shared strings', {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'si') return;
      if (strings.length >= mostStrings) {
        throw new HarvestError('PARSE_UNSAFE', `The workbook has over ${mostStrings} texts`);
      }
      strings.push(decodeEscapes(text));
    },
  });
  return strings;
}

/** Office writes characters that XML does not know as `_x000D_` (ECMA-376 §22.9.2.19). */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
