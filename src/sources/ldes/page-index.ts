import type { Quad, Term } from '@rdfjs/types';
import { nodeKey } from '../content-order.ts';
import type { RdfPage } from '../rdf-page.ts';
import { tree } from './terms.ts';

/** The statements of one page of a feed, by where they stand. */
export interface PageIndex {
  /** Members in the order of the page, each once. */
  readonly members: readonly Term[];
  /** Statements outside the members' own graphs. */
  readonly open: readonly Quad[];
  /** Of these, the ones about a node. */
  about(node: Term): readonly Quad[];
  /** Statements in the named graph of a member. */
  within(member: Term): readonly Quad[];
  /** IRIs of objects of a property, outside the members' graphs. */
  valuesOf(property: string): readonly string[];
}

/** Indexes a page: payloads in the members' named graphs apart from the page's own statements. */
export function indexPage({ quads }: RdfPage): PageIndex {
  const members = new Map<string, Term>();
  for (const { predicate, object } of quads) {
    if (predicate.value !== tree.member || object.termType === 'Literal') continue;
    if (!members.has(nodeKey(object))) members.set(nodeKey(object), object);
  }
  const open: Quad[] = [];
  const bySubject = new Map<string, Quad[]>();
  const byGraph = new Map<string, Quad[]>();
  for (const quad of quads) {
    const graph = nodeKey(quad.graph);
    if (members.has(graph)) append(byGraph, graph, quad);
    else {
      open.push(quad);
      append(bySubject, nodeKey(quad.subject), quad);
    }
  }
  return {
    members: [...members.values()],
    open,
    about: (node) => bySubject.get(nodeKey(node)) ?? [],
    within: (member) => byGraph.get(nodeKey(member)) ?? [],
    valuesOf: (property) =>
      open
        .filter(({ predicate }) => predicate.value === property)
        .map(({ object }) => object.value),
  };
}

function append(lists: Map<string, Quad[]>, key: string, quad: Quad): void {
  const list = lists.get(key);
  if (list) list.push(quad);
  else lists.set(key, [quad]);
}
