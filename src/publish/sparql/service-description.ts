import { toCanonicalNTriples } from '../../rdf/serialise.ts';
import { namedNode, quad, rdf } from '../../rdf/vocabularies.ts';

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
];

/** Describes the endpoint as canonical N-Triples (SPARQL 1.1 Service Description §3). */
export function describeEndpoint(address: string): string {
  const service = namedNode(address);
  return toCanonicalNTriples([
    quad(service, rdf.type, namedNode(`${sd}Service`)),
    quad(service, namedNode(`${sd}endpoint`), service),
    quad(service, namedNode(`${sd}supportedLanguage`), namedNode(`${sd}SPARQL11Query`)),
    quad(service, namedNode(`${sd}feature`), namedNode(`${sd}UnionDefaultGraph`)),
    ...results.map((format) =>
      quad(service, namedNode(`${sd}resultFormat`), namedNode(formats + format)),
    ),
  ]);
}
