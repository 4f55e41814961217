import { Type } from 'typebox';
import { HarvestError } from '../model/problem.ts';
import type { Gathered, Payload } from '../model/record.ts';
import type { Source } from '../model/source.ts';
import { parseRdf } from '../parse/rdf.ts';
import { parseTable } from '../parse/table.ts';
import { decodeText } from '../parse/text.ts';
import type { Connector } from './connector.ts';
import { checkedOptions } from './options.ts';
import { sheetColumns, sheetRecords, tableOptions } from './sheet-records.ts';
import { splitDatasets } from './split.ts';

const options = Type.Object(sheetColumns, { additionalProperties: false });

/** Columns of the template that identify a row, where the source names no others. */
const templateColumns = { nameColumns: ['Organisme', "Nom de l'entrepôt"] };

/** Mappings that read rows; a stored row is mapped again by its source's, so it must be one. */
const rowMappings = ['inventory', 'eds'];

/**
 * A source that pushes its records: there is nothing to ask, and absence means nothing. Its options
 * are those of the sheets it sends.
 */
export const push: Connector = {
  options,
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
  const [part, ...others] = await readParts(document);
  if (!part || others.length > 0) {
    const count = part ? `${others.length + 1} datasets` : 'no dcat:Dataset';
    throw new HarvestError(
      'MAP_NO_DATASET',
      `The document describes ${count}; send one dataset in each request.`,
    );
  }
  const remoteKey = key ?? part.remoteKey;
  return payloadOf({ ...part, remoteKey }, document);
}

/**
 * Reads all datasets of an RDF document, each under its IRI. Throws PARSE_* for the first broken
 * statement, MAP_NO_DATASET when there is none.
 */
export async function readPushedDatasets(document: PushedDocument): Promise<readonly Payload[]> {
  const parts = await readParts(document);
  if (parts.length > 0) return parts.map((part) => payloadOf(part, document));
  throw new HarvestError('MAP_NO_DATASET', 'The document describes no dcat:Dataset.');
}

async function readParts({ body, mediaType, charset, baseIri }: PushedDocument) {
  const text = decodeText(body, { mediaType, ...(charset && { charset }) });
  const { quads, failures } = await parseRdf(text, { mediaType, baseIri });
  if (failures[0]) throw failures[0].error;
  return splitDatasets(quads);
}

function payloadOf(
  { remoteKey, ntriples }: { readonly remoteKey: string; readonly ntriples: string },
  { baseIri }: PushedDocument,
): Payload {
  return { remoteKey, body: ntriples, url: baseIri, mediaType: 'application/n-triples' };
}

/** Whether what a source pushes is sheets, because its mapping reads rows. */
export function takesSheets({ mapping }: Pick<Source, 'mapping'>): boolean {
  return rowMappings.includes(mapping);
}

/**
 * Reads a sheet that was pushed, a record per row. Throws PARSE_* when it is no table, GATHER_OPTION
 * when it lacks a key column or the source's mapping reads no rows.
 */
export function readPushedSheet(
  source: Source,
  { body, charset }: Pick<PushedDocument, 'body' | 'charset'>,
): readonly Gathered[] {
  const { id, mapping, url } = source;
  if (!takesSheets(source)) {
    throw new HarvestError(
      'GATHER_OPTION',
      `The source ${id} takes no sheets: its mapping is ${mapping}, not ${rowMappings.join(' or ')}.`,
    );
  }
  const given = checkedOptions(options, source);
  const columns = given.keyColumn || given.nameColumns ? given : { ...given, ...templateColumns };
  return [...sheetRecords(parseTable(body, tableOptions(charset, given)), url, columns)];
}
