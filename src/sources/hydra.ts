import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import { hydra } from '../rdf/vocabularies.ts';
import { addressOf } from './address.ts';
import { incomplete, keysMet, problemOfPart } from './gathered.ts';
import { nextLink } from './link-header.ts';
import { gatherPage } from './page-records.ts';
import { type RdfPage, type RdfVisit, visitRdf } from './rdf-page.ts';
import type { UnchangedPage } from './visit.ts';

/**
 * Walks a paged RDF collection: `hydra:next` and the older `hydra:nextPage`, as IRI or as string, or
 * a Link header with rel="next". Throws when the first page cannot be read; a later one, or pages
 * that lead back, make the walk incomplete.
 */
export async function* gatherHydra(
  context: GatherContext,
  maxPages: number,
): AsyncGenerator<Gathered> {
  const addresses = new Set<string>();
  const keys = new Set<string>();
  let total: number | null = null;
  let next: string | null = context.source.url;
  while (next !== null) {
    const url: string = next;
    const { visited, problem } = await readPage(context, url, addresses, maxPages);
    if (!visited) {
      yield incomplete(url, problem);
      return;
    }
    addresses.add(url);
    const known = keys.size;
    let met = 0;
    const onward = visited.kind === 'unchanged' ? rememberedOnward(visited) : onwardOf(visited.rdf);
    for (const found of gatherPage(visited, { ...onward })) {
      for (const key of keysMet(found)) {
        keys.add(key);
        met += 1;
      }
      yield found;
    }
    if (met > 0 && keys.size === known) {
      yield incomplete(url, pageLoop(`${url} repeats the records of earlier pages`));
      return;
    }
    total = onward.total ?? total;
    next = onward.next;
  }
  if (total !== null) yield { kind: 'announced', total, walked: keys.size };
}

type Reading =
  | { readonly visited: RdfVisit; readonly problem?: never }
  | { readonly visited?: never; readonly problem: Problem };

async function readPage(
  context: GatherContext,
  url: string,
  addresses: ReadonlySet<string>,
  maxPages: number,
): Promise<Reading> {
  const isFirst = addresses.size === 0;
  if (addresses.has(url)) return { problem: pageLoop(`${url} is named as next page once more`) };
  if (addresses.size >= maxPages) {
    return { problem: pageLoop(`${maxPages} pages, the limit in options.maxPages, were read`) };
  }
  try {
    const visited = await visitRdf(context, url);
    if (isFirst || visited.kind === 'unchanged' || hasStatements(visited.rdf)) return { visited };
    const sentence = `${url} is a page without a single statement.`;
    return { problem: problemOf(new HarvestError('GATHER_EMPTY', sentence)) };
  } catch (error) {
    if (isFirst) throw error;
    return { problem: problemOfPart(error, context.signal) };
  }
}

function hasStatements({ quads, failures }: RdfPage): boolean {
  return quads.length > 0 || failures.length > 0;
}

/** How a page leads on. */
interface Onward {
  readonly next: string | null;
  readonly total: number | null;
}

function onwardOf(page: RdfPage): Onward {
  return { next: nextPage(page), total: totalItems(page) };
}

function rememberedOnward({ page: { rest } }: UnchangedPage): Onward {
  return {
    next: typeof rest['next'] === 'string' ? rest['next'] : null,
    total: typeof rest['total'] === 'number' ? rest['total'] : null,
  };
}

function pageLoop(what: string): Problem {
  return problemOf(new HarvestError('GATHER_PAGE_LOOP', `${what}; the walk stopped there.`));
}

function totalItems({ quads }: RdfPage): number | null {
  const found = quads.find(({ predicate }) => predicate.equals(hydra.totalItems));
  return found && /^\d{1,12}$/.test(found.object.value) ? Number(found.object.value) : null;
}

function nextPage({ quads, headers, url }: RdfPage): string | null {
  const found = quads.find(
    ({ predicate }) => predicate.equals(hydra.next) || predicate.equals(hydra.nextPage),
  );
  const target = (found?.object.value ?? nextLink(headers['link']))?.trim();
  return target ? (addressOf(target, url)?.href ?? target) : null;
}
