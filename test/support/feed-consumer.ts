import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { toCanonicalNTriples } from '../../src/rdf/serialise.ts';
import { defaultGraph, quad } from '../../src/rdf/vocabularies.ts';

const as = 'https://www.w3.org/ns/activitystreams#';
const tree = 'https://w3id.org/tree#';
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** A replica of a catalogue that is kept by reading its change feed alone. */
export interface Replica {
  /** Canonical N-Triples by IRI of the entity. */
  readonly entities: Map<string, string>;
  /** Activities already applied. */
  readonly applied: Set<string>;
  /** Time of the youngest of them; '' at the beginning. */
  until: string;
}

export const emptyReplica = (): Replica => ({ entities: new Map(), applied: new Set(), until: '' });

/**
 * Brings a replica up to date as DCAT-AP Feeds §3 tells harvesters to: walks the tree where it can
 * hold news, then applies what it met in the order of time. Returns the addresses it asked for.
 */
export async function followFeed(
  root: string,
  replica: Replica,
  fetchTriG: (address: string) => Promise<string>,
): Promise<readonly string[]> {
  const asked: string[] = [];
  const met: Met[] = [];
  const queue = [root];
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    if (asked.includes(address)) continue;
    asked.push(address);
    const quads = new Parser({ format: 'TriG', baseIRI: address }).parse(await fetchTriG(address));
    const plain = quads.filter(({ graph }) => graph.termType === 'DefaultGraph');
    queue.push(...nodesWithNews(plain, address, replica.until));
    for (const { object: activity } of plain.filter(has(`${tree}member`))) {
      const at = plain.find(has(`${as}published`, activity.value))?.object.value ?? '';
      met.push({ at, activity: activity.value, quads });
    }
  }
  applyInOrder(replica, met);
  return asked;
}

/** Brings a replica up to date with members that another client gathered, in any order. */
export function applyMembers(replica: Replica, quads: readonly Quad[]): void {
  const byActivity = new Map<string, Quad[]>();
  for (const each of quads) {
    const activity = each.graph.value || each.subject.value;
    const known = byActivity.get(activity);
    if (known === undefined) byActivity.set(activity, [each]);
    else known.push(each);
  }
  const met = [...byActivity].map(([activity, own]) => ({
    at: own.find(has(`${as}published`, activity))?.object.value ?? '',
    activity,
    quads: own,
  }));
  applyInOrder(replica, met);
}

interface Met {
  readonly at: string;
  readonly activity: string;
  readonly quads: readonly Quad[];
}

function applyInOrder(replica: Replica, met: readonly Met[]): void {
  for (const { at, activity, quads } of [...met].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    if (replica.applied.has(activity)) continue;
    apply(replica, activity, quads);
    replica.applied.add(activity);
    replica.until = at;
  }
}

const has =
  (predicate: string, subject?: string) =>
  (q: Quad): boolean =>
    q.predicate.value === predicate && (subject === undefined || q.subject.value === subject);

/** Where relations lead that do not exclude activities younger than `until`. */
function nodesWithNews(quads: readonly Quad[], address: string, until: string): string[] {
  const value = (subject: string, property: string) =>
    quads.find(has(tree + property, subject))?.object.value ?? '';
  const relations = quads.filter(has(`${tree}relation`, address)).map(({ object }) => object.value);
  const over = new Set(
    relations
      .filter(
        (relation) => quads.find(has(type, relation))?.object.value === `${tree}LessThanRelation`,
      )
      .filter((relation) => value(relation, 'value') <= until)
      .map((relation) => value(relation, 'node')),
  );
  const nodes = new Set(relations.map((relation) => value(relation, 'node')));
  return [...nodes].filter((node) => !over.has(node));
}

function apply({ entities }: Replica, activity: string, quads: readonly Quad[]): void {
  const object = quads.find(has(`${as}object`, activity))?.object.value ?? '';
  const types = quads.filter(has(type, activity)).map((q) => q.object.value);
  if (types.includes(`${as}Delete`)) {
    entities.delete(object);
    return;
  }
  const payload = quads
    .filter(({ graph }) => graph.value === activity)
    .map((q) => quad(q.subject as never, q.predicate as never, q.object as never, defaultGraph()));
  entities.set(object, toCanonicalNTriples(payload));
}
