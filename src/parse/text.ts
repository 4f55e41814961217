import { HarvestError } from '../model/problem.ts';

/** Syntaxes that are UTF-8 by definition, whatever a server's default charset says. */
const alwaysUtf8 =
  /^(?:text\/turtle|application\/(?:x-turtle|trig|n-triples|n-quads|json|(?:[a-z0-9.-]+\+)?json))$/;

const byteOrderMarks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

// Bytes 0x80 to 0x9F of windows-1252. Node 20 decodes them as control characters.
const windows1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/**
 * Decodes bytes by byte order mark, else XML declaration, else charset, else as UTF-8; the byte
 * order mark is dropped. Turtle and JSON are read as UTF-8 before a declared charset is believed.
 * Throws PARSE_CHARSET when the bytes do not fit or the charset is unknown.
 */
export function decodeText(
  bytes: Uint8Array,
  options: { readonly charset?: string; readonly mediaType?: string } = {},
): string {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return decode(bytes, marked[0]);
  const declared = xmlEncoding(bytes);
  if (declared) return decode(bytes, declared);
  if (options.charset && alwaysUtf8.test(options.mediaType ?? '') && isUtf8(bytes)) {
    return decode(bytes, 'utf-8');
  }
  return decode(bytes, options.charset ?? 'utf-8');
}

/** Tells whether bytes are well-formed UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function xmlEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declaration = /^\s{0,20}<\?xml\s([^?>]*)\?>/.exec(start)?.[1] ?? '';
  const encoding = /\bencoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]+)["']/.exec(declaration)?.[1];
  if (!encoding) return null;
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return /^utf-?16/i.test(encoding) ? 'utf-8' : encoding;
}

function decode(bytes: Uint8Array, charset: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { fatal: true });
  } catch (cause) {
    const message = `The charset "${charset.slice(0, 40)}" is unknown`;
    throw new HarvestError('PARSE_CHARSET', message, { cause });
  }
  try {
    const text = decoder.decode(bytes);
    if (decoder.encoding !== 'windows-1252') return text;
    return text.replace(/[\u0080-\u009f]/g, (c) => windows1252[c.charCodeAt(0) - 0x80] ?? c);
  } catch (cause) {
    const message = `The bytes are not in the charset ${decoder.encoding}`;
    throw new HarvestError('PARSE_CHARSET', message, { cause });
  }
}
