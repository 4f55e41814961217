import { HarvestError } from '../../model/problem.ts';
import { addressOf } from '../address.ts';
import type { ListApi } from './list-api.ts';

type Parameters = Readonly<Record<string, string>>;

/**
 * Root of the site that holds an API, without a slash at its end. An admin may give the root or any
 * address of the API below it.
 */
export function rootOf(base: string, { path }: ListApi): string {
  const { origin, pathname } = new URL(base);
  const below = `/${path.split('/')[1] ?? ''}/`;
  const folder = `${pathname}/`.split(below)[0] ?? '';
  return origin + folder.replace(/\/+$/, '');
}

/** Address of a page of the list: the API's own parameters give way to those of the source. */
export function pageAddress(
  base: string,
  api: ListApi,
  query: Parameters,
  paging: Parameters,
): string {
  const url = new URL(rootOf(base, api) + api.path);
  const given = Object.fromEntries(new URL(base).searchParams);
  const all = { ...api.parameters, ...given, ...query, ...paging };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Address of the next page that an answer names, or null when it names none. It is asked for where
 * this page came from: servers behind a proxy name themselves by another scheme or port. Throws
 * GATHER_OPTION for another host, to which the source's limits and credentials do not belong.
 */
export function nextAddress(link: unknown, url: string): string | null {
  if (typeof link !== 'string' || link.trim() === '') return null;
  const target = addressOf(link.trim(), url);
  if (!target) {
    throw new HarvestError('MAP_UNREADABLE', `${url} names a next page that is no address.`);
  }
  if (target.hostname !== new URL(url).hostname) {
    throw new HarvestError(
      'GATHER_OPTION',
      `${url} names a next page at ${target.host}; a walk stays at the host of the source. If the API moved there, set the URL of the source to it.`,
    );
  }
  return new URL(target.pathname + target.search, url).href;
}
