import type { GatherContext } from '../../harvest/ports.ts';
import type { Problem } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { incomplete, keysMet, problemOfPart } from '../gathered.ts';
import { recordsOf } from '../page-records.ts';
import type { RdfPage } from '../rdf-page.ts';
import { construct } from './ask.ts';
import { countOf, pageLimit, repeatedPage } from './list.ts';

/** How an endpoint is walked with a query of the source's own. */
export interface TemplateWalk {
  /** CONSTRUCT query; `{limit}` and `{offset}` in it are replaced page by page. */
  readonly query: string;
  /** SELECT query that binds `?count` to the number of datasets. */
  readonly countQuery: string | undefined;
  readonly pageSize: number;
  readonly maxPages: number;
}

/**
 * Asks the query page by page, up to a page without a statement; without `{offset}` in it, once.
 * Throws when the first page cannot be read; a later one makes the walk incomplete.
 */
export async function* gatherTemplate(
  context: GatherContext,
  walk: TemplateWalk,
): AsyncGenerator<Gathered> {
  const { countQuery } = walk;
  const total = countQuery === undefined ? null : await countOf(context, countQuery);
  const keys = new Set<string>();
  yield* walkPages(context, walk, keys);
  if (total !== null) yield { kind: 'announced', total, walked: keys.size };
}

/** Adds the keys it meets to `keys`. */
async function* walkPages(
  context: GatherContext,
  { query, pageSize, maxPages }: TemplateWalk,
  keys: Set<string>,
): AsyncGenerator<Gathered> {
  const { url } = context.source;
  const isPaged = query.includes('{offset}');
  for (let page = 0; page < maxPages; page++) {
    const rdf = await readPage(context, filled(query, pageSize, page * pageSize), page === 0);
    if ('problem' in rdf) return yield incomplete(url, rdf.problem);
    if (rdf.quads.length === 0 && rdf.failures.length === 0) return;
    const known = keys.size;
    for (const found of recordsOf(rdf)) {
      for (const key of keysMet(found)) keys.add(key);
      yield found;
    }
    if (!isPaged) return;
    if (keys.size === known) return yield incomplete(url, repeatedPage());
  }
  yield incomplete(url, pageLimit(maxPages));
}

async function readPage(
  context: GatherContext,
  query: string,
  isFirst: boolean,
): Promise<RdfPage | { readonly problem: Problem }> {
  try {
    return await construct(context, query);
  } catch (error) {
    if (isFirst) throw error;
    return { problem: problemOfPart(error, context.signal) };
  }
}

function filled(query: string, limit: number, offset: number): string {
  return query.replaceAll('{limit}', String(limit)).replaceAll('{offset}', String(offset));
}
