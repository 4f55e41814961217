import type { Quad, Term } from '@rdfjs/types';
import type { HarvestError } from '../../model/problem.ts';
import { quad as makeQuad, namedNode } from '../../rdf/vocabularies.ts';
import { nodeKey } from '../content-order.ts';
import { typeProperty } from '../entity-classes.ts';
import type { RdfPage, StatementFailures } from '../rdf-page.ts';
import type { PageIndex } from './page-index.ts';
import {
  changes,
  generatedAtTime,
  isVersionOf,
  ldes,
  objectProperties,
  tombstones,
  tree,
  usualTimes,
} from './terms.ts';

/** What a stream says of its members; pages may leave it out, then the first page's holds. */
export interface StreamSettings {
  readonly timestampPath: string | null;
  readonly versionOfPath: string | null;
}

/** One change of one object of the feed. */
export interface Member {
  /** IRI, or the label of a blank node, by which it is recognised. */
  readonly id: string;
  /** IRI of what it is about. */
  readonly object: string;
  /** In milliseconds; null when it says no time. */
  readonly at: number | null;
  readonly change: 'upsert' | 'delete';
  /** The object's description, in the default graph. */
  readonly quads: readonly Quad[];
  /** Why it cannot be used, or null. */
  readonly error: HarvestError | null;
}

/** Reads a stream's settings from a page; what it does not say is taken from `known`. */
export function settingsOf(page: PageIndex, known: StreamSettings | null): StreamSettings {
  return {
    timestampPath: page.valuesOf(ldes.timestampPath)[0] ?? known?.timestampPath ?? null,
    versionOfPath: page.valuesOf(ldes.versionOfPath)[0] ?? known?.versionOfPath ?? null,
  };
}

/**
 * Reads the members of a page in both styles: activities with the payload in their named graph
 * (DCAT-AP Feeds §2), and version objects (LDES §3). Failures that belong to no member are given back.
 */
export function membersOf(
  page: PageIndex,
  { failures }: RdfPage,
  settings: StreamSettings,
): { readonly members: readonly Member[]; readonly rest: StatementFailures } {
  const known = new Set(page.members.map(nodeKey));
  const members = page.members.flatMap((term) => readMember(term, page, settings, known) ?? []);
  const rest = failures.filter(
    (failure) =>
      failure.error.code === 'PARSE_TRUNCATED' ||
      !members.some((member) => isPartOf(failure, member)),
  );
  if (failures.length === 0) return { members, rest };
  const blamed = members.map((member) => {
    const failure = failures.find((each) => isPartOf(each, member));
    return failure ? { ...member, error: failure.error } : member;
  });
  return { members: blamed, rest };
}

function isPartOf({ subject, mentions }: StatementFailures[number], member: Member): boolean {
  if (mentions.includes(member.id)) return true;
  if (subject === null) return false;
  return subject === member.object || member.quads.some((quad) => quad.subject.value === subject);
}

function readMember(
  term: Term,
  page: PageIndex,
  settings: StreamSettings,
  known: ReadonlySet<string>,
): Member | null {
  const own = page.about(term);
  const types = valuesOf(own, typeProperty);
  const change = types.map((type) => changes.get(type)).find((each) => each !== undefined);
  const within = page.within(term);
  const shared = {
    id: nodeKey(term),
    at: timeOf([...own, ...within], term, settings),
    error: null,
  };
  const object = objectProperties.flatMap((property) => valuesOf(own, property))[0];
  if (change !== undefined && object !== undefined) {
    const described = within.length > 0 ? within : reachable(namedNode(object), page, known);
    const quads = change === 'delete' ? [] : described.map((quad) => renamed(quad, null, object));
    return { ...shared, object, change, quads };
  }
  const versionOf = settings.versionOfPath ?? isVersionOf;
  const original = valuesOf([...own, ...within], versionOf)[0];
  if (term.termType !== 'NamedNode' && original === undefined) return null;
  const subject = original ?? term.value;
  const quads = [...reachable(term, page, known), ...within]
    .filter(({ predicate: { value } }) => value !== versionOf && value !== generatedAtTime)
    .map((quad) => renamed(quad, term, subject));
  const isGone = [...types, ...valuesOf(within, typeProperty)].some((type) => tombstones.has(type));
  return { ...shared, object: subject, change: isGone ? 'delete' : 'upsert', quads };
}

function valuesOf(quads: readonly Quad[], property: string): readonly string[] {
  return quads
    .filter(({ predicate }) => predicate.value === property)
    .map((quad) => quad.object.value);
}

function timeOf(
  quads: readonly Quad[],
  member: Term,
  { timestampPath }: StreamSettings,
): number | null {
  const own = quads.filter(({ subject }) => subject.equals(member));
  for (const property of timestampPath === null ? usualTimes : [timestampPath, ...usualTimes]) {
    for (const value of valuesOf(own, property)) {
      // An xsd:dateTime without a time zone would else mean another moment on every machine.
      const at = Date.parse(
        /T[^Z+]*[^Z+-]$/.test(value) && !/[+-]\d\d:\d\d$/.test(value) ? `${value}Z` : value,
      );
      if (!Number.isNaN(at)) return at;
    }
  }
  return null;
}

/** Everything the page says about a node and what it leads to, other members left out. */
function reachable(start: Term, page: PageIndex, members: ReadonlySet<string>): readonly Quad[] {
  const entered = new Map([[nodeKey(start), start]]);
  const found: Quad[] = [];
  // A map grows while it is walked: breadth first, every node once.
  for (const node of entered.values()) {
    for (const quad of page.about(node)) {
      found.push(quad);
      const { object } = quad;
      if (object.termType === 'Literal' || quad.predicate.value === typeProperty) continue;
      const key = nodeKey(object);
      if (members.has(key) || entered.has(key) || isPageOrStream(object, page)) continue;
      entered.set(key, object);
    }
  }
  return found;
}

function isPageOrStream(node: Term, page: PageIndex): boolean {
  const structure: readonly string[] = [tree.member, tree.view, tree.relation];
  return page.about(node).some(({ predicate }) => structure.includes(predicate.value));
}

/** The statement in the default graph, about the object instead of its version. */
function renamed(quad: Quad, version: Term | null, object: string): Quad {
  const rename = <Node extends Term>(term: Node) =>
    version !== null && term.equals(version) ? namedNode(object) : term;
  return makeQuad(rename(quad.subject), quad.predicate, rename(quad.object));
}
