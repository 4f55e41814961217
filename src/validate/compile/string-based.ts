import { HarvestError } from '../../model/problem.ts';
import { type Components, eachValue, forPaths, met } from './constraint.ts';
import type { Node } from './graph.ts';
import { firstValueOf, listOf, sh } from './shapes-graph.ts';

/** Characters of a value that a pattern is given; longer values do not match, whatever the pattern. */
export const maxMatchedLength = 10_000;

/** Number of characters as SPARQL's STRLEN counts them: code points. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let index = 1; index < text.length; index += 1)
    if (isLow(text.charCodeAt(index)) && isHigh(text.charCodeAt(index - 1))) length -= 1;
  return length;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/** Blank nodes have no string and meet no constraint on strings (SHACL §4.4). */
const hasString = (node: Node) => node.type !== 'BlankNode';

function compilePattern(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (cause) {
    throw new HarvestError(
      'CONFIG_INVALID',
      `The shapes hold a sh:pattern that is no regular expression: ${pattern} (flags: ${flags || 'none'})`,
      { cause },
    );
  }
}

/** Whether a language tag is within a range (RFC 4647 §3.3.1). */
function isInRange(language: string, range: string): boolean {
  if (range === '*') return language !== '';
  return language === range || language.startsWith(`${range}-`);
}

/** String-based constraint components (SHACL §4.4). */
export const stringBased: Components = {
  minLength: ({ value: minLength }) => [
    {
      component: `${sh}MinLengthConstraintComponent`,
      args: { minLength },
      check: eachValue((node) => hasString(node) && lengthOf(node.value) >= Number(minLength)),
    },
  ],
  maxLength: ({ value: maxLength }) => [
    {
      component: `${sh}MaxLengthConstraintComponent`,
      args: { maxLength },
      check: eachValue((node) => hasString(node) && lengthOf(node.value) <= Number(maxLength)),
    },
  ],
  pattern: ({ value: pattern }, { shapes, node: shape }) => {
    const flags = firstValueOf(shapes, shape, 'flags')?.value ?? '';
    const regex = compilePattern(pattern, flags);
    return [
      {
        component: `${sh}PatternConstraintComponent`,
        args: { pattern, flags },
        check: eachValue(
          (node) =>
            hasString(node) && node.value.length <= maxMatchedLength && regex.test(node.value),
        ),
      },
    ];
  },
  languageIn: (list, { shapes }) => {
    const ranges = (listOf(shapes, list) ?? []).map(({ value }) => value);
    return [
      {
        component: `${sh}LanguageInConstraintComponent`,
        args: { languageIn: ranges.join(', ') },
        check: eachValue(({ language }) =>
          ranges.some((range) => isInRange(language, range.toLowerCase())),
        ),
      },
    ];
  },
  uniqueLang: forPaths(({ value: uniqueLang }) =>
    uniqueLang === 'true'
      ? [
          {
            component: `${sh}UniqueLangConstraintComponent`,
            args: {},
            check: (_run, _focus, values) => {
              const repeated = repeatedLanguages(values);
              if (repeated.size === 0) return met;
              return [...repeated].map((lang) => ({ value: null, args: { lang } }));
            },
          },
        ]
      : [],
  ),
};

function repeatedLanguages(values: readonly Node[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { language } of values) {
    if (language !== '' && seen.has(language)) repeated.add(language);
    seen.add(language);
  }
  return repeated;
}
