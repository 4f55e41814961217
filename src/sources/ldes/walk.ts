import { createHash } from 'node:crypto';
import type {
  GatherContext,
  HttpResponse,
  PageMemory,
  RememberedPage,
} from '../../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { addressOf } from '../address.ts';
import { problemOfPart } from '../gathered.ts';
import { orderedParallel } from '../ordered-parallel.ts';
import { readRdf } from '../rdf-page.ts';
import { visit } from '../visit.ts';
import { type Member, membersOf, type StreamSettings, settingsOf } from './members.ts';
import { indexPage, type PageIndex } from './page-index.ts';
import { forgetful, isTerm, tree } from './terms.ts';

const accept =
  'application/trig, application/n-quads;q=0.9, application/ld+json;q=0.8, text/turtle;q=0.7, */*;q=0.1';

/** What one page of the feed gave. */
export interface FeedPage {
  readonly address: string;
  /** Members that were not on the page when it was read last. */
  readonly members: readonly Member[];
  /** What is lost beyond single members, or null. */
  readonly problem: Problem | null;
  /** What to yield so that the page is remembered, given the datasets it had a part in; null for nothing. */
  readonly remember: ((remoteKeys: readonly string[]) => Gathered) | null;
}

interface Found extends FeedPage {
  readonly next: readonly string[];
  readonly settings: StreamSettings | null;
  /** Null for a page that was not read now. */
  readonly bodyHash: string | null;
  readonly isForgetful: boolean;
  /** Where redirects led. */
  readonly url: string;
}

/** A walk over all pages of a feed. */
export interface FeedWalk {
  readonly pages: readonly FeedPage[];
  /** Whether the feed drops objects that still exist, as its retention policy says. */
  readonly isForgetful: boolean;
}

const noMemory: PageMemory = { recall: async () => null };

/**
 * Reads all pages of a feed that its relations lead to, each once. With `isFollowUp`, closed pages
 * that are remembered are not asked for again, and others only if they changed. Throws when the first
 * page cannot be read; what cannot be read later is a problem.
 */
export async function walkFeed(
  { memory, ...context }: GatherContext,
  isFollowUp: boolean,
  maxPages: number,
): Promise<FeedWalk> {
  const walker = { ...context, memory: isFollowUp ? memory : noMemory };
  const pages: Found[] = [];
  const frontier = createFrontier(withoutHash(context.source.url));
  let settings: StreamSettings | null = null;
  for (let level = frontier.take(); level.length > 0; level = frontier.take()) {
    if (pages.length + level.length > maxPages) {
      const limit = `${maxPages} pages, the limit in options.maxPages, were read`;
      pages.push(lost(context.source.url, pageLoop(limit)));
      break;
    }
    const isFirst = pages.length === 0;
    const known: StreamSettings | null = settings;
    const read = (address: string): Promise<Found> => readPage(walker, address, known, isFirst);
    for await (const page of orderedParallel(level, context.source.limits.concurrency, read)) {
      settings ??= page.settings;
      pages.push(page);
      frontier.add(page);
    }
  }
  return { pages: withoutRepeats(pages), isForgetful: pages.some((page) => page.isForgetful) };
}

/** The pages to read next; each address is handed out once, whatever leads to it. */
function createFrontier(first: string) {
  const seen = new Set([first]);
  let waiting = [first];
  return {
    take: (): readonly string[] => {
      const level = waiting;
      waiting = [];
      return level;
    },
    add: ({ address, url, next }: Found): void => {
      // The address that a redirect led to is read with it.
      if (url !== address) {
        seen.add(url);
        waiting = waiting.filter((each) => each !== url);
      }
      for (const each of next) {
        if (!seen.has(each)) waiting.push(each);
        seen.add(each);
      }
    },
  };
}

/** A server that answers another page's content for a page hides what should stand there. */
function withoutRepeats(pages: readonly Found[]): readonly FeedPage[] {
  const first = new Map<string, string>();
  return pages.map((page) => {
    if (page.bodyHash === null || page.members.length === 0) return page;
    const same = first.get(page.bodyHash);
    if (same === undefined) first.set(page.bodyHash, page.address);
    return same === undefined
      ? page
      : lost(page.address, pageLoop(`${page.address} repeats the page ${same}`));
  });
}

