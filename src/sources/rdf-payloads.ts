import { HarvestError, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import { parseRdf } from '../parse/rdf.ts';
import { toXml, type XmlElement } from '../parse/xml.ts';
import { failed } from './gathered.ts';
import { splitDatasets } from './split.ts';

/**
 * The dataset that an rdf:RDF element inside a protocol's envelope describes, under the protocol's
 * own key of the record; where there are several, each has its own key appended.
 */
export async function rdfPayloads(
  element: XmlElement,
  remoteKey: string,
  url: string,
): Promise<readonly Gathered[]> {
  try {
    const mediaType = 'application/rdf+xml';
    const { quads, failures } = await parseRdf(toXml(element), { mediaType, baseIri: url });
    if (failures[0]) throw failures[0].error;
    const parts = splitDatasets(quads);
    if (parts.length === 0) {
      throw new HarvestError('MAP_NO_DATASET', `The record ${remoteKey} describes no dataset.`);
    }
    return parts.map((part) => ({
      kind: 'payload',
      payload: {
        remoteKey: parts.length === 1 ? remoteKey : `${remoteKey} ${part.remoteKey}`,
        body: part.ntriples,
        mediaType: 'application/n-triples',
        url,
      },
    }));
  } catch (error) {
    return [failed(remoteKey, url, problemOf(error))];
  }
}
