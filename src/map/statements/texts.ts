import { at, listOf, textOf } from '../json.ts';
import { isPlaceholder } from '../values/text.ts';

/** One text with the language it is in, where the source says so. */
export interface SaidText {
  readonly text: string;
  readonly language: string | undefined;
}

const languageTag = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}$/;
const mostLanguages = 50;

function languageOf(tag: string | undefined): string | undefined {
  if (tag === undefined || tag === 'und' || !languageTag.test(tag)) return undefined;
  return tag.replaceAll('_', '-');
}

/**
 * Texts of a value in whatever form an API has: a plain text, `{ fr, en }`, a list of texts or of
 * `{ lang, value }`. `und` is no language.
 */
export function textsOf(value: unknown): readonly SaidText[] {
  if (Array.isArray(value)) return listOf(value).flatMap(itemTexts);
  if (typeof value !== 'object' || value === null) {
    const text = textOf(value);
    return text === undefined ? [] : [{ text, language: undefined }];
  }
  return Object.keys(value)
    .filter((tag) => languageTag.test(tag))
    .slice(0, mostLanguages)
    .flatMap((tag) => {
      const text = textOf(at(value, tag));
      return text === undefined ? [] : [{ text, language: languageOf(tag) }];
    });
}

function itemTexts(item: unknown): readonly SaidText[] {
  const text = textOf(item);
  if (text === undefined) return [];
  return [{ text, language: languageOf(textOf(at(item, 'lang'))) }];
}

/** Text of a value that says something: neither empty nor a placeholder. */
export function saidOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || isPlaceholder(text) ? undefined : text.trim();
}

/** The first of the values that says something, in whatever form. */
export function firstSaid(...values: readonly unknown[]): unknown {
  return values.find((value) => textsOf(value).some(({ text }) => !isPlaceholder(text)));
}

/** Words of a list: texts, objects with a name, or one text parted by commas or semicolons. */
export function wordsOf(value: unknown): readonly string[] {
  const items = typeof value === 'string' ? value.split(/[,;]/) : listOf(value);
  return items.flatMap(
    (item) => saidOf(item) ?? saidOf(at(item, 'display_name')) ?? saidOf(at(item, 'name')) ?? [],
  );
}
