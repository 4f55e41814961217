import { decodeHTML } from 'entities';
import { plainFromHtml, plainFromMarkdown } from './markup.ts';
import { repairMojibake } from './mojibake.ts';

/** Longest text kept of one literal, in UTF-16 units; longer ones are cut and noted. */
export const longestText = 20_000;

/** What was mended in a text. */
export type TextRepair = 'controls' | 'entities' | 'mojibake' | 'markup' | 'length';

/** A text fit to publish, and what it took. */
export interface CleanText {
  readonly text: string;
  readonly repairs: readonly TextRepair[];
}

const combining = /\p{M}+/gu;
const notAlphanumeric = /[^\p{L}\p{N}]+/gu;

/** Folds a text for comparison: no case, no accent, one space between words, no punctuation. */
export function fold(text: string): string {
  return text
    .slice(0, longestText)
    .normalize('NFKD')
    .replace(combining, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(notAlphanumeric, ' ')
    .trim();
}

const placeholders = new Set([
  'non renseigne',
  'non renseignee',
  'non applicable',
  'non communique',
  'non disponible',
  'inconnu',
  'inconnue',
  'unknown',
  'not applicable',
  'not available',
  'not specified',
  'none',
  'null',
  'undefined',
  'aucun',
  'aucune',
  'n a',
  'na',
  'nc',
  'nr',
  'nsp',
  'tbd',
]);

/** Tells whether a text says nothing: empty, punctuation alone or a word such as "Non renseigné". */
export function isPlaceholder(text: string): boolean {
  if (text.length > 100) return false;
  const folded = fold(text);
  return folded === '' || placeholders.has(folded);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
/** Embeddings, overrides and isolates of Unicode: they make a text read other than it is. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;
const loneSurrogate = /\p{Surrogate}/gu;

/** Settles white space: one kind of line end, no run of spaces, no blank edge, no control character. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(control, '')
    .replace(loneSurrogate, '\ufffd')
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Turns a text as sources write it (HTML entities, HTML, Markdown, mojibake, loose spaces) into
 * plain text; undefined when nothing is said in it. Entities are decoded once.
 */
export function cleanText(raw: string): CleanText | undefined {
  const repairs: TextRepair[] = [];
  let text = raw;
  const mend = (repair: TextRepair, mended: string) => {
    if (mended === text) return;
    text = mended;
    repairs.push(repair);
  };
  if (text.length > longestText) mend('length', text.slice(0, longestText));
  mend('mojibake', repairMojibake(text));
  if (text.includes('&')) mend('entities', decodeHTML(text));
  mend('controls', text.replace(control, '').replace(directions, ''));
  mend('markup', plainFromMarkdown(plainFromHtml(text)));
  const tidied = tidy(text);
  return isPlaceholder(tidied) ? undefined : { text: tidied, repairs };
}
