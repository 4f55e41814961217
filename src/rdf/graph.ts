import type { Quad, Term } from '@rdfjs/types';

/** Identity of a node in sets and maps: its IRI, or `_:` and its label. */
export function nodeKey(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

/** Quads by the key of their subject. */
export function indexBySubject(quads: Iterable<Quad>): ReadonlyMap<string, readonly Quad[]> {
  const index = new Map<string, Quad[]>();
  for (const q of quads) {
    const key = nodeKey(q.subject);
    const group = index.get(key);
    if (group) group.push(q);
    else index.set(key, [q]);
  }
  return index;
}
