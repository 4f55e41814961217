/** A phrase with its gaps `{}` filled in. */
export type Filled<Phrase extends string> = Phrase extends `${infer Before}{}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Phrase;

/** Sentences within sentences that are translated; what a source says may look like thousands. */
const deepest = 5;

/**
 * Translates sentences that were made from phrases with gaps: what fills the gaps goes into those of the translation, in
 * the same order, translated itself where it is such a sentence. Of several phrases that may be meant the first is. Gives
 * undefined for a sentence that is made from none of them.
 */
export function phraseBook(
  phrases: Readonly<Record<string, string>>,
): (sentence: string) => string | undefined {
  const exact = new Map(Object.entries(phrases));
  const withGaps = [...exact]
    .filter(([phrase]) => phrase.includes('{}'))
    .map(([phrase, translation]) => ({ pattern: patternOf(phrase), translation }));
  const translate = (sentence: string, depth: number): string | undefined => {
    const known = exact.get(sentence);
    if (known !== undefined) return known;
    for (const { pattern, translation } of withGaps) {
      const fillings = pattern.exec(sentence)?.slice(1);
      if (!fillings) continue;
      const fill = (text: string) => (depth < deepest ? translate(text, depth + 1) : null) ?? text;
      return translation.replaceAll('{}', () => fill(fillings.shift() ?? ''));
    }
    return undefined;
  };
  return (sentence) => translate(sentence, 0);
}

function patternOf(phrase: string): RegExp {
  const parts = phrase.split('{}').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*)')}$`, 's');
}
