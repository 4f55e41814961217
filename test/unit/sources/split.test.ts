import fc from 'fast-check';
import { Parser } from 'n3';
import { describe, expect, test } from 'vitest';
import { splitDatasets } from '../../../src/sources/split.ts';

const prefixes = `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix ldp: <http://www.w3.org/ns/ldp#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ejp: <http://purl.org/ejp-rd/vocabulary/> .
@prefix : <https://d.example/> .
`;

function split(body: string): ReadonlyMap<string, string> {
  const quads = new Parser().parse(prefixes + body);
  return new Map(splitDatasets(quads).map((part) => [part.remoteKey, part.ntriples]));
}

describe('splitting a document into datasets', () => {
  test('gives each dataset what is reachable from it, shared agents included', () => {
    const parts =
      split(`:a a dcat:Dataset ; dct:publisher :p ; dcat:distribution [ dct:title "x" ] .
:b a dcat:Dataset ; dct:publisher :p .
:p a foaf:Agent ; foaf:name "P" . :unrelated dct:title "u" .`);
    expect([...parts.keys()]).toEqual(['https://d.example/a', 'https://d.example/b']);
    for (const part of parts.values()) expect(part).toContain('"P"');
    expect(parts.get('https://d.example/a')).toContain('"x"');
    expect(parts.get('https://d.example/b')).not.toContain('"x"');
    expect([...parts.values()].join('')).not.toContain('"u"');
  });

  test('knows datasets by every class the field uses', () => {
    const parts = split(`:a a ejp:PatientRegistry . :b a ejp:Biobank .
:c a <http://schema.org/Dataset> . :d a <https://schema.org/Dataset> .
:e a <https://w3id.org/ejp-rd/vocabulary#PatientRegistry> .`);
    expect(parts.size).toBe(5);
  });

  test('takes no catalogue for a dataset, whatever else it is called', () => {
    expect(split(':c a dcat:Catalog, dcat:Dataset ; dct:title "all" .').size).toBe(0);
  });

  test('keeps links to other datasets and catalogues without entering them', () => {
    const part = split(`:a a dcat:Dataset ; dct:relation :b ; dct:isPartOf :c .
:b a dcat:Dataset ; dct:title "other" . :c a dcat:Catalog ; dct:title "catalogue" .`).get(
      'https://d.example/a',
    );
    expect(part).toContain('<https://d.example/b>');
    expect(part).toContain('<https://d.example/c>');
    expect(part).not.toMatch(/"other"|"catalogue"/);
  });

  test('does not climb from an agent to what it publishes', () => {
    const part = split(`:a a dcat:Dataset ; dct:publisher :p .
:p a foaf:Agent ; foaf:name "P" ; foaf:made :b, :x, :a .
:b a dcat:Dataset ; dct:title "other" . :x a dcat:Distribution ; dct:title "file" .`).get(
      'https://d.example/a',
    );
    expect(part).toContain('"P"');
    expect(part).not.toContain('foaf/0.1/made');
    expect(part).not.toMatch(/"other"|"file"/);
  });

  test('leaves out the siblings that a service or a series lists', () => {
    const part = split(`:a a dcat:Dataset ; dcat:distribution :x .
:x dcat:accessService :s . :s a dcat:DataService ; dcat:servesDataset :a, :b .
:b a dcat:Dataset .`).get('https://d.example/a');
    expect(part).toContain('servesDataset> <https://d.example/a>');
    expect(part).not.toContain('<https://d.example/b>');
  });

  test('does not take in a whole vocabulary with one concept', () => {
    const part = split(`:a a dcat:Dataset ; dcat:theme :t .
:t a skos:Concept ; skos:prefLabel "one" ; skos:inScheme :s .
:s a skos:ConceptScheme ; skos:hasTopConcept :t, :t2 . :t2 skos:prefLabel "two" .`).get(
      'https://d.example/a',
    );
    expect(part).toContain('"one"');
    expect(part).not.toContain('"two"');
  });

  test('survives cycles', () => {
    expect(
      split(':a a dcat:Dataset ; dct:source :x . :x dct:source :y . :y dct:source :x, :a .').size,
    ).toBe(1);
    expect(
      split(':a a dcat:Dataset ; dct:source _:x . _:x dct:source _:y . _:y dct:source _:x .').size,
    ).toBe(1);
  });

  test('names a blank dataset by its identifier, else by its title', () => {
    const [byIdentifier] = split('[] a dcat:Dataset ; dct:identifier "K" ; dct:title "t" .').keys();
    expect(byIdentifier).toBe('K');
    const [byTitle] = split('[] a dcat:Dataset ; dct:title "t" ; dct:description "1" .').keys();
    const [again] = split('[] a dcat:Dataset ; dct:title "t" ; dct:description "2" .').keys();
    expect(byTitle).toMatch(/^title-[0-9a-f]{32}$/);
    expect(again).toBe(byTitle);
  });

  test('gives the same text whatever the labels and the order of the document', () => {
    const lines = [
      ':a a dcat:Dataset .',
      ':a dcat:distribution _:x .',
      ':a dcat:distribution _:y .',
      ':a dct:publisher _:p .',
      '_:x dct:title "one" .',
      '_:y dct:title "two" .',
      '_:x dct:rights _:r .',
      '_:y dct:rights _:s .',
      '_:r dct:title "same" .',
      '_:s dct:title "same" .',
      '_:p <http://xmlns.com/foaf/0.1/name> "P" .',
    ];
    const expected = split(lines.join('\n'));
    const orders = fc.shuffledSubarray(lines, { minLength: lines.length });
    const labels = fc.shuffledSubarray(['x', 'y', 'p', 'r', 's'], { minLength: 5 });
    fc.assert(
      fc.property(orders, labels, (order, label) => {
        const renamed = order.map((line) =>
          line.replace(/_:([xyprs])/g, (_, old) => `_:n${label.indexOf(old)}`),
        );
        expect(split(renamed.join('\n'))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('reads nested blank nodes however deep they are', () => {
    const depth = 20_000;
    const chain = Array.from({ length: depth }, (_, i) => `_:n${i} dct:source _:n${i + 1} .`);
    const part = split(`:a a dcat:Dataset ; dct:source _:n0 .\n${chain.join('\n')}`).values();
    expect(part.next().value?.split('\n')).toHaveLength(depth + 3);
  });

  test('refuses a document whose datasets all share one huge resource', () => {
    const hub = Array.from({ length: 3_000 }, (_, i) => `:hub dct:subject "${i}" .`);
    const datasets = Array.from(
      { length: 3_000 },
      (_, i) => `:d${i} a dcat:Dataset ; dct:source :hub .`,
    );
    expect(() => split([...hub, ...datasets].join('\n'))).toThrow(/multiply its size/);
  });
});
