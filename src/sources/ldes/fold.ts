import type { Quad } from '@rdfjs/types';
import { HarvestError } from '../../model/problem.ts';
import { toCanonicalNTriples } from '../../rdf/serialise.ts';
import {
  catalogueClasses,
  datasetClasses,
  listingClasses,
  typeProperty,
} from '../entity-classes.ts';
import type { Member } from './members.ts';
import { type Description, type FeedState, type KnownObject, shortDigest } from './state.ts';
import type { FeedPage } from './walk.ts';

/** Most characters of new descriptions held at once. */
const mostText = 400_000_000;

/** What the members of a walk change. */
export interface Changes {
  /** Objects after the walk, the unchanged ones included. */
  readonly state: FeedState;
  /** New descriptions of datasets and entities. */
  readonly descriptions: ReadonlyMap<string, Description>;
  /** IRIs of what was created, changed or deleted. */
  readonly touched: ReadonlySet<string>;
  /** Objects whose latest member cannot be used. */
  readonly broken: ReadonlyMap<string, { readonly error: HarvestError; readonly url: string }>;
}

interface Latest {
  readonly member: Member;
  readonly url: string;
}

/** Takes the latest member of each object: by time, then by place in the walk. */
function latestOf(pages: readonly FeedPage[], before: FeedState): ReadonlyMap<string, Latest> {
  const latest = new Map<string, Latest>();
  for (const { members, address: url } of pages) {
    for (const member of members) {
      const at = latest.get(member.object)?.member.at ?? before.get(member.object)?.at ?? null;
      if (at === null || member.at === null || member.at >= at)
        latest.set(member.object, { member, url });
    }
  }
  return latest;
}

/** Applies the members of a walk to what was known. Throws PARSE_UNSAFE when they are too large. */
export function fold(pages: readonly FeedPage[], before: FeedState): Changes {
  const state = new Map(before);
  const descriptions = new Map<string, Description>();
  const touched = new Set<string>();
  const broken = new Map<string, { error: HarvestError; url: string }>();
  let size = 0;
  for (const [iri, { member, url }] of latestOf(pages, before)) {
    const known = objectOf(member, before.get(iri));
    if (known === null) continue;
    if (known instanceof HarvestError) {
      broken.set(iri, { error: known, url });
      continue;
    }
    state.set(iri, known);
    touched.add(iri);
    if (known.kind === 'gone') continue;
    const ntriples = toCanonicalNTriples(member.quads);
    size += ntriples.length;
    if (size > mostText) {
      throw new HarvestError(
        'PARSE_UNSAFE',
        `The feed describes more than ${mostText} characters at once.`,
      );
    }
    descriptions.set(iri, { ntriples, url });
  }
  return { state, descriptions, touched, broken };
}

/** What a member makes of its object; null for a catalogue, which only lists; or why it is unusable. */
function objectOf(
  member: Member,
  before: KnownObject | undefined,
): KnownObject | HarvestError | null {
  const { at, object, quads, error } = member;
  if (error) return error;
  if (member.change === 'delete') return { at, kind: 'gone', refersTo: [] };
  const own = quads.filter(({ subject }) => subject.value === object);
  if (own.length === 0) {
    return new HarvestError(
      'MAP_UNREADABLE',
      `${member.id} announces ${object} without describing it.`,
    );
  }
  const isOne = (classes: ReadonlySet<string>) =>
    own.some((quad) => quad.predicate.value === typeProperty && classes.has(quad.object.value));
  if (isOne(listingClasses) && (isOne(catalogueClasses) || !isOne(datasetClasses))) return null;
  const kind = isOne(datasetClasses) ? 'dataset' : 'entity';
  if (before?.kind === 'dataset' && kind === 'entity') {
    return new HarvestError(
      'MAP_NO_DATASET',
      `${member.id} no longer says that ${object} is a dataset.`,
    );
  }
  return { at, kind, refersTo: [...new Set(linksOf(quads).map(shortDigest))] };
}

/** IRIs that a description refers to. */
export function linksOf(quads: readonly Quad[]): readonly string[] {
  return quads
    .filter(
      ({ predicate, object }) =>
        object.termType === 'NamedNode' && predicate.value !== typeProperty,
    )
    .map(({ object }) => object.value);
}

/** Datasets to read anew: those that changed, and those that lead to something that did. */
export function datasetsDue({ state, touched, broken }: Changes): ReadonlySet<string> {
  const referring = new Map<string, string[]>();
  for (const [iri, { refersTo }] of state) {
    for (const digest of refersTo) {
      const list = referring.get(digest);
      if (list) list.push(iri);
      else referring.set(digest, [iri]);
    }
  }
  const reached = new Set(touched);
  // A set grows while it is walked. A dataset is no part of the datasets that refer to it.
  for (const iri of reached) {
    if (state.get(iri)?.kind === 'dataset') continue;
    for (const user of referring.get(shortDigest(iri)) ?? []) reached.add(user);
  }
  return new Set(
    [...reached].filter((iri) => state.get(iri)?.kind === 'dataset' && !broken.has(iri)),
  );
}