async function readPage(
  context: GatherContext,
  address: string,
  known: StreamSettings | null,
  isFirst: boolean,
): Promise<Found> {
  try {
    const remembered = await context.memory.recall(address);
    if (remembered?.rest['isClosed'] === true) return unchanged(address, remembered, []);
    const visited = await visit(context, address, accept, isFirst ? [] : [410]);
    if (visited.kind === 'unchanged') return unchanged(address, visited.page, visited.gathered);
    // Retention took the page away: what it held is on other pages, or forgotten.
    if (visited.response.status === 410) return { ...lost(address, null), remember: null };
    const page = await readRdf(visited.response);
    const index = indexPage(page);
    const settings = settingsOf(index, known);
    const { members, rest } = membersOf(index, page, settings);
    refuseOther(index, page.url, isFirst);
    const next = nextPages(index, page.url);
    const isClosed = /\bimmutable\b/i.test(page.headers['cache-control'] ?? '');
    const ids = isClosed ? [] : members.map(({ id }) => id).filter((id) => !id.startsWith('_:'));
    const state = { next, isClosed, members: ids, settings };
    const old = new Set(memberIds(remembered));
    return {
      address,
      members: members.filter(({ id }) => !old.has(id)),
      problem: rest[0] ? problemOf(rest[0].error) : null,
      remember: rest[0] ? null : (remoteKeys) => visited.remember(remoteKeys, state),
      next,
      settings,
      bodyHash: hashOf(visited.response),
      url: withoutHash(page.url),
      isForgetful: index.open.some(
        ({ predicate, object }) => forgetful.has(predicate.value) || forgetful.has(object.value),
      ),
    };
  } catch (error) {
    if (isFirst) throw error;
    return lost(address, problemOfPart(error, context.signal));
  }
}

function lost(address: string, problem: Problem | null): Found {
  const nothing = { members: [], next: [], settings: null, bodyHash: null, isForgetful: false };
  return { address, url: address, problem, remember: null, ...nothing };
}

function unchanged(
  address: string,
  { rest }: RememberedPage,
  gathered: readonly Gathered[],
): Found {
  // Old records are left unsaid: a newer page may have deleted them.
  const renewed = gathered.find((each) => each.kind === 'page');
  const next = Array.isArray(rest['next']) ? rest['next'].map(String) : [];
  const settings = rememberedSettings(rest['settings']);
  return { ...lost(address, null), next, settings, remember: renewed ? () => renewed : null };
}

function rememberedSettings(value: unknown): StreamSettings {
  const { timestampPath, versionOfPath } = Object(value);
  return {
    timestampPath: typeof timestampPath === 'string' ? timestampPath : null,
    versionOfPath: typeof versionOfPath === 'string' ? versionOfPath : null,
  };
}

function hashOf({ body }: HttpResponse): string {
  return createHash('sha256').update(body).digest('hex');
}

function memberIds(page: RememberedPage | null): readonly string[] {
  const ids = page?.rest['members'];
  return Array.isArray(ids) ? ids.map(String) : [];
}

/** The stream's description must be on every page (DCAT-AP Feeds §2); the first must lead somewhere. */
function refuseOther(page: PageIndex, url: string, isFirst: boolean): void {
  const terms: readonly string[] = [tree.view, tree.relation, tree.member];
  const isPage = page.open.some(({ predicate, object }) =>
    isFirst
      ? terms.includes(predicate.value)
      : isTerm(predicate.value) || (object.termType === 'NamedNode' && isTerm(object.value)),
  );
  if (isPage) return;
  const missing = 'it has neither tree:view nor tree:relation nor tree:member';
  throw new HarvestError('GATHER_EMPTY', `${url} is no page of an event stream: ${missing}.`);
}

/** Where a page leads: along its relations, or from the stream's own address to its first view. */
function nextPages(page: PageIndex, url: string): readonly string[] {
  const targets = page.valuesOf(tree.relation).length > 0 ? [...page.valuesOf(tree.node)] : [];
  if (targets.length === 0 && page.members.length === 0) {
    const views = page.valuesOf(tree.view).map((view) => withoutHash(view));
    if (!views.includes(withoutHash(url))) targets.push(...views.slice(0, 1));
  }
  return targets.map(withoutHash).filter((address) => address !== withoutHash(url));
}

function withoutHash(address: string): string {
  const url = addressOf(address);
  if (url === null) return address;
  url.hash = '';
  return url.href;
}

function pageLoop(what: string): Problem {
  return problemOf(new HarvestError('GATHER_PAGE_LOOP', `${what}; the walk stopped there.`));
}
