import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { countOf, loadJson, objectOf } from '../json-page.ts';
import type { Row, Study } from './nada-twins.ts';
import { languageOf } from './nada-twins.ts';

/** One page of a NADA list. */
export interface NadaPage {
  readonly rows: readonly Row[];
  /** Number of rows on all pages, as the catalogue says. */
  readonly total: number | null;
}

/** Address of a page of the list, from 1. */
export function nadaPageUrl(base: string, page: number, pageSize: number): string {
  return `${apiRoot(base)}/search?ps=${pageSize}&page=${page}`;
}

function apiRoot(base: string): string {
  const url = new URL(base);
  const path = (url.pathname.split('/index.php')[0] ?? '').replace(/\/$/, '');
  return `${url.origin}${path}/index.php/api/catalog`;
}

/** Reads a page of the list; throws MAP_UNREADABLE when the answer is none. */
export function readNadaPage(answer: unknown): NadaPage {
  const result = objectOf(objectOf(answer)?.['result']);
  const rows = result?.['rows'];
  if (!result || !Array.isArray(rows)) {
    throw new HarvestError(
      'MAP_UNREADABLE',
      'The answer has no result.rows, so it is no NADA list.',
    );
  }
  return {
    rows: rows.flatMap((row: unknown) => rowOf(objectOf(row))),
    total: countOf(result['found']) ?? countOf(result['total']),
  };
}

function rowOf(row: Readonly<Record<string, unknown>> | null): Row[] {
  const key = row?.['idno'];
  if (typeof key !== 'string' || key === '') return [];
  const shared = row?.['link_study'];
  return [typeof shared === 'string' && shared !== '' ? { key, sharedKey: shared } : { key }];
}

/** One language version of a study, as far as it is published. */
export type Version =
  | { readonly state: 'published'; readonly dataset: Readonly<Record<string, unknown>> }
  | { readonly state: 'unpublished' }
  | { readonly state: 'gone' };

/**
 * Fetches the language versions of a study as one payload `{ idno, records: { fr?, en? } }`; throws
 * when one cannot be read.
 */
export async function fetchNadaStudy(study: Study, context: GatherContext): Promise<Gathered> {
  const records: Record<string, unknown> = {};
  const states = new Set<string>();
  let url = context.source.url;
  for (const { key } of study.rows) {
    const address = `${apiRoot(context.source.url)}/${encodeURIComponent(key)}`;
    const version = await fetchVersion(context, address, key);
    states.add(version.state);
    if (version.state !== 'published') continue;
    if (Object.keys(records).length === 0) url = address;
    records[languageOf(key) ?? context.source.language] = version.dataset;
  }
  const { remoteKey } = study;
  if (!states.has('published')) {
    const reason = states.has('unpublished')
      ? 'unpublished'
      : 'The catalogue answers IDNO-NOT-FOUND.';
    return { kind: 'gone', remoteKey, reason };
  }
  return studyPayload(remoteKey, records, url);
}

/** The versions of a study, by language, as one record. */
export function studyPayload(
  remoteKey: string,
  records: Readonly<Record<string, unknown>>,
  url: string,
): Gathered {
  const body = JSON.stringify({ idno: remoteKey, records });
  return { kind: 'payload', payload: { remoteKey, body, mediaType: 'application/json', url } };
}

/** NADA never answers 404 for a record: what it does not have, or not for everybody, is a 400. */
async function fetchVersion(context: GatherContext, url: string, idno: string): Promise<Version> {
  const { status, value } = await loadJson(context, url, [400]);
  const answer = objectOf(value);
  if (status === 400) {
    const words = `${answer?.['status'] ?? ''} ${answer?.['message'] ?? ''}`;
    if (words.includes('IDNO-NOT-FOUND')) return { state: 'gone' };
    throw new HarvestError('FETCH_STATUS', `${url} answered 400 for ${idno}: ${words.trim()}`);
  }
  return versionIn(answer, url);
}

/** The record in an answer about one; throws MAP_UNREADABLE when it holds none. */
export function versionIn(answer: unknown, url: string): Version {
  const dataset = objectOf(objectOf(answer)?.['dataset']);
  if (!dataset) throw new HarvestError('MAP_UNREADABLE', `${url} answered without a dataset.`);
  if (Number(dataset['published'] ?? 1) === 0) return { state: 'unpublished' };
  // Counters of visits change with every visit, ours included, and describe nothing.
  const { total_views: _views, total_downloads: _downloads, ...description } = dataset;
  return { state: 'published', dataset: description };
}
