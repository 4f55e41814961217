import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import { type Paging, pagedChildren } from './fdp-children.ts';
import { datasetRecord, rereadRdf, unchangedDataset } from './fdp-dataset.ts';
import { type Described, describe, type Link, linksOf } from './fdp-document.ts';
import { failed, incomplete, problemOfPart } from './gathered.ts';
import { orderedParallel } from './ordered-parallel.ts';
import { loadRdf, type RdfPage, type ReadRdf, visitRdf } from './rdf-page.ts';

interface Visit {
  readonly gathered: readonly Gathered[];
  readonly links: readonly Link[];
}

/**
 * Walks a FAIR Data Point from its root over catalogues to datasets, as Linked Data Platform
 * containers, level by level; every document once, whatever cycles and parents there are. Throws
 * when the root cannot be read. A catalogue that cannot makes the walk incomplete; a dataset that
 * cannot is a failed record, and one that answers 404 or 410 is gone.
 */
export async function* gatherFairDataPoint(
  context: GatherContext,
  paging: Paging | null,
): AsyncGenerator<Gathered> {
  const { source } = context;
  const visited = new Set([visitKey(source.url)]);
  const rootLink: Link = { iri: source.url, expected: 'catalogue' };
  const root = await loadRdf(context, source.url);
  let { gathered, links } = await visitDocument(context, rootLink, unremembered(root), paging);
  yield* gathered;
  while (links.length > 0) {
    const level = links.filter(({ iri }) => {
      const key = visitKey(iri);
      return !visited.has(key) && visited.add(key);
    });
    const below: Link[] = [];
    const visits = orderedParallel(level, source.limits.concurrency, (link) =>
      visit(context, link, paging),
    );
    for await (const found of visits) {
      yield* found.gathered;
      below.push(...found.links);
    }
    links = below;
  }
}

/** Servers write one container with and without a slash at its end. */
function visitKey(iri: string): string {
  return iri.endsWith('/') ? iri.slice(0, -1) : iri;
}

async function visit(context: GatherContext, link: Link, paging: Paging | null): Promise<Visit> {
  const { iri } = link;
  try {
    if (link.expected === 'catalogue') {
      return await visitDocument(context, link, unremembered(await loadRdf(context, iri)), paging);
    }
    const visited = await visitRdf(context, iri, [404, 410]);
    if (visited.kind === 'unchanged') {
      const present = await unchangedDataset(context, visited);
      if (present) return { gathered: present, links: [] };
      return await visitDocument(context, link, await rereadRdf(context, visited), paging);
    }
    const { status } = visited.rdf;
    if (status < 400) return await visitDocument(context, link, visited, paging);
    const reason = `The FAIR Data Point answers ${status} for it.`;
    return { gathered: [{ kind: 'gone', remoteKey: iri, reason }], links: [] };
  } catch (error) {
    return { gathered: [unread(link, error, context.signal)], links: [] };
  }
}

/** Documents that only lead to others are read at every walk. */
function unremembered(rdf: RdfPage): ReadRdf {
  return { rdf };
}

function unread({ iri, expected }: Link, error: unknown, signal: AbortSignal): Gathered {
  const problem = problemOfPart(error, signal);
  return expected === 'dataset' ? failed(iri, iri, problem) : incomplete(iri, problem);
}

async function visitDocument(
  context: GatherContext,
  link: Link,
  visited: ReadRdf,
  paging: Paging | null,
): Promise<Visit> {
  const page = visited.rdf;
  const described = describe(page, link);
  if (described.kind === 'dataset') {
    const names = { key: link.iri, iri: described.iri };
    return { gathered: await datasetRecord(context, visited, names), links: [] };
  }
  const [broken] = page.failures;
  if (broken && link.expected === 'dataset') throw broken.error;
  const gathered = broken ? [incomplete(page.url, problemOf(broken.error))] : [];
  if (described.kind === 'container') return children(context, described, page, paging, gathered);
  if (link.expected === 'dataset') {
    throw new HarvestError('MAP_NO_DATASET', `${page.url} describes no dataset.`);
  }
  if (described.kind === 'unknown' || broken) return { gathered, links: [] };
  const sentence = `${page.url} says nothing about ${link.iri}.`;
  const empty = problemOf(new HarvestError('GATHER_EMPTY', sentence));
  return { gathered: [incomplete(page.url, empty)], links: [] };
}

async function children(
  context: GatherContext,
  described: Described,
  page: RdfPage,
  paging: Paging | null,
  gathered: readonly Gathered[],
): Promise<Visit> {
  const own = linksOf(page);
  if (!paging) return { gathered, links: own };
  const paged = await pagedChildren(context, page, described.iri, paging);
  return { gathered: [...gathered, ...paged.gathered], links: [...own, ...paged.links] };
}
