import { describe, expect, it } from 'vitest';
import { type ProblemCode, problems } from '../../../src/model/problem.ts';
import { type HttpProblemCode, httpProblems } from '../../../src/web/problem.ts';
import { httpProblemWords } from '../../../src/web/ui/http-problem-words.ts';
import { problemWords } from '../../../src/web/ui/problem-words.ts';

// Keys of the tables themselves.
const harvest = Object.keys(problems) as ProblemCode[];
const http = Object.keys(httpProblems) as HttpProblemCode[];

describe('problems in words', () => {
  it.each([
    ...harvest.map((code) => [code, problemWords(code, 'fr'), problemWords(code, 'en')] as const),
    ...http.map(
      (code) => [code, httpProblemWords(code, 'fr'), httpProblemWords(code, 'en')] as const,
    ),
  ])('tell %s and what to do in each language', (_code, french, english) => {
    for (const words of [french, english]) {
      expect(words.title).toMatch(/^\p{Lu}.*[^.]$/u);
      expect(words.remedy).toMatch(/^\p{Lu}.*\.$/u);
    }
    expect(french.title).not.toBe(english.title);
    expect(french.remedy).not.toBe(english.remedy);
  });
});
