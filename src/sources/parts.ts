import type { GatherContext, HttpResponse } from '../harvest/ports.ts';
import type { Gathered } from '../model/record.ts';
import { orderedParallel } from './ordered-parallel.ts';
import { type ChangedPage, type Visit, visit } from './visit.ts';

/** The files that make up one record: all as they were, or all to be read. */
export type Parts =
  | { readonly kind: 'unchanged'; readonly gathered: readonly Gathered[] }
  | {
      readonly kind: 'changed';
      /** In the order of the addresses. */
      readonly responses: readonly HttpResponse[];
      /** What to yield after the record, so that the next run recognises the files. */
      readonly remember: (remoteKeys: readonly string[]) => readonly Gathered[];
    };

/**
 * Visits the files that one record is joined from. When one of them changed, or `mustRead` says that
 * something else did, those that did not are fetched as well: half a record must not take the place
 * of a whole one. Throws as visit does.
 */
export async function visitParts(
  context: GatherContext,
  urls: readonly string[],
  accept: string,
  mustRead = false,
): Promise<Parts> {
  const { source, http, signal } = context;
  const visits: Visit[] = [];
  const ask = (url: string) => visit(context, url, accept);
  for await (const each of orderedParallel(urls, source.limits.concurrency, ask)) visits.push(each);
  const changed = visits.filter((each): each is ChangedPage => each.kind === 'changed');
  const unchanged = visits.flatMap((each) => (each.kind === 'unchanged' ? each.gathered : []));
  if (changed.length === 0 && !mustRead) return { kind: 'unchanged', gathered: unchanged };
  const responses: HttpResponse[] = [];
  const fetch = async (each: Visit) =>
    each.kind === 'changed' ? each.response : http.get(each.page.key, { accept, signal });
  for await (const response of orderedParallel(visits, source.limits.concurrency, fetch)) {
    responses.push(response);
  }
  return {
    kind: 'changed',
    responses,
    remember: (remoteKeys) => [
      ...changed.map(({ remember }) => remember(remoteKeys)),
      ...unchanged.filter(({ kind }) => kind === 'page'),
    ],
  };
}
