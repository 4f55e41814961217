import type { Term } from '@rdfjs/types';
import { Parser } from 'n3';
import { indexBySubject } from '../../rdf/graph.ts';
import { isMintedFragment } from '../../rdf/mint.ts';
import { rdf } from '../../rdf/vocabularies.ts';

/** A value: the terms of one that is described in place, such as a contact, else one term. */
export type ComparedValue = readonly Term[];

// However many nodes lead to one another, a comparison ends.
const mostFollowed = 20_000;
const maxDepth = 6;

/** The same for values that say the same, in whatever order. */
export function signOf(values: readonly ComparedValue[]): string {
  const signs = values.map((terms) => JSON.stringify(terms.map(({ value }) => value).sort()));
  return JSON.stringify(signs.sort());
}

/** IRIs among the values that bear the name of another: shown by name they could not be told apart. */
export function namesakesOf(
  values: readonly ComparedValue[],
  nameOf: (iri: string) => string | undefined,
): ReadonlySet<string> {
  const byName = new Map<string, Set<string>>();
  for (const { termType, value } of values.flat()) {
    const name = termType === 'NamedNode' ? nameOf(value) : undefined;
    if (name !== undefined) byName.set(name, (byName.get(name) ?? new Set()).add(value));
  }
  return new Set([...byName.values()].filter(({ size }) => size > 1).flatMap((iris) => [...iris]));
}

/**
 * What a description says of its dataset, by property. What is described in place counts by what is
 * said of it, a few nodes deep: an IRI minted for it is another in every record.
 */
export function comparedValues(
  ntriples: string,
  dataset: string,
): ReadonlyMap<string, readonly ComparedValue[]> {
  const within = indexBySubject(new Parser({ format: 'N-Triples' }).parse(ntriples));
  const byProperty = new Map<string, ComparedValue[]>();
  let left = mostFollowed;
  const termsOf = (object: Term, seen: Set<string>, depth: number): readonly Term[] => {
    // An identifier may be the text of the dataset's own IRI.
    const isFollowed = object.termType === 'NamedNode' && !seen.has(object.value);
    if (!isFollowed || left <= 0 || depth > maxDepth) return [object];
    const inside = (within.get(object.value) ?? []).filter(
      (quad) => quad.predicate.value !== rdf.type.value,
    );
    if (inside.length === 0) return [object];
    left -= inside.length;
    seen.add(object.value);
    const terms = inside.flatMap((quad) => termsOf(quad.object, seen, depth + 1));
    return isMintedFragment(object.value) ? terms : [object, ...terms];
  };
  for (const { predicate, object } of within.get(dataset) ?? []) {
    const value = termsOf(object, new Set([dataset]), 1);
    const values = byProperty.get(predicate.value);
    if (values) values.push(value);
    else byProperty.set(predicate.value, [value]);
  }
  return byProperty;
}
