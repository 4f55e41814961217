import type { Summary } from '../model/record.ts';

/** Longest text given to the index per weight, in characters: a tsvector holds at most 1 MB. */
const longestText = 50_000;
const longestTitle = 200;

/** Text without accents, so that "sante" finds "santé"; applied to descriptions and to queries. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** What search finds a dataset by, in three weights. */
export function searchText(summary: Summary): {
  readonly names: string;
  readonly subjects: string;
  readonly description: string;
} {
  const holder = Object.values(summary.holder ?? {});
  return {
    names: join([...Object.values(summary.title), ...summary.alternative]),
    subjects: join([...summary.keywords, ...holder]),
    description: join(Object.values(summary.description)),
  };
}

/** Title by which lists are ordered: French, else English, else whichever there is. */
export function sortTitle(summary: Summary): string {
  const { title } = summary;
  const text = title['fr'] ?? title['en'] ?? Object.values(title)[0] ?? '';
  return fold(text.slice(0, longestTitle)).toLowerCase();
}

function join(texts: readonly string[]): string {
  return fold(texts.join('\n').slice(0, longestText));
}
