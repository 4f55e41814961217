import { Parser } from 'n3';
import type { CatalogueReader, Entity } from '../model/published.ts';
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
import { storedTarget, type Target } from './profiles/index.ts';

/** Datasets on one page of the paged catalogue. */
export const datasetsPerPage = 50;

/** One page of the catalogue, at one serial. */
export interface CataloguePage {
  readonly serial: number;
  /** When the catalogue was changed last. */
  readonly modified: Date | undefined;
  readonly page: number;
  readonly pages: number;
  readonly graphs: readonly GraphText[];
  /** The links to other pages, which are the same in every profile but for their addresses. */
  readonly controls: GraphText;
}

/**
 * Reads one page of the Hydra-paged catalogue (Hydra Core, PartialCollectionView): the catalogue's
 * own description, the page's datasets whole and the agents they name, as stored; links stay in the
 * profile of the target. Null when there is no such page.
 */
export async function catalogPage(
  reader: CatalogueReader,
  baseUrl: string,
  page: number,
  target: Target = storedTarget,
): Promise<CataloguePage | null> {
  // Read first: a commit in between makes the page newer than its serial says, never older.
  const state = await reader.state();
  const { items, total } = await reader.datasets({ page, pageSize: datasetsPerPage });
  const pages = Math.max(1, Math.ceil(total / datasetsPerPage));
  if (page > pages) return null;
  const catalogue = await reader.entity(catalogueIri(baseUrl));
  const agents = await agentsOf(reader, baseUrl, items);
  const graphs: GraphText[] = [...(catalogue ? [catalogue] : []), ...agents, ...items];
  const address = pageAddress(baseUrl, target);
  const controls = { graph: address(page), ntriples: describePage(address, page, pages, total) };
  const modified = state.changedAt ?? undefined;
  return { serial: state.serial, modified, page, pages, graphs, controls };
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

/** The agents that datasets name, each once and in the order of their documents. */
export async function agentsOf(
  reader: Pick<CatalogueReader, 'entities'>,
  baseUrl: string,
  datasets: readonly Pick<GraphText, 'ntriples'>[],
): Promise<readonly Entity[]> {
  const iris = datasets.flatMap(({ ntriples }) => agentsNamed(ntriples));
  const documents = new Set(iris.map((iri) => agentDocument(baseUrl, iri)));
  return reader.entities([...documents].sort());
}

/** IRIs that stand as objects of properties with agents as values. */
function agentsNamed(ntriples: string): string[] {
  return new Parser({ format: 'N-Triples' })
    .parse(ntriples)
    .filter(
      ({ predicate, object }) =>
        object.termType === 'NamedNode' && agentProperties.has(predicate.value),
    )
    .map(({ object }) => object.value);
}

/** Addresses of pages in a profile; page 1 has a number too, so that one page has one IRI. */
function pageAddress(baseUrl: string, target: Target): (page: number) => string {
  const profile = target === storedTarget ? '' : `&_profile=${target.id}`;
  return (page) => `${catalogueIri(baseUrl)}?page=${page}${profile}`;
}

type PageRelation = 'first' | 'previous' | 'next' | 'last';

/** The neighbours of a page by Hydra's names, which are those of link relations (RFC 8288) too. */
export function pageLinks(
  baseUrl: string,
  page: number,
  pages: number,
  target: Target = storedTarget,
): ReadonlyMap<PageRelation, string> {
  return neighbours(pageAddress(baseUrl, target), page, pages);
}

function neighbours(
  address: (page: number) => string,
  page: number,
  pages: number,
): ReadonlyMap<PageRelation, string> {
  const links = new Map<PageRelation, string>();
  links.set('first', address(1));
  if (page > 1) links.set('previous', address(page - 1));
  if (page < pages) links.set('next', address(page + 1));
  links.set('last', address(pages));
  return links;
}

function describePage(
  address: (page: number) => string,
  page: number,
  pages: number,
  total: number,
): string {
  const view = namedNode(address(page));
  const catalogue = namedNode(view.value.slice(0, view.value.indexOf('?')));
  return toCanonicalNTriples([
    quad(catalogue, rdf.type, hydra.Collection),
    quad(catalogue, hydra.totalItems, literal(String(total), xsd.integer)),
    quad(catalogue, hydra.view, view),
    quad(view, rdf.type, hydra.PartialCollectionView),
    ...[...neighbours(address, page, pages)].map(([relation, iri]) =>
      quad(view, hydra[relation], namedNode(iri)),
    ),
  ]);
}
