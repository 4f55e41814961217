import { decodeHTML } from 'entities';
import { HarvestError } from '../model/problem.ts';
import { parseJson } from './json.ts';
import { decodeText, isUtf8 } from './text.ts';

/** Most blocks of data read from one page. */
const mostBlocks = 1000;

const passwordField = /<input\b[^<>]{0,2000}?\btype\s{0,9}=\s{0,9}["']?password/i;

/**
 * Decodes a web page. Well-formed UTF-8 is UTF-8 whatever the server says; else its charset is
 * tried, then the page's own. Throws PARSE_CHARSET when the bytes fit none of them.
 */
export function decodeHtml(bytes: Uint8Array, charset: string | undefined): string {
  const isUtf16 = /^utf-?16/.test(charset ?? '');
  if (isUtf8(bytes) && !isUtf16) return decodeText(bytes);
  const own = ownCharset(bytes);
  if (own !== null && own !== charset && charset?.startsWith('utf-8')) {
    return decodeText(bytes, { charset: own });
  }
  return decodeText(bytes, { charset: charset ?? own ?? 'utf-8' });
}

/** The charset in a page's first kilobyte (HTML Living Standard §4.2.5.4), or null. */
function ownCharset(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return (
    /<meta\b[^<>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1]?.toLowerCase() ?? null
  );
}

/**
 * Texts of a page's `<script type="application/ld+json">` blocks, in order. Scripts inside comments
 * or other scripts are none. Throws PARSE_TRUNCATED when the page ends inside such a block, and
 * PARSE_UNSAFE above 1000.
 */
export function jsonLdBlocks(html: string): readonly string[] {
  const blocks: string[] = [];
  for (const { attributes, text } of scripts(html)) {
    if (mediaTypeOf(attributes) !== 'application/ld+json') continue;
    if (text === null) {
      throw new HarvestError('PARSE_TRUNCATED', 'The page ends inside a block of JSON-LD');
    }
    if (blocks.push(text) > mostBlocks) {
      throw new HarvestError('PARSE_UNSAFE', `The page has more than ${mostBlocks} JSON-LD blocks`);
    }
  }
  return blocks;
}

interface Script {
  readonly attributes: string;
  /** Null when the page ends inside it. */
  readonly text: string | null;
}

/** Script elements outside comments; goes through the page once. */
function* scripts(html: string): Generator<Script> {
  const nextComment = finder(html, /<!--/g);
  const nextScript = finder(html, /<script(?=[\s>/])/gi);
  const nextClose = finder(html, /<\/script[\s>/]/gi);
  let at = 0;
  for (let start = nextScript(at); start !== Infinity; start = nextScript(at)) {
    const comment = nextComment(at);
    if (comment < start) {
      const end = html.indexOf('-->', comment + 2);
      if (end < 0) return;
      at = end + 3;
      continue;
    }
    const { attributes, end } = tagAt(html, start);
    const close = nextClose(end);
    yield { attributes, text: close === Infinity ? null : html.slice(end, close) };
    if (close === Infinity) return;
    at = close + 2;
  }
}

/** Finds the next match from a position; remembers it, so that a page is searched once. */
function finder(html: string, pattern: RegExp): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found >= from) return found;
    pattern.lastIndex = from;
    found = pattern.exec(html)?.index ?? Infinity;
    return found;
  };
}

/** The text of a start tag's attributes and where the tag ends; `>` in quotes is no end. */
function tagAt(html: string, start: number): { readonly attributes: string; readonly end: number } {
  let quote = '';
  for (let at = start; at < html.length; at += 1) {
    const character = html[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return { attributes: html.slice(start, at), end: at + 1 };
  }
  return { attributes: '', end: html.length };
}

function mediaTypeOf(attributes: string): string {
  const found = /\stype\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i.exec(attributes);
  const value = decodeHTML(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
  return (value.split(';')[0] ?? '').trim().toLowerCase();
}

/**
 * Parses the text of one block: JSON, perhaps wrapped in a comment or a CDATA section, or with its
 * quotation marks written as entities. Throws as {@link parseJson} does.
 */
export function parseBlock(block: string): unknown {
  const text = unwrapped(block.trim());
  try {
    return parseJson(text);
  } catch (error) {
    // Entities mean nothing inside a script, so JSON that can be read as it stands keeps them.
    if (!text.includes('&')) throw error;
    return parseJson(decodeHTML(text));
  }
}

const wrappings: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [
    /^(?:\/\/|\/\*)?\s{0,9}<!\[CDATA\[(?:\s{0,9}\*\/)?/,
    /(?:\/\/|\/\*)?\s{0,9}\]\]>(?:\s{0,9}\*\/)?$/,
  ],
  [/^<!--/, /(?:\/\/)?\s{0,9}-->$/],
];

function unwrapped(text: string): string {
  for (const [start, end] of wrappings) {
    if (start.test(text)) return text.replace(start, '').replace(end, '').trim();
  }
  return text;
}

/** Tells whether a page asks for a password. */
export function asksForPassword(html: string): boolean {
  return passwordField.test(html);
}
