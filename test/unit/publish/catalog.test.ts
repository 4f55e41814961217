import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { ehdsRegulation } from '../../../src/rdf/authorities.ts';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { cv, dcat, dcatap, dct, foaf, rdf } from '../../../src/rdf/vocabularies.ts';
import { baseUrl, sampleDescription } from '../../support/sample-catalogue.ts';

describe('description of the catalogue', () => {
  const text = sampleDescription();
  const quads = new Parser().parse(text);
  const values = (subject: string, property: { value: string }) =>
    quads
      .filter((q) => q.subject.value === subject && q.predicate.value === property.value)
      .map(({ object }) => object);

  it('has what DCAT-AP and HealthDCAT-AP make mandatory, in both languages', () => {
    const catalogue = `${baseUrl}/catalog`;
    expect(values(catalogue, rdf.type).map(({ value }) => value)).toEqual([dcat.Catalog.value]);
    for (const property of [dct.title, dct.description]) {
      const languages = values(catalogue, property).map(
        (o) => o.termType === 'Literal' && o.language,
      );
      expect(languages.sort()).toEqual(['en', 'fr']);
    }
    expect(values(catalogue, dcatap.applicableLegislation)[0]?.value).toBe(ehdsRegulation);
    expect(values(catalogue, dct.language)).toHaveLength(2);
    expect(values(catalogue, foaf.homepage)).toHaveLength(1);
  });

  it('gives its publisher exactly one contact point, and its endpoint an address', () => {
    const [publisher] = values(`${baseUrl}/catalog`, dct.publisher);
    expect(values(publisher?.value ?? '', foaf.name)).toHaveLength(2);
    expect(values(publisher?.value ?? '', cv.contactPoint)).toHaveLength(1);
    expect(values(`${baseUrl}/sparql`, dcat.endpointURL)).toHaveLength(1);
  });

  it('is canonical and without blank nodes', () => {
    expect(toCanonicalNTriples(quads)).toBe(text);
    expect(text).not.toContain('_:');
  });
});
