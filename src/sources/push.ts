import { Type } from 'typebox';
import { HarvestError } from '../model/problem.ts';
import type { Payload } from '../model/record.ts';
import { parseRdf } from '../parse/rdf.ts';
import { decodeText } from '../parse/text.ts';
import type { Connector } from './connector.ts';
import { splitDatasets } from './split.ts';

/** A source that pushes its records: there is nothing to ask, and absence means nothing. */
export const push: Connector = {
  options: Type.Object({}, { additionalProperties: false }),
  async *gather() {
    yield { kind: 'changes-only' };
  },
};

/** A document as it was pushed. */
export interface PushedDocument {
  readonly body: Uint8Array;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly charset: string | undefined;
  /** Base of relative IRIs. */
  readonly baseIri: string;
}

/**
 * Reads the one dataset that a pushed RDF document describes; its key is its IRI unless another is
 * given. Throws PARSE_* for the first broken statement, MAP_NO_DATASET unless there is exactly one.
 */
export async function readPushed(document: PushedDocument, key: string | null): Promise<Payload> {
  const { body, mediaType, charset, baseIri } = document;
  const text = decodeText(body, { mediaType, ...(charset && { charset }) });
  const { quads, failures } = await parseRdf(text, { mediaType, baseIri });
  if (failures[0]) throw failures[0].error;
  const [part, ...others] = splitDatasets(quads);
  if (!part || others.length > 0) {
    const count = part ? `${others.length + 1} datasets` : 'no dcat:Dataset';
    throw new HarvestError(
      'MAP_NO_DATASET',
      `The document describes ${count}; send one dataset in each request.`,
    );
  }
  const remoteKey = key ?? part.remoteKey;
  const payload = { remoteKey, body: part.ntriples, url: baseIri };
  return { ...payload, mediaType: 'application/n-triples' };
}
