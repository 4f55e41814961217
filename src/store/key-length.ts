import { toText } from './json.ts';

/** Longest IRI or remote key, in bytes of UTF-8: a PostgreSQL index entry holds 2,704. */
export const longestKey = 2000;

/** Whether PostgreSQL can index the text and store it as it is. */
export function isIndexable(text: string): boolean {
  return Buffer.byteLength(text) <= longestKey && toText(text) === text;
}
