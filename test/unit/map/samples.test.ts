import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { mapToHealthDcat } from '../../../src/map/index.ts';
import { dcat, dct, geodcatap, healthdcatap } from '../../../src/rdf/vocabularies.ts';
import { context } from './context.ts';

const oracle = process.env['ORACLE_DATA'];

describe.skipIf(!oracle)('samples of the field', () => {
  const read = (path: string) => readFileSync(join(oracle ?? '', path), 'utf8');

  it.each([
    'examples/healthdcat-ap-r8/example-healthdcat-dataset.ttl',
    'examples/healthdcat-ap-draft/healthDCATAP_RDF_template.ttl',
    'examples/ckanext-dcat/dataset_health.ttl',
    'sources/healthdcat/fresh-hdap-plus-full-example.r7.ttl',
    'sources/fdp/ejprd-patientRegistry.ttl',
    'sources/constructed/bndmr-fdp-page.CONSTRUCTED.ttl',
  ])('maps %s', (path) => {
    const quads = new Parser({ baseIRI: 'https://base.example.org/' }).parse(read(path));
    const draft = mapToHealthDcat('dcat-ap', { kind: 'rdf', quads }, context);
    const says = (property: { readonly value: string }) =>
      draft.quads.some(
        (q) => q.subject.equals(draft.subject) && q.predicate.value === property.value,
      );
    expect(says(dct.title) && says(dcat.theme)).toBe(true);
    expect(draft.quads.some((q) => /13\.81\.34\.152|acceptance/.test(q.object.value))).toBe(false);
  });

  it('keeps the official Release 8 example whole, but for a licence type of its own', () => {
    const path = 'examples/healthdcat-ap-r8/example-healthdcat-dataset.ttl';
    const quads = new Parser({ baseIRI: 'https://base.example.org/' }).parse(read(path));
    const draft = mapToHealthDcat('dcat-ap', { kind: 'rdf', quads }, context);
    const changed = draft.notes.filter(({ kind }) => kind !== 'default');
    expect(changed.map(({ kind, property }) => `${kind} ${property}`)).toEqual([
      'unknown-value dct:type',
    ]);
  });

  it('maps the pair of records of a cohort', () => {
    const dataset = (language: string): unknown =>
      JSON.parse(read(`sources/nada/FRESH-PEF3162-${language}.synthetic.json`));
    const value = { idno: 'FRESH-PEF3162', records: { fr: dataset('fr'), en: dataset('en') } };
    const draft = mapToHealthDcat('nada', { kind: 'json', value }, context);
    const objects = (property: { readonly value: string }) =>
      draft.quads.filter((q) => q.predicate.value === property.value).map((q) => q.object.value);
    expect(objects(geodcatap.custodian)).toEqual(['https://ror.org/0321g0743']);
    expect(objects(healthdcatap.numberOfUniqueIndividuals)).toEqual(['98995']);
    expect(draft.quads.some((q) => q.object.value.includes('NOM'))).toBe(false);
  });
});
