import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import {
  attributeOf,
  childElements,
  elementAt,
  textContent,
  toXml,
  type XmlElement,
} from '../../parse/xml.ts';
import { rdf } from '../../rdf/vocabularies.ts';
import { failed, incomplete } from '../gathered.ts';
import { rdfPayloads } from '../rdf-payloads.ts';

/** Identifier in the header of a record; '' when it has none. */
export function identifierOf(record: XmlElement): string {
  return textContent(elementAt(record, 'header', 'identifier'));
}

/** Says that a list holds a record nobody can name. */
export function withoutIdentifier(url: string): Gathered {
  const sentence = `${url} lists a record without an identifier.`;
  return incomplete(url, problemOf(new HarvestError('MAP_UNREADABLE', sentence)));
}

/**
 * What one record of a list is: gone, failed, or a payload with its metadata as XML, namespaces
 * declared; RDF becomes N-Triples. `url` is where it can be fetched alone.
 */
export async function gatheredOf(record: XmlElement, url: string): Promise<readonly Gathered[]> {
  const remoteKey = identifierOf(record);
  const header = elementAt(record, 'header');
  if (attributeOf(header, 'status') === 'deleted') {
    const date = textContent(elementAt(record, 'header', 'datestamp'));
    const reason = `The repository marks it as deleted${date && ` on ${date}`}.`;
    return [{ kind: 'gone', remoteKey, reason }];
  }
  const metadata = elementAt(record, 'metadata');
  const [description] = metadata ? childElements(metadata) : [];
  if (!description) {
    const sentence = `The record ${remoteKey} has no metadata.`;
    return [failed(remoteKey, url, problemOf(new HarvestError('MAP_UNREADABLE', sentence)))];
  }
  if (description.namespace === rdf.base) return rdfPayloads(description, remoteKey, url);
  const body = toXml(description);
  return [{ kind: 'payload', payload: { remoteKey, body, mediaType: 'application/xml', url } }];
}
