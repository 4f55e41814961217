import { describe, expect, it, onTestFinished } from 'vitest';
import { createSparqlEngine } from '../../../src/publish/sparql/engine.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../../support/sample-catalogue.ts';

const xsd = 'http://www.w3.org/2001/XMLSchema#';
const health = 'http://healthdataportal.eu/ns/health#';
/** Literals whose spelling a store of values loses, or might. */
const hostile = [
  ...['007', '7', '+7', '-0', 'seven', ''].map((value) => `"${value}"^^<${xsd}integer>`),
  ...['042', '0'].map((value) => `"${value}"^^<${xsd}nonNegativeInteger>`),
  ...['int', 'long', 'short', 'byte', 'unsignedInt'].map((type) => `"05"^^<${xsd}${type}>`),
  ...['1.50', '1.5', '.5', '00.0', '1e400'].map((value) => `"${value}"^^<${xsd}decimal>`),
  ...['1E0', '1.0', 'INF', '+INF', 'NaN', '1e400'].map((value) => `"${value}"^^<${xsd}double>`),
  ...['1', '0', 'true', 'TRUE'].map((value) => `"${value}"^^<${xsd}boolean>`),
  ...['2024-01-01T00:00:00+00:00', '2024-01-01T00:00:00Z', '2024-01-01T24:00:00'].flatMap((value) =>
    ['dateTime', 'dateTimeStamp'].map((type) => `"${value}"^^<${xsd}${type}>`),
  ),
  ...['2024-02-30', '2024-01-01+00:00', '-0044-03-15'].map((value) => `"${value}"^^<${xsd}date>`),
  ...['P12M', 'P1Y', 'PT0S', '-P0D'].map((value) => `"${value}"^^<${xsd}duration>`),
  `"P12M"^^<${xsd}yearMonthDuration>`,
  `"PT24H"^^<${xsd}dayTimeDuration>`,
  `"2024Z"^^<${xsd}gYear>`,
  ...['fr-FR', 'FR', 'zh-Hans-CN', 'fr'].map((language) => `"texte"@${language}`),
  '"a \\"quoted\\" \\\\ text\\n\\u0085\\u2028 .\\t"@en-GB',
  '"{ \\"a\\" : 1 }"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>',
  '"x .\\n<a:a> <a:b> \\"y\\"^^<z> ."',
];

function hostileDataset(id: string, terms: readonly string[]) {
  const plain = sampleDataset(id);
  const lines = terms.map((term) => `<${plain.iri}> <http://example.org/is> ${term} .`);
  const counts = ['"0042"', '"7"', '"8.0"'].map(
    (value, index) =>
      `<${plain.iri}> <${health}numberOfRecords> ${value}^^<${xsd}${['nonNegativeInteger', 'integer', 'decimal'][index]}> .`,
  );
  const all = [...plain.ntriples.trimEnd().split('\n'), ...lines, ...counts];
  return { ...plain, ntriples: `${[...new Set(all)].sort().join('\n')}\n` };
}

describe('constructed triples', () => {
  it('are those of the document, whatever the store makes of its literals', async () => {
    const reader = sampleCatalogue(1);
    const first = hostileDataset('h1', hostile);
    reader.put(first);
    const engine = createSparqlEngine({
      reader,
      baseUrl,
      timeoutMs: 20_000,
      maxRows: 10_000,
      maxBytes: 1_000_000,
      maxMemoryBytes: 2 ** 29,
      workers: 1,
      spare: true,
    });
    onTestFinished(() => engine.close());
    await engine.warm();
    const mediaType = 'application/n-triples';
    const constructed = async (graph: string) => {
      const query = `CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <${graph}> { ?s ?p ?o } }`;
      return (await engine.query({ query, mediaType })).body.toString();
    };
    expect(await constructed(first.graph)).toBe(first.ntriples);
    const subject = `<${first.iri}> `;
    const own = first.ntriples.split('\n').filter((line) => line.startsWith(subject));
    const described = await engine.query({ query: `DESCRIBE <${first.iri}>`, mediaType });
    expect(
      described.body
        .toString()
        .split('\n')
        .filter((line) => line.startsWith(subject)),
    ).toEqual(own);

    const second = hostileDataset('h1', hostile.toReversed().slice(0, 20));
    reader.put(second);
    expect(await constructed(second.graph)).toBe(second.ntriples);

    // The copy that takes the place of one that was killed knows them too.
    const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';
    const asked = { query: endless, mediaType: 'text/csv', signal: AbortSignal.timeout(2000) };
    await expect(engine.query(asked)).rejects.toThrow();
    await engine.warm();
    expect(await constructed(second.graph)).toBe(second.ntriples);
  });
});
