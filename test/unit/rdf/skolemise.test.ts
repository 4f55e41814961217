import fc from 'fast-check';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { isDereferenceable } from '../../../src/rdf/mint.ts';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { skolemise } from '../../../src/rdf/skolemise.ts';
import { namedNode } from '../../../src/rdf/vocabularies.ts';

const prefixes = `
  @prefix dcat: <http://www.w3.org/ns/dcat#> .
  @prefix dct: <http://purl.org/dc/terms/> .
  @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
  @prefix ex: <https://data.example.org/> .
`;
const rules = {
  keeps: (node: { termType: string; value: string }) =>
    node.termType === 'NamedNode' && isDereferenceable(node.value),
  mint: (role: string, digest: string) => namedNode(`https://ours.example.org/d#${role}-${digest}`),
};

function skolemised(turtle: string, order?: (count: number) => number[]): string {
  const quads = new Parser().parse(prefixes + turtle);
  const arranged = order ? order(quads.length).map((index) => quads[index]) : quads;
  return toCanonicalNTriples(
    skolemise(
      arranged.filter((q) => q !== undefined),
      rules,
    ),
  );
}

const rich = `
  ex:d dcat:contactPoint [ vcard:hasEmail <mailto:contact@example.org> ; vcard:fn "Accueil"@fr ] ;
    dct:temporal [ dcat:startDate "2010" ], [ dcat:startDate "2015" ; dcat:endDate "2020" ] ;
    dcat:distribution <urn:local:1> .
  <urn:local:1> dct:title "Fichier"@fr ; dct:rights [ dct:title "a" ; dct:relation [ dct:title "b" ] ] .
`;

describe('skolemisation', () => {
  it('leaves no blank node and names nodes by the property that leads to them', () => {
    const text = skolemised(rich);
    expect(text).not.toContain('_:');
    expect(text).not.toContain('urn:local:1');
    expect(text).toMatch(
      /contactPoint> <https:\/\/ours\.example\.org\/d#contactPoint-[0-9a-f]{15}>/,
    );
  });

  it('depends neither on the order of triples nor on blank node labels', () => {
    const reference = skolemised(rich);
    const count = new Parser().parse(prefixes + rich).length;
    const indices = Array.from({ length: count }, (_, index) => index);
    fc.assert(
      fc.property(fc.shuffledSubarray(indices, { minLength: count }), (shuffled) => {
        expect(skolemised(rich, () => shuffled)).toBe(reference);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps the IRI of a node when something else about it changes', () => {
    const before = skolemised(
      'ex:d dcat:distribution [ dcat:accessURL ex:a ; dct:title "A" ; dct:description "x" ] .',
    );
    const after = skolemised(
      'ex:d dcat:distribution [ dcat:accessURL ex:a ; dct:title "A" ; dct:description "y" ] .',
    );
    const iriOf = (text: string) => /#distribution-[0-9a-f]+/.exec(text)?.[0];
    expect(iriOf(before)).toBeDefined();
    expect(iriOf(after)).toBe(iriOf(before));
  });

  it('tells apart two nodes with the same address but different content', () => {
    const text = skolemised(
      'ex:d dcat:distribution [ dcat:accessURL ex:a ; dct:description "x" ], [ dcat:accessURL ex:a ; dct:description "y" ] .',
    );
    expect(new Set(text.match(/#distribution-[0-9a-f]+/g)).size).toBe(2);
  });

  it('survives cycles and a clique of blank nodes that would poison canonicalisation', () => {
    const names = Array.from({ length: 40 }, (_, index) => `_:b${index}`);
    const clique = names.flatMap((a) =>
      names.filter((b) => b !== a).map((b) => `${a} ex:p ${b} .`),
    );
    const text = skolemised(`ex:d ex:p _:b0 . ${clique.join('\n')}`);
    expect(text).not.toContain('_:');
  });
});
