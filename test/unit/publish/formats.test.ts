import { Readable } from 'node:stream';
import type { Quad } from '@rdfjs/types';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { describe, expect, it } from 'vitest';
import { formatOf, formats, type GraphText, toDocument } from '../../../src/publish/formats.ts';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { dct, literal, namedNode, quad, rdf, xsd } from '../../../src/rdf/vocabularies.ts';
import { baseUrl, sampleDataset, sampleDescription } from '../../support/sample-catalogue.ts';

const hostile = namedNode('https://example.org/a?b=1&c=<2>'.replace(/[<>]/g, ''));
const parts: readonly GraphText[] = [
  { graph: `${baseUrl}/catalog`, ntriples: sampleDescription() },
  sampleDataset('d1'),
  sampleDataset('d2', { title: 'Une "bien" belle\r\n<b>étude</b> & ]]> \\ fin ' }),
  {
    graph: 'https://example.org/g',
    ntriples: toCanonicalNTriples([
      quad(hostile, rdf.type, namedNode('https://example.org/ns/unknown#Thing')),
      quad(
        hostile,
        namedNode('https://example.org/ns/unknown#says'),
        literal('  two  spaces\u202e '),
      ),
      quad(hostile, dct.description, literal('', 'fr-FR')),
      quad(hostile, dct.issued, literal('2026', xsd.gYear)),
    ]),
  },
];
const expected = toCanonicalNTriples(parts.flatMap(({ ntriples }) => new Parser().parse(ntriples)));

function document(suffix: string): Promise<string> {
  const format = formatOf(suffix);
  if (!format) throw new Error(suffix);
  return toDocument(format, parts);
}

async function readRdfXml(text: string): Promise<Quad[]> {
  const quads: Quad[] = [];
  for await (const item of Readable.from([text]).pipe(new RdfXmlParser())) quads.push(item);
  return quads;
}

describe('published formats', () => {
  it.each(['ttl', 'nt'])('writes %s that n3 reads back to the same triples', async (suffix) => {
    expect(toCanonicalNTriples(new Parser().parse(await document(suffix)))).toBe(expected);
  });

  it.each(['nq', 'trig'])('writes %s with each triple in its own graph', async (suffix) => {
    const quads = new Parser({ format: suffix === 'nq' ? 'N-Quads' : 'TriG' }).parse(
      await document(suffix),
    );
    for (const { graph, ntriples } of parts) {
      const own = quads.filter((item) => item.graph.value === graph);
      expect(toCanonicalNTriples(own)).toBe(ntriples);
    }
  });

  it('writes RDF/XML that another parser reads back to the same triples', async () => {
    expect(toCanonicalNTriples(await readRdfXml(await document('rdf')))).toBe(expected);
  });

  it('writes JSON-LD that jsonld reads back to the same triples without fetching', async () => {
    const quads = await jsonld.toRDF(JSON.parse(await document('jsonld')), {
      documentLoader: async (url) => {
        throw new Error(`fetched ${url}`);
      },
    });
    // toRDF without a format gives RDF/JS quads, which its types call an object.
    expect(toCanonicalNTriples(quads as Quad[])).toBe(expected);
  });

  it('writes the same bytes for the same triples', async () => {
    for (const { suffix } of formats) expect(await document(suffix)).toBe(await document(suffix));
  });

  it('writes one well-formed document when there is nothing to write', async () => {
    for (const format of formats) {
      const empty = await toDocument(format, []);
      if (format.suffix === 'jsonld') expect(JSON.parse(empty)['@graph']).toEqual([]);
      else if (format.suffix === 'rdf') expect(await readRdfXml(empty)).toEqual([]);
      else expect(new Parser().parse(empty)).toEqual([]);
    }
  });

  it('replaces what XML cannot hold and leaves out properties it cannot name', async () => {
    const ntriples = toCanonicalNTriples([
      quad(hostile, dct.title, literal('a\u0001b\uffffc')),
      quad(hostile, namedNode('https://example.org/ns/9'), literal('unnameable')),
    ]);
    const format = formatOf('rdf');
    if (!format) throw new Error('rdf');
    const quads = await readRdfXml(await toDocument(format, [{ graph: '', ntriples }]));
    expect(quads.map(({ object }) => object.value)).toEqual(['a\ufffdb\ufffdc']);
  });
});
