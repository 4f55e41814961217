import { toCanonicalNTriples } from '../../rdf/serialise.ts';
import { dct, literal, namedNode, quad, rdf, voidDataset, xsd } from '../../rdf/vocabularies.ts';
import type { SparqlLimits } from './contract.ts';

const sd = 'http://www.w3.org/ns/sparql-service-description#';
const formats = 'http://www.w3.org/ns/formats/';
const results = [
  'SPARQL_Results_JSON',
  'SPARQL_Results_XML',
  'SPARQL_Results_CSV',
  'SPARQL_Results_TSV',
  'Turtle',
  'N-Triples',
  'RDF_XML',
  'JSON-LD',
  'TriG',
  'N-Quads',
];

const catalogueAlone =
  'The triples of the dumps: the union of the graphs of datasets, agents, shared nodes and the catalogue itself, without those of vocabularies and validation reports.';
const unionOfAll =
  'The union of all named graphs: those of datasets, agents, shared nodes and the catalogue itself, which are the triples of the dumps, and those of vocabularies and validation reports.';

/**
 * Describes the endpoint as canonical N-Triples (SPARQL 1.1 Service Description §3): its dataset, whose
 * default graph is the catalogue or (`isUnion`) the union of all graphs, the graphs of vocabularies by
 * name, what results can be written in and what a query may cost.
 */
export function describeEndpoint(
  address: string,
  limits: SparqlLimits,
  {
    documents,
    vocabularies,
    isUnion,
  }: {
    readonly documents: number;
    readonly vocabularies: readonly string[];
    readonly isUnion: boolean;
  },
): string {
  const service = namedNode(address);
  const dataset = namedNode(`${address}#dataset`);
  const catalogue = namedNode(`${address}#default-graph`);
  const term = (name: string) => namedNode(sd + name);
  return toCanonicalNTriples([
    quad(service, rdf.type, term('Service')),
    quad(service, term('endpoint'), service),
    quad(service, term('supportedLanguage'), term('SPARQL11Query')),
    ...(isUnion ? [quad(service, term('feature'), term('UnionDefaultGraph'))] : []),
    ...results.map((format) => quad(service, term('resultFormat'), namedNode(formats + format))),
    ...Object.entries(describeLimits(limits)).map(([language, text]) =>
      quad(service, dct.description, literal(text, language)),
    ),
    quad(service, term('defaultDataset'), dataset),
    quad(dataset, rdf.type, term('Dataset')),
    quad(dataset, rdf.type, voidDataset.Dataset),
    // One document, and one named graph, for each entity of the catalogue.
    quad(dataset, voidDataset.documents, literal(String(documents), xsd.integer)),
    quad(dataset, term('defaultGraph'), catalogue),
    quad(catalogue, rdf.type, term('Graph')),
    quad(catalogue, dct.description, literal(isUnion ? unionOfAll : catalogueAlone, 'en')),
    ...vocabularies.flatMap((name, index) => {
      const named = namedNode(`${address}#vocabulary-${index + 1}`);
      return [
        quad(dataset, term('namedGraph'), named),
        quad(named, rdf.type, term('NamedGraph')),
        quad(named, term('name'), namedNode(name)),
      ];
    }),
  ]);
}

function describeLimits({ maxRows, maxBytes, timeoutMs }: SparqlLimits): Record<string, string> {
  const seconds = timeoutMs / 1000;
  return {
    en: `A query may take ${seconds} seconds and give ${maxRows} rows or triples and ${maxBytes} bytes. Larger results: see the dumps.`,
    fr: `Une requête peut durer ${seconds} secondes et rendre ${maxRows} lignes ou triplets et ${maxBytes} octets. Au-delà, voir les exports.`,
  };
}
