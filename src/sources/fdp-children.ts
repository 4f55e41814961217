import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError, type Problem } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import { dcat, ldp, rdf } from '../rdf/vocabularies.ts';
import { addressOf } from './address.ts';
import { type Link, linksOf } from './fdp-document.ts';
import { incomplete, problemOfPart } from './gathered.ts';
import { nextLink } from './link-header.ts';
import { loadRdf, type RdfPage } from './rdf-page.ts';

/** How to page through the children of a container. */
export interface Paging {
  readonly pageSize: number;
  readonly maxPages: number;
}

interface Children {
  readonly gathered: readonly Gathered[];
  readonly links: readonly Link[];
}

/**
 * The children of a container, page by page (`{parent}/page/{child prefix}?page=0&size=N`, next
 * pages by Link header). A page that cannot be read, or that repeats, makes the walk incomplete. A
 * server without pages (404) is believed when the container's own document lists children.
 */
export async function pagedChildren(
  context: GatherContext,
  container: RdfPage,
  iri: string,
  paging: Paging,
): Promise<Children> {
  const isListed = linksOf(container).length > 0;
  const gathered: Gathered[] = [];
  const links = new Map<string, Link>();
  for (const prefix of childPrefixes(container, iri)) {
    const parent = new URL(container.url);
    parent.pathname = `${parent.pathname.replace(/\/$/, '')}/page/${prefix}`;
    parent.search = `?page=0&size=${paging.pageSize}`;
    const problem = await readPages(context, parent.href, paging.maxPages, isListed, links);
    if (problem) gathered.push(incomplete(parent.href, problem));
  }
  return { gathered, links: [...links.values()] };
}

/** Last path segments of the containers in a document: `dataset` for `…/dataset/`. */
function childPrefixes({ quads }: RdfPage, iri: string): readonly string[] {
  const prefixes = new Set<string>();
  for (const { subject, predicate, object } of quads) {
    if (!predicate.equals(ldp.membershipResource) || object.value !== iri) continue;
    if (subject.termType !== 'NamedNode' || subject.value === iri) continue;
    const prefix = addressOf(subject.value)?.pathname.split('/').findLast(Boolean);
    if (prefix) prefixes.add(prefix);
  }
  if (prefixes.size > 0) return [...prefixes];
  const isCatalogue = quads.some(
    ({ subject, predicate, object }) =>
      subject.value === iri && predicate.equals(rdf.type) && object.equals(dcat.Catalog),
  );
  return [isCatalogue ? 'dataset' : 'catalog'];
}

/** Reads pages into `links`, up to the last one or to the problem that it gives back. */
async function readPages(
  context: GatherContext,
  first: string,
  maxPages: number,
  isListed: boolean,
  links: Map<string, Link>,
): Promise<Problem | null> {
  const addresses = new Set<string>();
  const contained = new Set<string>();
  try {
    for (let url: string | null = first; url !== null; ) {
      if (addresses.has(url) || addresses.size >= maxPages) throw pageLoop(url);
      addresses.add(url);
      const page = await loadRdf(context, url, url === first && isListed ? [404] : []);
      if (page.failures[0]) throw page.failures[0].error;
      if (!bringsNews(page, contained)) throw pageLoop(url);
      for (const link of linksOf(page)) links.set(link.iri, link);
      url = nextPage(page);
    }
    return null;
  } catch (error) {
    return problemOfPart(error, context.signal);
  }
}

function nextPage({ headers, url }: RdfPage): string | null {
  const target = nextLink(headers['link']);
  return target === null ? null : (addressOf(target, url)?.href ?? target);
}

/** Adds a page's members; false when it has some, and all were on earlier pages. */
function bringsNews({ quads }: RdfPage, contained: Set<string>): boolean {
  const members = quads.filter(({ predicate }) => predicate.equals(ldp.contains));
  const known = contained.size;
  for (const { object } of members) contained.add(object.value);
  return members.length === 0 || contained.size > known;
}

function pageLoop(url: string): HarvestError {
  const sentence = `${url} repeats an earlier page, or is one page too many; the walk stopped there.`;
  return new HarvestError('GATHER_PAGE_LOOP', sentence);
}
