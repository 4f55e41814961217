import type { Quad, Term } from '@rdfjs/types';
import type { Matchable } from 'shacl-engine';

function keyOf(term: Term): string {
  if (term.termType === 'NamedNode') return term.value;
  if (term.termType === 'Literal')
    return `"${term.value}"${term.language || `^${term.datatype.value}`}`;
  return `${term.termType} ${term.value}`;
}

type Index = Map<string, Map<string, Quad[]>>;

function insert(index: Index, key: string, quad: Quad): void {
  const byPredicate = index.get(key) ?? new Map<string, Quad[]>();
  index.set(key, byPredicate);
  const known = byPredicate.get(quad.predicate.value);
  if (known) known.push(quad);
  else byPredicate.set(quad.predicate.value, [quad]);
}

function* flatten(byPredicate: ReadonlyMap<string, Quad[]>): Iterable<Quad> {
  for (const quads of byPredicate.values()) yield* quads;
}

function find(index: Index, key: string, predicate: Term | null | undefined): Iterable<Quad> {
  const byPredicate = index.get(key);
  if (!byPredicate) return [];
  return predicate ? (byPredicate.get(predicate.value) ?? []) : flatten(byPredicate);
}

/**
 * The graph of one description as the SHACL engine reads it: built once, read only, indexed by
 * subject and by object. It ignores graph names and drops repeated triples. Much cheaper to build
 * and to ask than a general store, of which one per record would be needed.
 */
export function createRecordGraph(quads: Iterable<Quad>): Matchable {
  const bySubject: Index = new Map();
  const byObject: Index = new Map();
  const seen = new Set<string>();
  const all: Quad[] = [];
  for (const quad of quads) {
    const subject = keyOf(quad.subject);
    const object = keyOf(quad.object);
    const key = `${subject} ${quad.predicate.value} ${object}`;
    if (seen.has(key)) continue;
    seen.add(key);
    all.push(quad);
    insert(bySubject, subject, quad);
    insert(byObject, object, quad);
  }
  return {
    size: all.length,
    match(subject, predicate, object) {
      if (subject) {
        const found = find(bySubject, keyOf(subject), predicate);
        return object ? [...found].filter((quad) => quad.object.equals(object)) : found;
      }
      if (object) return find(byObject, keyOf(object), predicate);
      return predicate ? all.filter((quad) => quad.predicate.equals(predicate)) : all;
    },
  };
}
