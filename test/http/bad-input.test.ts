import { describe, expect, it } from 'vitest';
import { sampleCatalogue } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

/** What is asked, with which headers, and the status that answers it. */
type Case = readonly [path: string, headers: Readonly<Record<string, string>>, status: number];

const cases: readonly Case[] = [
  ...['0', '-1', 'x', '1.5', '1e9', '99999999999999999999', '1%00', ''].map(
    (page): Case => [`/catalog.ttl?page=${page}`, {}, 400],
  ),
  ['/catalog.ttl?page=4000', {}, 404],
  ...['0', '-1', 'x', '1e9', '99999999999999999999'].map(
    (page): Case => [`/?page=${page}`, { accept: 'application/json' }, 400],
  ),
  ...['0', '-1', 'x', '1e9'].map((page): Case => [`/api/v1/datasets?page=${page}`, {}, 400]),
  ['/api/v1/datasets?pageSize=100000', {}, 400],
  ['/api/v1/datasets?sort=random', {}, 400],
  ...['0', '-1', 'x', '%00'].map(
    (page): Case => [`/feeds/ldes/pages/${page}`, { accept: 'application/trig' }, 400],
  ),
  ['/feeds/ldes/pages/4000', { accept: 'application/trig' }, 404],
  ['/sitemap-4000.xml', {}, 404],
  ['/dumps/catalog.xls', {}, 404],
  ['/dumps/..%2f..%2fetc%2fpasswd', {}, 404],
  ['/dumps/catalog.nt', { range: 'bytes=99999999-' }, 416],
  ['/dumps/catalog.nt', { 'accept-profile': '<urn:none>' }, 406],
  ['/datasets/d001', { accept: 'image/png' }, 406],
  ['/datasets/d001.xls', {}, 404],
  ['/datasets/d001.ttl?_profile=none', {}, 406],
  ['/datasets/%ff', {}, 400],
  ['/catalog', { accept: 'image/png' }, 406],
  ['/sparql?query=ASK%20%7B%7D', { accept: 'image/png' }, 406],
  ['/sparql?query=SELECT', {}, 400],
  ['/sparql?query=', {}, 400],
  ['/sparql?query=ASK%20%7B%7D&default-graph-uri=no%20iri', {}, 400],
  ['/.well-known/void', { accept: 'image/png' }, 406],
];

describe('bad input', () => {
  it.each(cases)('%s with %j is a problem with a code: %i', async (path, headers, status) => {
    const app = await startApp(sampleCatalogue(3));
    const answer = await app.inject({ url: path, headers });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code: expect.stringMatching(/^[A-Z_]+$/) });
  });

  it('of ranges that cannot be read is as if there were none (RFC 9110 §14.2)', async () => {
    const app = await startApp(sampleCatalogue(3));
    for (const range of ['bytes=a-b', 'bytes=5-1,', 'lines=1-2', 'bytes=-', 'bytes=0-1,4-5'])
      expect((await app.inject({ url: '/dumps/catalog.nt', headers: { range } })).statusCode).toBe(
        200,
      );
  });
});
