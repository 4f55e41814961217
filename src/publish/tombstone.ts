import type { Tombstone } from '../model/published.ts';
import { datasetDocument } from '../rdf/mint.ts';
import { toCanonicalNTriples } from '../rdf/serialise.ts';
import { adms, dcat, dct, foaf, literal, namedNode, quad, rdf, xsd } from '../rdf/vocabularies.ts';
import type { GraphText } from './formats.ts';

/** The last change of a catalogue record was a deletion (DCAT-AP, Catalogue Record, change type). */
const deleted = namedNode('http://purl.org/adms/changetype/deleted');

/**
 * What is left to say of a deleted dataset: its catalogue record with the time of the deletion, the change
 * type, and the reason. Nothing is said of the dataset itself, as nobody describes it any more.
 */
export function describeTombstone(baseUrl: string, { id, iri, at, reason }: Tombstone): GraphText {
  const graph = datasetDocument(baseUrl, id);
  const record = namedNode(`${graph}#record`);
  const ntriples = toCanonicalNTriples([
    quad(record, rdf.type, dcat.CatalogRecord),
    quad(record, foaf.primaryTopic, namedNode(iri)),
    quad(record, dct.modified, literal(at.toISOString(), xsd.dateTime)),
    quad(record, adms.status, deleted),
    quad(record, adms.versionNotes, literal(reason, 'en')),
  ]);
  return { graph, ntriples };
}
