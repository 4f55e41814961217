import { createHash } from 'node:crypto';
import type { GatherContext } from '../../harvest/ports.ts';
import type { Gathered } from '../../model/record.ts';

/** What is known of one object of a feed between runs. */
export interface KnownObject {
  /** Time of its latest change, in milliseconds; null when that said none. */
  readonly at: number | null;
  readonly kind: 'dataset' | 'entity' | 'gone';
  /** Digests of the IRIs that its description refers to. */
  readonly refersTo: readonly string[];
}

/** Objects of a feed by IRI. */
export type FeedState = ReadonlyMap<string, KnownObject>;

/** A description as it is kept for datasets and entities that refer to it. */
export interface Description {
  readonly ntriples: string;
  /** Page of the feed it came from. */
  readonly url: string;
}

/** Deletions kept; the source's own deletions are repeated every run, in case one was held back. */
const mostTombstones = 10_000;

const digest = (text: string, length: number) =>
  createHash('sha256').update(text).digest('base64url').slice(0, length);

/** Short digest of an IRI; two that share one cost a needless comparison and nothing else. */
export const shortDigest = (iri: string): string => digest(iri, 11);

const stateKey = (feed: string) => `ldes:state ${digest(feed, 43)}`;
const descriptionKey = (feed: string, iri: string) => `ldes:object ${digest(`${feed} ${iri}`, 43)}`;

/** The objects of the feed as the last run left them, or null when none did. */
export async function recallState({ memory, source }: GatherContext): Promise<FeedState | null> {
  const page = await memory.recall(stateKey(source.url));
  if (page === null) return null;
  const objects: unknown = page.rest['objects'];
  return new Map(Object.entries(Object(objects)).map(([iri, value]) => [iri, knownObject(value)]));
}

function knownObject(value: unknown): KnownObject {
  const { at, kind, refersTo } = Object(value);
  return {
    at: typeof at === 'number' ? at : null,
    kind: kind === 'dataset' || kind === 'gone' ? kind : 'entity',
    refersTo: Array.isArray(refersTo) ? refersTo.map(String) : [],
  };
}

/** What to yield to remember the objects; oldest deletions are forgotten. */
export function rememberState(feed: string, state: FeedState): Gathered {
  const entries = [...state];
  const gone = entries.filter(([, { kind }]) => kind === 'gone');
  const kept = new Set(
    gone
      .sort(([, a], [, b]) => (b.at ?? 0) - (a.at ?? 0))
      .slice(0, mostTombstones)
      .map(([iri]) => iri),
  );
  const objects = entries.filter(([iri, { kind }]) => kind !== 'gone' || kept.has(iri));
  return rememberedUnder(stateKey(feed), { objects: Object.fromEntries(objects) });
}

/** The description of an object as an earlier run kept it, or null. */
export async function recallDescription(
  { memory, source }: GatherContext,
  iri: string,
): Promise<Description | null> {
  const page = await memory.recall(descriptionKey(source.url, iri));
  const { ntriples, url } = Object(page?.rest);
  return typeof ntriples === 'string' && typeof url === 'string' ? { ntriples, url } : null;
}

/** What to yield to keep a description. */
export function rememberDescription(feed: string, iri: string, description: Description): Gathered {
  return rememberedUnder(descriptionKey(feed, iri), { ...description });
}

function rememberedUnder(key: string, rest: Readonly<Record<string, unknown>>): Gathered {
  const page = { key, etag: null, lastModified: null, bodyHash: '', remoteKeys: [], rest };
  return { kind: 'page', page };
}
