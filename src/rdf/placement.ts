import { baseOf } from './mint.ts';
import { termToNTriples } from './serialise.ts';
import { dcat } from './vocabularies.ts';

/** The triples of an entity by the graph they stand in. */
export interface Placement {
  /** Those of its own graph, as N-Triples. */
  readonly own: string;
  /** Lines about nodes that others may describe too, by the IRI of the node. */
  readonly shared: ReadonlyMap<string, readonly string[]>;
}

const isDistribution = ` ${termToNTriples(dcat.Distribution)} .`;
/** Longest IRI of a node that is given a graph of its own, in characters. */
const longestNode = 500;

/**
 * Says in which graph each triple of a published text stands, so that none stands in two: what is
 * said of a page, an act, a standard or a concept, which any number of descriptions may name, stands
 * in the graph of that node. A distribution is part of its dataset, whoever minted its IRI.
 */
export function placeTriples(entity: {
  readonly iri: string;
  readonly graph: string;
  readonly ntriples: string;
}): Placement {
  const lines = entity.ntriples.split('\n').filter((line) => line !== '');
  const itself = `<${entity.iri}>`;
  const ours = `<${baseOf(entity.graph)}/`;
  const parts = new Set(lines.filter((line) => line.endsWith(isDistribution)).map(subjectOf));
  const shared = new Map<string, string[]>();
  const own = lines.filter((line) => {
    const subject = subjectOf(line);
    if (subject === itself || subject.startsWith(ours)) return true;
    if (parts.has(subject) || subject.length > longestNode) return true;
    const node = subject.slice(1, -1);
    const known = shared.get(node);
    if (known === undefined) shared.set(node, [line]);
    else known.push(line);
    return false;
  });
  return { own: own.map((line) => `${line}\n`).join(''), shared };
}

/** The part of a published text that stands in its own graph. */
export function inOwnGraph(entity: {
  readonly kind: string;
  readonly iri: string;
  readonly graph: string;
  readonly ntriples: string;
}): string {
  return entity.kind === 'shared' ? entity.ntriples : placeTriples(entity).own;
}

// A blank space stands in no IRI.
function subjectOf(line: string): string {
  return line.slice(0, line.indexOf(' '));
}
