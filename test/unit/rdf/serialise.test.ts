import fc from 'fast-check';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { literal, namedNode, quad } from '../../../src/rdf/vocabularies.ts';

const s = namedNode('https://example.org/s');
const p = namedNode('https://example.org/p');

describe('canonical N-Triples', () => {
  it('sorts, removes duplicates and ends every line', () => {
    const one = quad(s, p, literal('b'));
    const two = quad(s, p, literal('a', 'fr'));
    expect(toCanonicalNTriples([one, two, one])).toBe(
      '<https://example.org/s> <https://example.org/p> "a"@fr .\n<https://example.org/s> <https://example.org/p> "b" .\n',
    );
    expect(toCanonicalNTriples([])).toBe('');
  });

  it('writes any text on one line and so that a parser reads it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (one, two) => {
        const values = [one, two];
        const text = toCanonicalNTriples(values.map((value) => quad(s, p, literal(value))));
        expect(text.split('\n')).toHaveLength(new Set(values).size + 1);
        const read = new Parser({ format: 'N-Triples' }).parse(text).map((q) => q.object.value);
        expect(read.sort()).toEqual([...new Set(values)].sort());
      }),
    );
  });
});
