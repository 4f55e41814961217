import type { Summary } from '../model/record.ts';
import { fold } from '../model/search-words.ts';

/** Longest text given to the index per weight, in characters: a tsvector holds at most 1 MB. */
const longestText = 50_000;
const longestTitle = 200;
/** Most names of one dataset that are found as a whole. */
const mostNames = 100;
const mostWords = 3000;

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

/** What puts a dataset first when it is typed as it stands: titles, acronyms, identifiers. */
export function namesOf(summary: Summary): readonly string[] {
  const names = [
    ...(summary.scope?.identifiers ?? []),
    ...summary.alternative,
    ...Object.values(summary.title),
  ];
  const folded = names.filter(({ length }) => length <= longestTitle).map(asName);
  return [...new Set(folded)].filter((name) => name !== '').slice(0, mostNames);
}

/** A name as it is compared: without accents, capitals and spaces around. */
export function asName(text: string): string {
  return fold(text).toLowerCase().trim();
}

/** Words of at least four letters that a description uses. */
export function wordsOf(summary: Summary): ReadonlySet<string> {
  const { names, subjects, description } = searchText(summary);
  const words = new Set<string>();
  for (const [word] of `${names}\n${subjects}\n${description}`.matchAll(/\p{L}{4,40}/gu)) {
    words.add(word.toLowerCase());
    if (words.size >= mostWords) break;
  }
  return words;
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
