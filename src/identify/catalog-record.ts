import type { Note } from '../model/record.ts';
import { catalogueIri } from '../rdf/mint.ts';
import { toCanonicalNTriples } from '../rdf/serialise.ts';
import { dcat, dct, foaf, literal, namedNode, prov, quad, rdf, rdfs } from '../rdf/vocabularies.ts';

export interface CatalogRecordFacts {
  readonly baseUrl: string;
  /** Address of the dataset's document. */
  readonly document: string;
  readonly dataset: string;
  readonly sourceId: string;
  /** Address the description was fetched from. */
  readonly origin: string;
  /** IRI of the profile's release. */
  readonly profileIri: string;
  readonly notes: readonly Note[];
}

/**
 * Describes where a dataset's description comes from and what was filled in (DCAT-AP 3.0.1,
 * Catalogue Record), and links it to the catalogue. dct:issued and dct:modified are the store's.
 */
export function describeCatalogRecord(facts: CatalogRecordFacts): {
  readonly iri: string;
  readonly ntriples: string;
} {
  const record = namedNode(`${facts.document}#record`);
  const dataset = namedNode(facts.dataset);
  const catalogue = namedNode(catalogueIri(facts.baseUrl));
  const quads = [
    quad(catalogue, dcat.dataset, dataset),
    quad(catalogue, dcat.record, record),
    quad(record, rdf.type, dcat.CatalogRecord),
    quad(record, foaf.primaryTopic, dataset),
    quad(record, dct.conformsTo, namedNode(facts.profileIri)),
    quad(record, rdfs.seeAlso, namedNode(`${facts.baseUrl}/sources/${facts.sourceId}`)),
  ];
  const origin = publicOrigin(facts.origin);
  if (origin !== null) quads.push(quad(record, prov.wasDerivedFrom, namedNode(origin)));
  const defaults = facts.notes.filter((note) => note.kind === 'default');
  if (defaults.length > 0) {
    const names = [...new Set(defaults.map((note) => note.property))].sort().join(', ');
    quads.push(
      quad(
        record,
        dct.description,
        literal(`Filled in from the source's defaults: ${names}.`, 'en'),
      ),
      quad(
        record,
        dct.description,
        literal(`Complété par les valeurs par défaut de la source : ${names}.`, 'fr'),
      ),
    );
  }
  return { iri: record.value, ntriples: toCanonicalNTriples(quads) };
}

/** The address without user, password and query, which may hold secrets; null when it is no http(s) one. */
function publicOrigin(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href;
}
