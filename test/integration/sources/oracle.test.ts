import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inBrief, serveSite, walk } from './site.ts';

const oracle = process.env['ORACLE_DATA'];

async function sample(path: string): Promise<string> {
  return readFile(join(oracle ?? '', 'sources', path), 'utf8');
}

describe.skipIf(!oracle)('answers of real servers', () => {
  test('of udata are walked over both pages, to the total they announce', async () => {
    const [first, second] = await Promise.all(
      ['udata/paged-collection-1.jsonld', 'udata/paged-collection-2.jsonld'].map(sample),
    );
    const site = await serveSite((url) => {
      const page = (text = '') => ({
        type: 'application/ld+json',
        body: text.replaceAll('http://data.test.org/catalog', `${url}/catalog`),
      });
      return {
        '/catalog.jsonld?page=1': page(first),
        '/catalog.jsonld?page=2': page(second),
      };
    });
    const found = await walk(`${site.url}/catalog.jsonld?page=1`, 'rdf-http', { mode: 'hydra' });
    await site.close();
    expect(inBrief(found).filter((line) => line.startsWith('payload'))).toHaveLength(4);
    expect(inBrief(found).at(-1)).toBe('announced 4 walked 4');
  });

  test.each([
    ['fdp/ejprd-dataset.ttl', 1],
    ['fdp/ejprd-patientRegistry.ttl', 1],
    ['fdp/ejprd-biobank.ttl', 1],
    ['fdp/fdp_catalog.ttl', 0],
    ['fdp/root_fdp_response.ttl', 1],
    ['constructed/bndmr-fdp-page.CONSTRUCTED.ttl', 1],
  ])('of %s hold %i datasets', async (path, datasets) => {
    const body = await sample(path);
    const site = await serveSite(() => ({ '/d': { body } }));
    const found = await walk(`${site.url}/d`, 'rdf-http', { mode: 'document' });
    await site.close();
    expect(inBrief(found).map((line) => line.split(' ')[0])).toEqual(
      Array.from({ length: datasets }, () => 'payload'),
    );
  });
});

describe.skipIf(!oracle)('event streams of a real server', () => {
  test('without a view are refused, since they lead nowhere', async () => {
    for (const name of ['vsds-ldes.ttl', 'vsds-ldes-with-dcat.ttl']) {
      const body = await sample(`ldes/${name}`);
      const site = await serveSite(() => ({ '/name1': { body } }));
      await expect(walk(`${site.url}/name1`, 'ldes', {})).rejects.toMatchObject({
        code: 'GATHER_EMPTY',
      });
      await site.close();
    }
  });

  test('described in one document with their catalogue hold 2 datasets', async () => {
    const body = await sample('ldes/vsds-dcat-combined-all.ttl');
    const site = await serveSite(() => ({ '/': { body } }));
    const found = await walk(`${site.url}/`, 'rdf-http', { mode: 'document' });
    await site.close();
    expect([...inBrief(found)].sort()).toEqual([
      'payload http://localhost.dev/buildings',
      'payload http://localhost.dev/parcels',
    ]);
  });
});
