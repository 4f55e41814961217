import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, inBrief, loginPage, payloads, serveSite, turtle, walk } from './site.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function walkDocument(answer: Answer) {
  const site = await serveSite(() => ({ '/catalogue.ttl': answer }));
  closing.push(site.close);
  return walk(`${site.url}/catalogue.ttl`, 'rdf-http', { mode: 'document' });
}

const good = (name: string) =>
  `<https://d.example/${name}> a dcat:Dataset ; dct:title "${name}"@en .\n`;

describe('one RDF document', () => {
  test('gives one payload of N-Triples per dataset, with the address it came from', async () => {
    const found = await walkDocument(turtle(good('a') + good('b')));
    expect(inBrief(found)).toEqual(['payload https://d.example/a', 'payload https://d.example/b']);
    const payload = payloads(found).get('https://d.example/a');
    expect(payload?.mediaType).toBe('application/n-triples');
    expect(payload?.url).toMatch(/\/catalogue\.ttl$/);
    expect(payload?.body).toBe(
      `<https://d.example/a> <http://purl.org/dc/terms/title> "a"@en .
<https://d.example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .
`,
    );
  });

  test('without a dataset gives nothing, for the flow to judge', async () => {
    expect(await walkDocument(turtle('<#c> a dcat:Catalog .'))).toEqual([]);
  });

  test('that is a login page fails the run', async () => {
    await expect(walkDocument(loginPage)).rejects.toMatchObject({ code: 'PARSE_LOGIN_PAGE' });
  });

  test('fails only the dataset whose own statement is broken', async () => {
    const broken =
      '<https://d.example/b> a dcat:Dataset ; dct:title "b"@en ; dcat:landingPage <https://d.example/b page> .\n';
    const found = await walkDocument(turtle(good('a') + broken + good('c')));
    expect(inBrief(found)).toEqual([
      'payload https://d.example/a',
      'payload https://d.example/c',
      'failed https://d.example/b PARSE_IRI',
    ]);
  });

  test('fails a dataset of which another statement is broken, so that no half is published', async () => {
    const found = await walkDocument(
      turtle(`${good('a')}${good('b')}<https://d.example/a> dct:description "x"@fr_FR .\n`),
    );
    expect(inBrief(found)).toEqual([
      'payload https://d.example/b',
      'failed https://d.example/a PARSE_LANGUAGE_TAG',
    ]);
  });

  test('fails the datasets that refer to a resource whose statement is broken', async () => {
    const found = await walkDocument(
      turtle(`<https://d.example/a> a dcat:Dataset ; dcat:distribution <https://d.example/a/x> .
<https://d.example/a/x> a dcat:Distribution ; dcat:accessURL <https://d.example/a b> .
${good('b')}`),
    );
    expect(inBrief(found)).toEqual([
      'payload https://d.example/b',
      'failed https://d.example/a PARSE_IRI',
    ]);
  });

  test('spares a dataset that only links to the one whose statement is broken', async () => {
    const found = await walkDocument(
      turtle(`<https://d.example/a> a dcat:Dataset ; dct:relation <https://d.example/b> .
<https://d.example/b> a dcat:Dataset ; dct:title "b"@fr_FR .
`),
    );
    expect(inBrief(found)).toEqual([
      'payload https://d.example/a',
      'failed https://d.example/b PARSE_LANGUAGE_TAG',
    ]);
  });

  test('is incomplete when a broken statement belongs to no dataset, and harms none', async () => {
    const found = await walkDocument(
      turtle(`<https://d.example/> a dcat:Catalog ; dcat:dataset <https://d.example/a> ; foaf:homepage <a b> .
${good('a')}<https://d.example/x> unknown:p 1 .
`),
    );
    const [payload, rest, ...more] = inBrief(found);
    expect(payload).toBe('payload https://d.example/a');
    expect(rest).toMatch(/^incomplete .*\/catalogue\.ttl PARSE_IRI$/);
    expect(more).toEqual([]);
  });

  test('that breaks off in a dataset is incomplete too, for more may have followed', async () => {
    const found = await walkDocument(
      turtle(`${good('a')}<https://d.example/b> a dcat:Dataset ; dct:title "b`),
    );
    const [first, second, third] = inBrief(found);
    expect(first).toBe('payload https://d.example/a');
    expect(second).toBe('failed https://d.example/b PARSE_TRUNCATED');
    expect(third).toMatch(/^incomplete .* PARSE_TRUNCATED$/);
  });

  test('fails the second of two blank datasets with one identifier', async () => {
    const blank = '[] a dcat:Dataset ; dct:identifier "K1" ; dct:title "one"@en .\n';
    expect(inBrief(await walkDocument(turtle(blank + blank)))).toEqual([
      'payload K1',
      'failed K1 IDENTIFY_DUPLICATE_KEY',
    ]);
  });

  test('is read in another syntax when the media type is too general', async () => {
    const body = JSON.stringify({
      '@id': 'https://d.example/j',
      '@type': 'http://www.w3.org/ns/dcat#Dataset',
    });
    const found = await walkDocument({ type: 'text/plain', body });
    expect(inBrief(found)).toEqual(['payload https://d.example/j']);
  });

  test('stops as cancelled when the run is', async () => {
    const site = await serveSite(() => ({ '/c': turtle(good('a')) }));
    closing.push(site.close);
    const cancelled = walk(`${site.url}/c`, 'rdf-http', { mode: 'document' }, AbortSignal.abort());
    await expect(cancelled).rejects.toMatchObject({ code: 'GATHER_CANCELLED' });
  });
});

describe('the registry', () => {
  test('refuses a connector it does not know', async () => {
    await expect(walk('http://127.0.0.1:9/', 'carrier-pigeon', {})).rejects.toThrow(
      /carrier-pigeon.*rdf-http/,
    );
  });

  test('refuses options that the connector does not have, naming what is allowed', async () => {
    await expect(walk('http://127.0.0.1:9/', 'rdf-http', { mode: 'telepathy' })).rejects.toThrow(
      /options\.mode .*hydra/,
    );
    await expect(
      walk('http://127.0.0.1:9/', 'rdf-http', { mode: 'hydra', maxPage: 3 }),
    ).rejects.toMatchObject({ code: 'GATHER_OPTION', message: expect.stringContaining('maxPage') });
  });
});
