import { createHash } from 'node:crypto';
import type { Quad, Term } from '@rdfjs/types';
import { termToNTriples } from '../rdf/serialise.ts';

/** Key of a node in an index by subject: its IRI, or its label after `_:`. */
export function nodeKey(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

/** Nested blank nodes further down than this count as equal, which keeps hostile nesting cheap. */
const deepest = 32;

/**
 * Gives the quads of a subject in an order that follows from their content alone: neither from the
 * order of the document nor from the labels of its blank nodes, which many servers draw anew for
 * every answer. Blank nodes that look alike, or that hold one another, keep the document's order.
 */
export function contentOrder(
  bySubject: ReadonlyMap<string, Quad[]>,
): (subject: string) => readonly Quad[] {
  const hashes = new Map<string, string>();
  const ordered = new Set<string>();

  function textOf(term: Term, depth: number): string {
    if (term.termType !== 'BlankNode') return termToNTriples(term);
    if (depth > deepest) return '_:';
    const key = nodeKey(term);
    const known = hashes.get(key);
    if (known !== undefined) return known;
    hashes.set(key, '_:');
    const lines = (bySubject.get(key) ?? []).map((quad) => lineOf(quad, depth + 1));
    const text = `_:${createHash('sha1').update(lines.sort().join('\n')).digest('hex')}`;
    hashes.set(key, text);
    return text;
  }

  function lineOf(quad: Quad, depth: number): string {
    return `${quad.predicate.value} ${textOf(quad.object, depth)}`;
  }

  return (subject) => {
    const quads = bySubject.get(subject) ?? [];
    if (ordered.has(subject)) return quads;
    ordered.add(subject);
    const lines = new Map(quads.map((quad) => [quad, lineOf(quad, 0)]));
    const lineAt = (quad: Quad) => lines.get(quad) ?? '';
    return quads.sort((a, b) => (lineAt(a) < lineAt(b) ? -1 : lineAt(a) > lineAt(b) ? 1 : 0));
  };
}
