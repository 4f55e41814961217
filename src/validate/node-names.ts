import type { Quad, Term } from '@rdfjs/types';
import { compact, dcat, rdf } from '../rdf/vocabularies.ts';

function childrenOf(quads: Iterable<Quad>): Map<string, Quad[]> {
  const children = new Map<string, Quad[]>();
  for (const quad of quads) {
    const key = `${quad.subject.termType} ${quad.subject.value}`;
    const known = children.get(key);
    if (known) known.push(quad);
    else children.set(key, [quad]);
  }
  return children;
}

/**
 * Creates a function that names a node for a report: an IRI is its own name; a blank node is named
 * by its path from the dataset, `dcat:distribution[2]/dct:license` (numbered from the second on), so
 * that a name says where to look and does not change from one run to the next.
 */
export function createNodeNames(quads: readonly Quad[]): (node: Term) => string {
  let names: Map<string, string> | undefined;
  return (node) => {
    if (node.termType !== 'BlankNode') return node.value;
    names ??= nameBlankNodes(quads);
    return names.get(node.value) ?? `_:${node.value}`;
  };
}

interface Place {
  readonly key: string;
  /** Path from the dataset; '' for the dataset itself. */
  readonly path: string;
}

function childPlaces({ path }: Place, quads: readonly Quad[]): { node: Term; path: string }[] {
  const counts = new Map<string, number>();
  return quads
    .filter(({ object }) => object.termType !== 'Literal')
    .map(({ predicate, object }) => {
      const step = (path && `${path}/`) + compact(predicate.value);
      const count = (counts.get(step) ?? 0) + 1;
      counts.set(step, count);
      return { node: object, path: count === 1 ? step : `${step}[${count}]` };
    });
}

function nameBlankNodes(quads: readonly Quad[]): Map<string, string> {
  const children = childrenOf(quads);
  const names = new Map<string, string>();
  const queue: Place[] = [];
  const visited = new Set<string>();
  const visit = (node: Term, path: string) => {
    const key = `${node.termType} ${node.value}`;
    if (visited.has(key)) return;
    visited.add(key);
    queue.push({ key, path });
    if (node.termType === 'BlankNode') names.set(node.value, path || 'dcat:Dataset');
  };
  for (const { subject, predicate, object } of quads)
    if (predicate.equals(rdf.type) && object.equals(dcat.Dataset)) visit(subject, '');
  for (const place of queue)
    for (const { node, path } of childPlaces(place, children.get(place.key) ?? []))
      visit(node, path);
  return names;
}
