import type { NamedNode } from '@rdfjs/types';
import { Parser } from 'n3';
import type { CatalogueReader } from '../model/published.ts';
import { agentDocument, catalogueIri } from '../rdf/mint.ts';
import { toCanonicalNTriples } from '../rdf/serialise.ts';
import {
  dct,
  geodcatap,
  healthdcatap,
  hydra,
  literal,
  namedNode,
  prov,
  quad,
  rdf,
  xsd,
} from '../rdf/vocabularies.ts';
import type { GraphText } from './formats.ts';

/** Datasets on one page of the paged catalogue. */
export const datasetsPerPage = 50;

/** One page of the catalogue, at one serial. */
export interface CataloguePage {
  readonly serial: number;
  readonly page: number;
  readonly pages: number;
  readonly graphs: readonly GraphText[];
}

/**
 * Reads one page of the Hydra-paged catalogue (Hydra Core, PartialCollectionView): the catalogue's
 * own description, the page's datasets whole and the agents they name. Null when there is no such
 * page.
 */
export async function catalogPage(
  reader: CatalogueReader,
  baseUrl: string,
  page: number,
): Promise<CataloguePage | null> {
  // Read first: a commit in between makes the page newer than its serial says, never older.
  const state = await reader.state();
  const { items, total } = await reader.datasets({ text: '', page, pageSize: datasetsPerPage });
  const pages = Math.max(1, Math.ceil(total / datasetsPerPage));
  if (page > pages) return null;
  const catalogue = await reader.entity(catalogueIri(baseUrl));
  const documents = new Set<string>();
  for (const { ntriples } of items) {
    for (const iri of agentsNamed(ntriples)) documents.add(agentDocument(baseUrl, iri));
  }
  const agents = await Promise.all([...documents].sort().map((graph) => reader.entity(graph)));
  const graphs: GraphText[] = [
    ...(catalogue ? [catalogue] : []),
    ...agents.filter((agent) => agent !== null),
    ...items,
    {
      graph: `${catalogueIri(baseUrl)}?page=${page}`,
      ntriples: describePage(baseUrl, page, pages, total),
    },
  ];
  return { serial: state.serial, page, pages, graphs };
}

const agentProperties: ReadonlySet<string> = new Set(
  [
    dct.creator,
    dct.publisher,
    geodcatap.custodian,
    healthdcatap.hdab,
    healthdcatap.hdabCoordinator,
    prov.agent,
  ].map(({ value }) => value),
);

/** IRIs that stand as objects of properties with agents as values. */
export function agentsNamed(ntriples: string): string[] {
  return new Parser({ format: 'N-Triples' })
    .parse(ntriples)
    .filter(
      ({ predicate, object }) =>
        object.termType === 'NamedNode' && agentProperties.has(predicate.value),
    )
    .map(({ object }) => object.value);
}

/** Address of a page; page 1 has a number too, so that one page has one IRI. */
function pageIri(baseUrl: string, page: number): NamedNode {
  return namedNode(`${catalogueIri(baseUrl)}?page=${page}`);
}

/** The neighbours of a page by Hydra's names, which are those of link relations (RFC 8288) too. */
export function pageLinks(
  baseUrl: string,
  page: number,
  pages: number,
): ReadonlyMap<'first' | 'previous' | 'next' | 'last', string> {
  const links = new Map<'first' | 'previous' | 'next' | 'last', string>();
  links.set('first', pageIri(baseUrl, 1).value);
  if (page > 1) links.set('previous', pageIri(baseUrl, page - 1).value);
  if (page < pages) links.set('next', pageIri(baseUrl, page + 1).value);
  links.set('last', pageIri(baseUrl, pages).value);
  return links;
}

function describePage(baseUrl: string, page: number, pages: number, total: number): string {
  const catalogue = namedNode(catalogueIri(baseUrl));
  const view = pageIri(baseUrl, page);
  return toCanonicalNTriples([
    quad(catalogue, rdf.type, hydra.Collection),
    quad(catalogue, hydra.totalItems, literal(String(total), xsd.integer)),
    quad(catalogue, hydra.view, view),
    quad(view, rdf.type, hydra.PartialCollectionView),
    ...[...pageLinks(baseUrl, page, pages)].map(([relation, iri]) =>
      quad(view, hydra[relation], namedNode(iri)),
    ),
  ]);
}
