import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { translateDialects } from '../../../src/map/dialects.ts';
import { createTerms, tabulateTerms } from '../../../src/map/terms.ts';
import { authority } from '../../../src/rdf/authorities.ts';
import { terms } from '../../support/terms.ts';

const vocabulary = `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <https://list.example.org/> .
  ex:A skos:inScheme <https://list.example.org> ; skos:notation "A" ; skos:prefLabel "Été"@fr, "Both"@en .
  ex:B skos:inScheme <https://list.example.org> ; skos:notation "B" ; skos:prefLabel "Both"@en .`;
const prefixes = `
  @prefix dct: <http://purl.org/dc/terms/> . @prefix ex: <https://list.example.org/> .
  @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix void: <http://rdfs.org/ns/void#> .
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .`;

function termsWith(aliases: string) {
  const parse = (text: string) => new Parser().parse(text);
  const tables = tabulateTerms(parse(vocabulary), parse(prefixes + aliases));
  return createTerms(tables, 'https://catalogue.example.org');
}

describe('the alias table', () => {
  it('gives a spelling or an address to a concept of one list', () => {
    const own = termsWith(
      'ex:A skos:hiddenLabel "Summer-time" ; skos:exactMatch <http://w.example.org/1> .',
    );
    const scheme = 'https://list.example.org';
    expect(own.concept(scheme, 'summer time')).toBe('https://list.example.org/A');
    expect(own.concept(scheme, 'https://w.example.org/1/')).toBe('https://list.example.org/A');
    expect(own.concept('https://other.example.org', 'summer time')).toBeUndefined();
  });

  it('knows codes and labels in any case, but no label that two concepts share', () => {
    const own = termsWith('');
    expect(own.concept('https://list.example.org', 'ETE')).toBe('https://list.example.org/A');
    expect(own.concept('https://list.example.org', 'b')).toBe('https://list.example.org/B');
    expect(own.concept('https://list.example.org', 'both')).toBeUndefined();
  });

  it('replaces the longest beginning, then the whole', () => {
    const own = termsWith(`
      [] void:uriSpace "http://old.example.org/" ; dct:isReplacedBy ex: .
      [] void:uriSpace "http://old.example.org/deep/" ; dct:isReplacedBy <https://deep.example.org/> .
      ex:C dct:isReplacedBy ex:A .`);
    expect(own.current('http://old.example.org/B')).toBe('https://list.example.org/B');
    expect(own.current('http://old.example.org/C')).toBe('https://list.example.org/A');
    expect(own.current('http://old.example.org/deep/B')).toBe('https://deep.example.org/B');
    expect(own.current('http://else.example.org/')).toBe('http://else.example.org/');
  });

  it('replaces a property where it is one, and notes it', () => {
    const own = termsWith('ex:old a rdf:Property ; dct:isReplacedBy dct:title .');
    const quads = new Parser().parse(
      '<urn:d> <https://list.example.org/old> "T" ; <urn:p> <https://list.example.org/old> .',
    );
    const { quads: now, rewritings } = translateDialects(quads, own);
    expect(now.map(({ predicate }) => predicate.value)).toEqual([
      'http://purl.org/dc/terms/title',
      'urn:p',
    ]);
    expect(now[1]?.object.value).toBe('https://list.example.org/old');
    expect(rewritings).toMatchObject([
      { property: 'dct:title', original: 'https://list.example.org/old' },
    ]);
  });

  it.each([
    [
      'a spelling of two concepts',
      'ex:A skos:hiddenLabel "x" . ex:B skos:hiddenLabel "X" .',
      /both/,
    ],
    [
      'an address of two concepts',
      'ex:A skos:exactMatch ex:y . ex:B skos:exactMatch ex:y .',
      /both/,
    ],
    ['a spelling of no concept', 'ex:Z skos:hiddenLabel "x" .', /no vocabulary holds/],
    ['a circle', 'ex:A dct:isReplacedBy ex:B . ex:B dct:isReplacedBy ex:A .', /in its turn/],
  ])('is refused for %s', (_, aliases, sentence) => {
    expect(() => termsWith(aliases)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringMatching(sentence) }),
    );
  });
});

describe('the table the service comes with', () => {
  it.each([
    ['http://13.81.34.152:1101/resource/authority/health-theme/X', `${authority.healthTheme}/X`],
    [
      'http://healthdataportal.eu/resource/authority/publisher-type/ngo',
      `${authority.publisherType}/ngo`,
    ],
    ['http://data.europa.eu/eli/reg/2025/327', 'http://data.europa.eu/eli/reg/2025/327/oj'],
    [
      'http://eurohealthnet.eu/ontologies/healthdcat-ap#hdab',
      'http://healthdataportal.eu/ns/health#hdab',
    ],
  ])('replaces %s', (old, now) => {
    expect(terms.current(old)).toBe(now);
  });

  it('names regions of France by name, ISO 3166-2 and NUTS code', () => {
    const nuts = 'http://data.europa.eu/nuts/scheme/2021';
    for (const text of ['Bretagne', 'Brittany', 'FR-BRE', 'FRH0', 'FRH']) {
      const region = terms.concept(nuts, text);
      expect(terms.sameAs(region ?? ''), text).toBe('https://sws.geonames.org/3030293/');
    }
    expect(terms.concept(nuts, 'Alsace')).toBe('http://data.europa.eu/nuts/code/FRF1');
  });

  it('calls the nearest EU code of CCAM wider, and none of ADICAP', () => {
    const national = (name: string) => terms.concept(terms.nationalCodingSystems, name) ?? '';
    expect(national('ccam')).toBe(
      'https://catalogue.example.org/vocabularies/coding-system-fr#CCAM',
    );
    expect(terms.nearest(national('CCAM'))).toBe(`${authority.codingSystem}/PROC-CODES-NAT`);
    expect(terms.nearest(national('ADICAP'))).toBeUndefined();
  });
});
