import { fold } from '../../model/search-words.ts';
import { plain, type Spoken } from './language.ts';

/** Letters that a word may have after its stem. */
const longestEnding = 6;
const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;
/** Read of one description: no reader looks for an excerpt further down. */
const longestText = 20_000;

/** A harvested text with the words found in it marked; every part of it is escaped. */
export function Marked({ text, lang, stems }: Spoken & { stems: readonly string[] }) {
  return <bdi lang={lang}>{markWords(plain(text), stems)}</bdi>;
}

function markWords(text: string, stems: readonly string[]) {
  if (stems.length === 0) return text;
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(wordPattern)) {
    const [word] = match;
    if (!isFound(word, stems)) continue;
    parts.push(text.slice(end, match.index), <mark>{word}</mark>);
    end = match.index + word.length;
  }
  return [...parts, text.slice(end)];
}

function isFound(word: string, stems: readonly string[]): boolean {
  const folded = fold(word).toLowerCase();
  return stems.some((stem) =>
    stem.length < 4
      ? folded === stem
      : folded.startsWith(stem) && folded.length <= stem.length + longestEnding,
  );
}

/**
 * A part of a text of about so many characters: its beginning, or where most of the words found stand
 * together.
 */
export function excerpt(text: string, stems: readonly string[], length: number): string {
  const whole = text.slice(0, longestText);
  if (whole.length <= length) return whole;
  const start = stems.length === 0 ? 0 : bestStart(whole, stems, length);
  const from = start === 0 ? 0 : whole.indexOf(' ', start) + 1;
  const cut = whole.slice(from, from + length);
  const end =
    from + cut.length < text.length ? cut.replace(/[^\p{L}\p{N}]*[\p{L}\p{N}\p{M}]*$/u, '') : cut;
  return `${from > 0 ? '… ' : ''}${end}${from + end.length < text.length ? ' …' : ''}`;
}

function bestStart(text: string, stems: readonly string[], length: number): number {
  const places = [...text.matchAll(wordPattern)]
    .filter(([word]) => isFound(word, stems))
    .map(({ index }) => index);
  let best = 0;
  let most = 0;
  for (const [at, place] of places.entries()) {
    let count = 0;
    while (count < 50 && (places[at + count] ?? Number.POSITIVE_INFINITY) < place + length - 60)
      count += 1;
    if (count > most) [best, most] = [place, count];
  }
  return best < length - 60 ? 0 : Math.max(0, best - 60);
}
