import { nationalDatasets } from './data/hdh.ts';
import { presentDatasets } from './hdh.ts';
import { agentStatement } from './hdh-agents.ts';
import { datasetStatements } from './hdh-rdf.ts';
import { type LoneEndpoint, startLoneEndpoint } from './lone-endpoint.ts';
import { type Answer, notFound, type Respond } from './server.ts';
import type { Edits } from './switches.ts';
import { describe, iri, prefixes, typed } from './turtle.ts';

/** How a catalogue in Turtle is divided. */
export type RdfPaging =
  /** One document. */
  | 'none'
  /** Pages of two that name the next as a string: hydra:PagedCollection, as CKAN's exporter writes. */
  | 'literal'
  /** Pages of two that name the next in a Link header alone. */
  | 'link';

/** Keys of the datasets: six of the national catalogue without a defect. */
export const rdfDocumentKeys: readonly string[] = nationalDatasets
  .filter(({ dialect, defect }) => dialect === 'r8' && defect === undefined)
  .map(({ key }) => key)
  .slice(0, 6);

const pageSize = 2;

const isHere =
  ({ added }: Edits) =>
  ({ key }: { readonly key: string }): boolean =>
    rdfDocumentKeys.includes(key) || added.includes(key);

interface Page {
  readonly shown: ReturnType<typeof presentDatasets>;
  readonly total: number;
  readonly next: string | undefined;
}

function pageAt(url: URL, edits: Edits, size: number): Page {
  const all = presentDatasets(edits).filter(isHere(edits));
  const page = Number(url.searchParams.get('page') ?? '1');
  const next = `${url.origin}${url.pathname}?page=${page + 1}`;
  return {
    shown: all.slice((page - 1) * size, page * size),
    total: all.length,
    next: page * size < all.length ? next : undefined,
  };
}

const createCatalogue =
  (paging: RdfPaging): Respond =>
  (url, edits) => {
    const page = pageAt(url, edits, paging === 'none' ? Number.MAX_SAFE_INTEGER : pageSize);
    const isThere = url.pathname === '/catalogue' && page.shown.length > 0;
    return isThere ? documentOf(page, url, paging) : notFound;
  };

function documentOf({ shown, total, next }: Page, { origin }: URL, paging: RdfPaging): Answer {
  const view = paging === 'literal' ? collection(`${origin}/catalogue`, total, next) : '';
  const link = paging === 'link' && next ? { Link: `<${next}>; rel="next"` } : {};
  return turtle(prefixes + view + statementsOf(shown), link);
}

function statementsOf(datasets: ReturnType<typeof presentDatasets>): string {
  const holders = new Set(['hdh', ...datasets.map(({ holder }) => holder)]);
  return (
    [...holders].map(agentStatement).join('') +
    datasets.map((dataset) => datasetStatements(dataset, dataset.modified)).join('')
  );
}

function collection(address: string, total: number, next: string | undefined): string {
  return describe(
    iri(address),
    ['a', 'hydra:PagedCollection'],
    ['hydra:totalItems', typed(total, 'xsd:integer')],
    ['hydra:itemsPerPage', typed(pageSize, 'xsd:integer')],
    ['hydra:nextPage', next && JSON.stringify(next)],
  );
}

function turtle(body: string, headers: Readonly<Record<string, string>>): Answer {
  // File servers that do not know Turtle call it plain text.
  return { contentType: 'text/plain; charset=utf-8', headers, body, validators: true };
}

/** A catalogue of six datasets in Turtle. */
export interface RdfDocumentsSandbox extends LoneEndpoint {
  /** Address to configure as the source's `url`. */
  readonly url: string;
}

/** Starts a catalogue that is divided so. */
export async function startRdfDocuments(paging: RdfPaging): Promise<RdfDocumentsSandbox> {
  const endpoint = await startLoneEndpoint(rdfDocumentKeys, () => createCatalogue(paging));
  return { ...endpoint, url: `${endpoint.origin}/catalogue` };
}
