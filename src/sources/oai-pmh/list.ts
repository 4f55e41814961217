import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import {
  attributeOf,
  childElements,
  elementAt,
  textContent,
  type XmlElement,
} from '../../parse/xml.ts';
import { incomplete, problemOfPart } from '../gathered.ts';
import { gatheredOf, identifierOf, withoutIdentifier } from './records.ts';
import { ask, oaiUrl, refusal } from './request.ts';

/** One list of records to walk. */
export interface List {
  readonly metadataPrefix: string;
  readonly set: string | undefined;
  /** Datestamp; undefined for all records. */
  readonly from: string | undefined;
  readonly maxPages: number;
}

/** One page of a list. */
export interface Page {
  readonly url: string;
  readonly records: readonly XmlElement[];
  /** Leads to the next page; null on the last. */
  readonly token: string | null;
  /** completeListSize. */
  readonly total: number | null;
}

/**
 * Walks one list to its end (OAI-PMH 2.0 §3.5). `met` are the identifiers met in lists walked
 * before, and grows. An expired token starts the list again, once. Throws when nothing could be
 * gathered; a later page that cannot be read, or pages that repeat, make the walk incomplete.
 */
export async function* walkList(
  context: GatherContext,
  list: List,
  met: Set<string>,
): AsyncGenerator<Gathered> {
  const expired = yield* walkPages(context, list, met);
  if (!expired) return;
  const again = yield* walkPages(context, list, met);
  if (again) yield incomplete(context.source.url, again);
}

/** Returns the problem of an expired token, or null. */
async function* walkPages(
  context: GatherContext,
  list: List,
  met: Set<string>,
): AsyncGenerator<Gathered, Problem | null> {
  const keys = new Set<string>();
  const tokens = new Set<string>();
  let token: string | null = null;
  let total: number | null = null;
  let listed = 0;
  do {
    const read = await readPage(context, list, token, met.size === 0);
    if (read.expired) return read.expired;
    if (read.problem) {
      yield incomplete(context.source.url, read.problem);
      return null;
    }
    const page: Page = read.page;
    const known = keys.size;
    yield* recordsOf(page, context, list, keys, met);
    listed += page.records.length;
    total = page.total ?? total;
    const loop = loopOf(page, tokens, keys.size === known, list.maxPages);
    if (loop) {
      yield incomplete(page.url, loop);
      return null;
    }
    token = page.token;
  } while (token !== null);
  if (total !== null) yield { kind: 'announced', total, walked: listed };
  return null;
}

type Reading =
  | { readonly page: Page; readonly problem?: never; readonly expired?: never }
  | { readonly page?: never; readonly problem: Problem; readonly expired?: never }
  | { readonly page?: never; readonly problem?: never; readonly expired: Problem };

async function readPage(
  context: GatherContext,
  { metadataPrefix, set, from }: List,
  token: string | null,
  isFirst: boolean,
): Promise<Reading> {
  try {
    const parameters = token === null ? { metadataPrefix, set, from } : { resumptionToken: token };
    const answer = await ask(context, 'ListRecords', parameters);
    if (answer.kind === 'answer') return { page: pageOf(answer.content, answer.url) };
    const { url, code } = answer;
    if (code === 'noRecordsMatch') return { page: { url, records: [], token: null, total: null } };
    if (code === 'badResumptionToken' && token !== null) {
      return { expired: problemOf(refusal(answer)) };
    }
    throw refusal(answer);
  } catch (error) {
    if (isFirst) throw error;
    return { problem: problemOfPart(error, context.signal) };
  }
}

/** Reads the element ListRecords, or GetRecord as a list of one. */
export function pageOf(content: XmlElement, url: string): Page {
  const element = elementAt(content, 'resumptionToken');
  const size = attributeOf(element, 'completeListSize') ?? '';
  return {
    url,
    records: childElements(content, 'record'),
    token: textContent(element) || null,
    total: /^\d{1,12}$/.test(size) ? Number(size) : null,
  };
}

/** A record met on an earlier page is one that moved while the list was walked, and is left out. */
async function* recordsOf(
  { url, records }: Page,
  { source }: GatherContext,
  { metadataPrefix }: List,
  keys: Set<string>,
  met: Set<string>,
): AsyncGenerator<Gathered> {
  const here = new Set<string>();
  for (const record of records) {
    const identifier = identifierOf(record);
    if (identifier === '') {
      yield withoutIdentifier(url);
      continue;
    }
    keys.add(identifier);
    if (met.has(identifier) && !here.has(identifier)) continue;
    met.add(identifier);
    here.add(identifier);
    const own = oaiUrl(source.url, { verb: 'GetRecord', metadataPrefix, identifier });
    yield* await gatheredOf(record, own);
  }
}

function loopOf(
  { url, records, token }: Page,
  tokens: Set<string>,
  isRepeated: boolean,
  maxPages: number,
): Problem | null {
  if (records.length > 0 && isRepeated) {
    return pageLoop(`${url} repeats the records of earlier pages`);
  }
  if (token === null) return null;
  if (tokens.has(token)) return pageLoop(`${url} leads on with a token that was used before`);
  tokens.add(token);
  if (tokens.size < maxPages) return null;
  return pageLoop(`${maxPages} pages, the limit in options.maxPages, were read`);
}

function pageLoop(what: string): Problem {
  return problemOf(new HarvestError('GATHER_PAGE_LOOP', `${what}; the walk stopped there.`));
}
