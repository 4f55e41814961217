/** Longest search text, in characters; the rest is ignored. */
const longestQuery = 500;
/** Most words of one search that are looked for a slip of the pen. */
const mostMended = 8;

const ligatures: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  '’': "'",
};

/** Text without accents and ligatures, so that "sante" finds "santé"; applied to descriptions and to queries. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œŒæÆ’]/g, (character) => ligatures[character] ?? character);
}

/** A search text, parted into what is wanted and what is not. */
export interface SearchText {
  /** As typed in websearch syntax, folded, without what is excluded. */
  readonly wanted: string;
  /** Words and phrases after a minus. */
  readonly unwanted: readonly string[];
}

/**
 * Reads a search text. What is excluded is parted off: a word is looked for in several languages at
 * once, and "not in one of them" would be nearly always true.
 */
export function readSearchText(text: string): SearchText {
  const unwanted: string[] = [];
  const wanted = fold(text.slice(0, longestQuery)).replace(
    /(?<=^|\s)-("[^"]*"?|\S+)/g,
    (_whole, excluded: string) => {
      unwanted.push(excluded);
      return ' ';
    },
  );
  return { wanted: wanted.trim(), unwanted };
}

/** The words of a search that may be mistyped, in lower case: four letters or more, no operator. */
export function wordsToMend(wanted: string): readonly string[] {
  const words = (wanted.match(/\p{L}{4,40}/gu) ?? []).map((word) => word.toLowerCase());
  return [...new Set(words)].slice(0, mostMended);
}

/** Puts other words in the place of mistyped ones. */
export function replaceWords(text: string, better: ReadonlyMap<string, string>): string {
  return text
    .slice(0, longestQuery)
    .replace(/[\p{L}\p{M}]{4,40}/gu, (word) => better.get(fold(word).toLowerCase()) ?? word);
}

/** The known word nearest to a mistyped one: at most two slips away, one in a short word; null if none. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const most = word.length < 6 ? 1 : 2;
  let nearest: string | null = null;
  let least = most + 1;
  for (const candidate of known) {
    const slips = slipsBetween(word, candidate);
    if (slips < least) [nearest, least] = [candidate, slips];
  }
  return nearest;
}

/** Letters added, left out, replaced or swapped between two words (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? (beforeLast[j - 2] ?? 0) + 1 : replaced;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, swapped));
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
