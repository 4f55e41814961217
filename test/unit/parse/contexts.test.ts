import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wellKnownContexts } from '../../../src/parse/contexts.ts';
import { parseJsonLd } from '../../../src/parse/json-ld.ts';
import { quadToNTriples } from '../../../src/rdf/serialise.ts';

const oracle = process.env['ORACLE_DATA'];
const baseIri = 'https://example.org/page';

async function triples(document: object): Promise<readonly string[]> {
  const { quads, failures } = await parseJsonLd(JSON.stringify(document), { baseIri });
  expect(failures).toEqual([]);
  return quads.map(quadToNTriples).sort();
}

describe('a well-known context', () => {
  it.each([
    'http://schema.org',
    'https://schema.org',
    'http://schema.org/',
    'https://www.schema.org/',
  ])('of schema.org (%s) gives terms, addresses and dates', async (address) => {
    const document = {
      '@context': address,
      id: 'https://example.org/d',
      type: 'Dataset',
      name: 'Jeu',
      url: 'https://example.org/d/page',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      datePublished: '2026-01-01',
      isAccessibleForFree: true,
      anythingElse: 'kept',
    };
    expect(await triples(document)).toEqual([
      '<https://example.org/d> <http://schema.org/anythingElse> "kept" .',
      '<https://example.org/d> <http://schema.org/datePublished> "2026-01-01"^^<http://schema.org/Date> .',
      '<https://example.org/d> <http://schema.org/isAccessibleForFree> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
      '<https://example.org/d> <http://schema.org/license> <https://creativecommons.org/licenses/by/4.0/> .',
      '<https://example.org/d> <http://schema.org/name> "Jeu" .',
      '<https://example.org/d> <http://schema.org/url> <https://example.org/d/page> .',
      '<https://example.org/d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Dataset> .',
    ]);
  });

  it.each([
    ['3.0.0', 'Dataset.title', 'Dataset.theme'],
    ['3.0.1', 'title', 'theme'],
  ])('of DCAT-AP %s gives the labels of its classes', async (version, title, theme) => {
    const document = {
      '@context': `https://semiceu.github.io/DCAT-AP/releases/${version}/context/dcat-ap.jsonld`,
      '@id': 'https://example.org/d',
      '@type': 'Dataset',
      [title]: 'Jeu',
      [theme]: 'http://publications.europa.eu/resource/authority/data-theme/HEAL',
    };
    expect(await triples(document)).toEqual([
      '<https://example.org/d> <http://purl.org/dc/terms/title> "Jeu" .',
      '<https://example.org/d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .',
      '<https://example.org/d> <http://www.w3.org/ns/dcat#theme> <http://publications.europa.eu/resource/authority/data-theme/HEAL> .',
    ]);
  });

  it('of Hydra gives the pages of a collection', async () => {
    const document = {
      '@context': 'http://www.w3.org/ns/hydra/context.jsonld',
      '@id': 'https://example.org/c',
      '@type': 'PartialCollectionView',
      next: '/c?page=2',
      totalItems: 3,
    };
    expect(await triples(document)).toContain(
      '<https://example.org/c> <http://www.w3.org/ns/hydra/core#next> <https://example.org/c?page=2> .',
    );
  });

  it('of Activity Streams gives activities, and nothing for what it does not know', async () => {
    const document = {
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: 'https://example.org/a',
      type: 'Delete',
      object: 'https://example.org/d',
      published: '2026-01-01T00:00:00Z',
      unheardOf: 'lost',
    };
    const found = await triples(document);
    expect(found).toHaveLength(3);
    expect(found).toContain(
      '<https://example.org/a> <https://www.w3.org/ns/activitystreams#published> "2026-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .',
    );
  });

  it('that nobody bundled is refused by its name', async () => {
    const document = { '@context': 'https://schema.org.evil.example/', name: 'x' };
    await expect(parseJsonLd(JSON.stringify(document), { baseIri })).rejects.toMatchObject({
      code: 'PARSE_UNSAFE',
      message: expect.stringContaining('schema.org.evil.example'),
    });
  });
});

describe.skipIf(!oracle)('the bundled contexts of DCAT-AP', () => {
  it.each(['3.0.0', '3.0.1'])('expand a term of %s as the published one does', async (version) => {
    const path = join(oracle ?? '', 'context', `dcat-ap-${version}.jsonld`);
    // The file is a JSON-LD context, as its name says.
    const file = JSON.parse(readFileSync(path, 'utf8')) as { '@context': Record<string, unknown> };
    // Terms such as "Xsd:dateTime" mean another IRI than they are, so processors refuse them.
    const entries = Object.entries(file['@context']).filter(([name]) => !name.startsWith('Xsd:'));
    const published = { '@context': Object.fromEntries(entries) };
    const address = `https://semiceu.github.io/DCAT-AP/releases/${version}/context/dcat-ap.jsonld`;
    const other = new Map([[address, published]]);
    for (const [name, term] of entries) {
      const labels = Object.keys(Object(Object(term)['@context']));
      const document = JSON.stringify({
        '@context': address,
        '@id': 'https://example.org/x',
        ...(name.includes('.') ? { [name]: 'https://example.org/v' } : { '@type': name }),
        ...Object.fromEntries(labels.map((label) => [label, `https://example.org/${label}`])),
      });
      const [ours, theirs] = await Promise.all(
        [wellKnownContexts, other].map((contexts) => parseJsonLd(document, { baseIri, contexts })),
      );
      expect(ours?.quads.map(quadToNTriples).sort()).toEqual(
        theirs?.quads.map(quadToNTriples).sort(),
      );
    }
  });
});
