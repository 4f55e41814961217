import { createHash } from 'node:crypto';
import type { BlankNode, NamedNode, Quad, Term } from '@rdfjs/types';
import { HarvestError } from '../model/problem.ts';
import { toCanonicalNTriples } from '../rdf/serialise.ts';
import { blankNode, dct, quad as makeQuad } from '../rdf/vocabularies.ts';
import { contentOrder, nodeKey } from './content-order.ts';
import {
  agentClasses,
  catalogueClasses,
  datasetClasses,
  listingClasses,
  membershipProperties,
  resourceClasses,
  typeProperty,
} from './entity-classes.ts';

/** The part of a document that describes one dataset. */
export interface DatasetPart {
  /** The dataset's IRI; for a blank node its dct:identifier, else a hash of its title. */
  readonly remoteKey: string;
  /** Sorted; the same for the same description, whatever the order and blank-node labels of the document. */
  readonly ntriples: string;
  readonly quads: readonly Quad[];
}

interface DocumentIndex {
  /** Subjects that are records, in the order of the document. */
  readonly datasets: readonly (NamedNode | BlankNode)[];
  /** Nodes that a part links to but never enters. */
  readonly closed: ReadonlySet<string>;
  readonly agents: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
  readonly describes: (node: string) => boolean;
  readonly quadsOf: (node: string) => readonly Quad[];
}

/**
 * Splits a document into the descriptions of its datasets: everything reachable from a dataset,
 * without entering other datasets, catalogues, records or containers. Linear in the document's
 * size; throws PARSE_UNSAFE when shared resources would multiply it beyond measure.
 */
export function* datasetParts(quads: readonly Quad[]): Generator<DatasetPart> {
  const index = indexOf(quads);
  // A publisher shared by all datasets is copied into each part, so some growth is honest.
  let allowance = 100_000 + 64 * quads.length;
  for (const dataset of index.datasets) {
    const part = relabelled(partOf(dataset, index));
    allowance -= part.length;
    if (allowance < 0) {
      throw new HarvestError(
        'PARSE_UNSAFE',
        'The datasets of the document share so much that splitting it would multiply its size more than 64 times.',
      );
    }
    const ntriples = toCanonicalNTriples(part);
    yield { remoteKey: remoteKeyOf(dataset, index, ntriples), ntriples, quads: part };
  }
}

/** All the parts of a document at once: see {@link datasetParts}. */
export function splitDatasets(quads: readonly Quad[]): readonly DatasetPart[] {
  return [...datasetParts(quads)];
}

function indexOf(quads: readonly Quad[]): DocumentIndex {
  const bySubject = new Map<string, Quad[]>();
  const classes = new Map<string, string[]>();
  const subjects = new Map<string, NamedNode | BlankNode>();
  for (const quad of quads) {
    const { subject } = quad;
    if (subject.termType !== 'NamedNode' && subject.termType !== 'BlankNode') continue;
    const key = nodeKey(subject);
    append(bySubject, key, quad);
    if (quad.predicate.value !== typeProperty) continue;
    append(classes, key, quad.object.value);
    subjects.set(key, subject);
  }
  const keysOf = (wanted: ReadonlySet<string>) =>
    new Set(
      [...classes]
        .filter(([, names]) => names.some((name) => wanted.has(name)))
        .map(([key]) => key),
    );
  const catalogues = keysOf(catalogueClasses);
  const datasets = [...keysOf(datasetClasses)].filter((key) => !catalogues.has(key));
  return {
    datasets: datasets.flatMap((key) => subjects.get(key) ?? []),
    closed: new Set([...datasets, ...keysOf(listingClasses)]),
    agents: keysOf(agentClasses),
    resources: keysOf(resourceClasses),
    describes: (node) => bySubject.has(node),
    quadsOf: contentOrder(bySubject),
  };
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function partOf(dataset: Term, index: DocumentIndex): Quad[] {
  const start = nodeKey(dataset);
  const entered = new Set([start]);
  const part: Quad[] = [];
  // A set grows while it is walked: breadth first, every node once.
  for (const node of entered) {
    for (const quad of index.quadsOf(node)) {
      const { object } = quad;
      const target = object.termType === 'Literal' ? null : nodeKey(object);
      if (target !== null && !keepsLink(quad, node, target, start, index)) continue;
      part.push(quad);
      if (target !== null && !index.closed.has(target) && index.describes(target)) {
        entered.add(target);
      }
    }
  }
  return part;
}

/**
 * An agent never leads to what it publishes, a listing names only siblings, and a blank dataset
 * cannot be named from outside; every other link is kept.
 */
function keepsLink(
  quad: Quad,
  node: string,
  target: string,
  start: string,
  index: DocumentIndex,
): boolean {
  if (index.agents.has(node) && index.resources.has(target)) return false;
  if (target === start) return true;
  if (target.startsWith('_:') && index.closed.has(target)) return false;
  return node === start || !membershipProperties.has(quad.predicate.value);
}

/** Blank nodes get labels in the order in which the part meets them. */
function relabelled(part: readonly Quad[]): Quad[] {
  const labels = new Map<string, BlankNode>();
  const renamed = (term: BlankNode) => {
    const known = labels.get(term.value);
    if (known) return known;
    const label = blankNode(`b${labels.size}`);
    labels.set(term.value, label);
    return label;
  };
  return part.map((quad) => {
    const subject = quad.subject.termType === 'BlankNode' ? renamed(quad.subject) : quad.subject;
    const object = quad.object.termType === 'BlankNode' ? renamed(quad.object) : quad.object;
    return subject === quad.subject && object === quad.object
      ? quad
      : makeQuad(subject, quad.predicate, object);
  });
}

function remoteKeyOf(
  dataset: NamedNode | BlankNode,
  index: DocumentIndex,
  ntriples: string,
): string {
  if (dataset.termType === 'NamedNode') return dataset.value;
  const own = index.quadsOf(nodeKey(dataset));
  const valuesOf = (property: NamedNode) =>
    own.filter((quad) => quad.predicate.equals(property)).map((quad) => quad.object.value);
  const [identifier] = valuesOf(dct.identifier);
  if (identifier) return identifier;
  const titles = valuesOf(dct.title).join('\n');
  return `title-${createHash('sha256')
    .update(titles || ntriples)
    .digest('hex')
    .slice(0, 32)}`;
}
