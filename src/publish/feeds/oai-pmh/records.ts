import { Parser } from 'n3';
import type { CatalogueReader, DatasetChange } from '../../../model/published.ts';
import { agentsOf } from '../../catalog-page.ts';
import type { GraphText } from '../../formats.ts';
import { render, type Target } from '../../profiles/index.ts';
import { rdfXmlHead, rdfXmlTail, toRdfXmlNodes } from '../../rdf-xml.ts';
import { element } from '../../xml.ts';
import { toDublinCore } from './dublin-core.ts';
import { dublinCore, targetOf } from './terms.ts';

/** What records are made of. */
export interface RecordContext {
  readonly reader: Pick<CatalogueReader, 'entities'>;
  readonly baseUrl: string;
}

/** Identifier of a record in the scheme of OAI: `oai:`, the host of the repository, the id of the dataset. */
export function oaiIdentifier(baseUrl: string, id: string): string {
  return `oai:${new URL(baseUrl).hostname}:${id}`;
}

/** The id of the dataset in an identifier of this repository, or null. */
export function idOf(baseUrl: string, identifier: string): string | null {
  const prefix = oaiIdentifier(baseUrl, '');
  return identifier.startsWith(prefix) ? identifier.slice(prefix.length) : null;
}

/** Granularity of the repository: seconds in UTC. */
export function datestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Header of a record; the sets of a deleted one are those that are still known. */
export function headerOf(baseUrl: string, change: DatasetChange): string {
  const { id, at, sourceId, published } = change;
  const sets = [
    `source:${sourceId}`,
    ...(published?.summary.healthCategories ?? []).map((code) => `category:${code}`),
  ];
  return [
    published ? '<header>' : '<header status="deleted">',
    element('identifier', oaiIdentifier(baseUrl, id)),
    element('datestamp', datestamp(at)),
    ...sets.map((set) => element('setSpec', set)),
    '</header>',
  ].join('');
}

/** A record with its metadata, or the header alone of a deleted one. */
export async function recordOf(
  context: RecordContext,
  change: DatasetChange,
  prefix: string,
): Promise<string> {
  const header = headerOf(context.baseUrl, change);
  const { published } = change;
  if (!published) return `<record>${header}</record>\n`;
  const metadata =
    prefix === dublinCore
      ? toDublinCore(published)
      : await toRdfXml(context, published, targetOf(prefix));
  return `<record>${header}<metadata>\n${metadata}</metadata></record>\n`;
}

/** The description with the agents it names, so that a record is whole without asking again. */
async function toRdfXml(
  { reader, baseUrl }: RecordContext,
  dataset: GraphText,
  target: Target,
): Promise<string> {
  const agents = await agentsOf(reader, baseUrl, [dataset]);
  const texts = [dataset, ...agents].map((graph) => render(target, graph).ntriples);
  const nodes = texts.map((text) => toRdfXmlNodes(new Parser({ format: 'N-Triples' }).parse(text)));
  const head = rdfXmlHead.slice(rdfXmlHead.indexOf('<rdf:RDF'));
  return head + nodes.join('') + rdfXmlTail;
}
