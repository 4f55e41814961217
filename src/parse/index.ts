import { HarvestError } from '../model/problem.ts';
import type { Payload } from '../model/record.ts';
import type { ParsedDocument } from '../rdf/document.ts';
import { parseJson } from './json.ts';
import { isRdfMediaType, parseRdf } from './rdf.ts';
import { checkXml } from './rdf-xml.ts';
import { parseTurtle } from './turtle.ts';

const xml = /^(?:application|text)\/(?:[a-z0-9.-]+\+)?xml$/;
const json = /^(?:application|text)\/(?:[a-z0-9.-]+\+)?json$/;

/**
 * Parses the payload of one record by its media type. A broken statement spoils the record: its
 * error is thrown, as is any other PARSE_* error.
 */
export async function parsePayload(payload: Payload): Promise<ParsedDocument> {
  const { body, mediaType, url } = payload;
  if (mediaType === 'application/n-triples') {
    const { quads, failures } = parseTurtle(body, { format: mediaType, baseIri: url });
    if (failures[0]) throw failures[0].error;
    return { kind: 'rdf', quads };
  }
  if (isRdfMediaType(mediaType)) {
    const { quads, failures } = await parseRdf(body, { mediaType, baseIri: url });
    if (failures[0]) throw failures[0].error;
    return { kind: 'rdf', quads };
  }
  if (json.test(mediaType)) return { kind: 'json', value: parseJson(body) };
  if (xml.test(mediaType)) {
    checkXml(body, url);
    return { kind: 'xml', text: body };
  }
  throw new HarvestError(
    'PARSE_NOT_RDF',
    `${url} gave ${mediaType || 'no media type'}, which no record has`,
  );
}
