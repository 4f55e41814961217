import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mapToHealthDcat } from '../../../src/map/index.ts';
import { dcat, dct, healthdcatap } from '../../../src/rdf/vocabularies.ts';
import { context } from './context.ts';

const oracle = process.env['ORACLE_DATA'];

describe.skipIf(!oracle)('samples of JSON APIs', () => {
  const read = (path: string): unknown =>
    JSON.parse(readFileSync(join(oracle ?? '', path), 'utf8')) as unknown;
  const objects = (mapping: string, value: unknown, property: { readonly value: string }) =>
    mapToHealthDcat(mapping, { kind: 'json', value }, context)
      .quads.filter((q) => q.predicate.value === property.value)
      .map((q) => q.object.value);

  it('maps a dataset of data.gouv.fr with all its files', () => {
    const sample = read('sources/udata/datagouv-spf-vacsi.fixture.json') as {
      readonly dataset: object;
      readonly organization: object;
      readonly resources: readonly object[];
    };
    const { dataset, organization, resources } = sample;
    const value = { ...dataset, organization, resources };
    expect(objects('udata', value, dcat.distribution)).toHaveLength(resources.length);
    expect(objects('udata', value, dct.accrualPeriodicity)[0]).toMatch(/WEEKLY$/);
  });

  it('maps the health fields of ckanext-dcat', () => {
    const [value] = read('examples/ckanext-dcat/health_dcat_ap.json') as unknown[];
    const categories = objects('ckan', value, healthdcatap.healthCategory);
    expect(categories.map((iri) => iri.replace(/^.*\//, '')).sort()).toEqual([
      'DIOH',
      'EHRS',
      'IDHP',
      'PHDR',
    ]);
    expect(objects('ckan', value, healthdcatap.numberOfRecords)).toEqual(['123456789']);
  });

  it('maps translated and French portals of CKAN and DKAN', () => {
    const translated = read('sources/ckan/ckan_dataset_multilingual.json');
    expect(objects('ckan', translated, dct.title)).toContain('Conjunto de datos de prueba DCAT');
    const { result } = read('sources/ckan/dkan-french-w-license.json') as { result: unknown[] };
    expect(objects('ckan', result[0], dct.issued)[0]).toBe('2019-12-10');
    expect(objects('ckan', result[0], dct.license)).toHaveLength(2);
  });

  it('maps studies of Mica without a single person', () => {
    const studies = read('sources/mica/seed-studies-first3-lorem.json') as {
      readonly investigators: readonly { readonly lastName: string; readonly email: string }[];
    }[];
    for (const value of studies) {
      const persons = value.investigators.flatMap(({ lastName, email }) => [lastName, email]);
      const { quads, notes } = mapToHealthDcat('mica', { kind: 'json', value }, context);
      const published = quads.map((q) => q.object.value).join('\n');
      expect(persons.filter((person) => published.includes(person))).toEqual([]);
      expect(notes.some(({ kind }) => kind === 'withheld')).toBe(true);
    }
  });
});
