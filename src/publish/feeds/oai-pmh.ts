import type { CatalogueReader, DatasetChange } from '../../model/published.ts';
import { attributeText, element } from '../xml.ts';
import { datestamp, headerOf, idOf, recordOf } from './oai-pmh/records.ts';
import { type OaiRequest, readRequest } from './oai-pmh/request.ts';
import { dublinCore, metadataPrefixes, OaiError, type Selection } from './oai-pmh/terms.ts';
import { tokenOf } from './oai-pmh/token.ts';

/** What the provider answers from. */
export interface OaiContext {
  readonly reader: CatalogueReader;
  readonly baseUrl: string;
  /** How the repository is called and whom to write to. */
  readonly repository: { readonly name: string; readonly email: string };
  /** Names of the sets: sources and health categories, by setSpec. */
  readonly sets: () => Promise<ReadonlyMap<string, string>>;
  readonly now: () => Date;
}

/** Most records in one answer. */
const recordsPerAnswer = 100;
/** Characters after which an answer takes no further record. */
const longestAnswer = 8_000_000;

const head = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
`;

/**
 * Answers a request of the Open Archives Initiative Protocol for Metadata Harvesting 2.0. What the
 * protocol does not allow is answered in its own way, with an error element.
 */
export async function answerOai(context: OaiContext, parameters: URLSearchParams): Promise<string> {
  const { baseUrl, now } = context;
  const address = `${baseUrl}/oai`;
  const frame = (attributes: Readonly<Record<string, string>>, content: string) =>
    `${head}${element('responseDate', datestamp(now()))}\n${element('request', address, attributes)}\n${content}</OAI-PMH>\n`;
  try {
    const request = readRequest(parameters);
    const content = await contentOf(context, request);
    return frame(
      Object.fromEntries(parameters),
      `<${request.verb}>\n${content}</${request.verb}>\n`,
    );
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    // Attributes are left out when they are what is wrong (OAI-PMH 2.0 §3.2).
    const isWrong = error.code === 'badVerb' || error.code === 'badArgument';
    const attributes = isWrong ? {} : Object.fromEntries(parameters);
    return frame(attributes, `${element('error', error.message, { code: error.code })}\n`);
  }
}

function contentOf(context: OaiContext, request: OaiRequest): string | Promise<string> {
  switch (request.verb) {
    case 'Identify':
      return identify(context);
    case 'ListMetadataFormats':
      return listMetadataFormats(context, request.identifier);
    case 'ListSets':
      return listSets(context);
    case 'GetRecord':
      return findRecord(context, request.identifier).then((change) =>
        recordOf(context, change, request.prefix),
      );
    case 'ListIdentifiers':
      return listRecords(context, request.selection, (change) => headerOf(context.baseUrl, change));
    case 'ListRecords':
      return listRecords(context, request.selection, (change) =>
        recordOf(context, change, request.selection.prefix),
      );
  }
}

async function identify({ reader, baseUrl, repository }: OaiContext): Promise<string> {
  const [first] = await reader.datasetChanges({ after: 0, limit: 1 });
  return [
    element('repositoryName', repository.name),
    element('baseURL', `${baseUrl}/oai`),
    element('protocolVersion', '2.0'),
    element('adminEmail', repository.email),
    element('earliestDatestamp', datestamp(first?.at ?? new Date(0))),
    element('deletedRecord', 'persistent'),
    element('granularity', 'YYYY-MM-DDThh:mm:ssZ'),
    '',
  ].join('\n');
}

const oaiDc = {
  schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
  namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
};
const rdfXml = {
  schema: 'http://www.openarchives.org/OAI/2.0/rdf.xsd',
  namespace: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
};

async function listMetadataFormats(
  context: OaiContext,
  identifier: string | undefined,
): Promise<string> {
  if (identifier !== undefined) await findRecord(context, identifier);
  return metadataPrefixes
    .map((prefix) => {
      const { schema, namespace } = prefix === dublinCore ? oaiDc : rdfXml;
      return `<metadataFormat>${element('metadataPrefix', prefix)}${element('schema', schema)}${element('metadataNamespace', namespace)}</metadataFormat>\n`;
    })
    .join('');
}

async function listSets({ sets }: OaiContext): Promise<string> {
  return [...(await sets())]
    .map(([spec, name]) => `<set>${element('setSpec', spec)}${element('setName', name)}</set>\n`)
    .join('');
}

async function findRecord(
  { reader, baseUrl }: OaiContext,
  identifier: string,
): Promise<DatasetChange> {
  const id = idOf(baseUrl, identifier);
  const [found] = id === null ? [] : await reader.datasetChanges({ after: 0, limit: 1, id });
  if (found) return found;
  throw new OaiError('idDoesNotExist', 'This repository has no such record.');
}

async function listRecords(
  { reader }: OaiContext,
  selection: Selection,
  write: (change: DatasetChange) => string | Promise<string>,
): Promise<string> {
  const { set, from, before, after, cursor } = selection;
  const found = await reader.datasetChanges({
    after,
    // One more tells whether there is another answer.
    limit: recordsPerAnswer + 1,
    ...(from && { from }),
    ...(before && { before }),
    ...restrictionOf(set),
  });
  if (found.length === 0)
    throw new OaiError('noRecordsMatch', 'There is no record of this set and these dates.');
  const { content, shown } = await writeSome(found.slice(0, recordsPerAnswer), write);
  const last = shown.at(-1);
  const position = attributeText({ cursor: String(cursor) });
  if (last && found.length > shown.length) {
    const next = { ...selection, after: last.serial, cursor: cursor + shown.length };
    return `${content}<resumptionToken${position}>${tokenOf(next)}</resumptionToken>\n`;
  }
  // An empty token says that the list is complete (OAI-PMH 2.0 §3.5).
  return cursor === 0 ? content : `${content}<resumptionToken${position}/>\n`;
}

/** Writes records until the answer is long enough: one alone may have thousands of variables. */
async function writeSome(
  changes: readonly DatasetChange[],
  write: (change: DatasetChange) => string | Promise<string>,
) {
  let content = '';
  const shown: DatasetChange[] = [];
  for (const change of changes) {
    content += await write(change);
    shown.push(change);
    if (content.length > longestAnswer) break;
  }
  return { content, shown };
}

function restrictionOf(set: string | undefined) {
  if (set === undefined) return {};
  const [, kind, name = ''] = /^(source|category):(.+)$/.exec(set) ?? [];
  if (kind === 'source') return { sourceId: name };
  if (kind === 'category') return { healthCategory: name };
  throw new OaiError('noRecordsMatch', 'There is no record of this set.');
}
