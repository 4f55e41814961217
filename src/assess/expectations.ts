import type { Quad, Term } from '@rdfjs/types';
import { indexBySubject, nodeKey } from '../rdf/graph.ts';
import { dcat } from '../rdf/vocabularies.ts';

const sh = 'http://www.w3.org/ns/shacl#';

/** Dataset properties that a profile demands or recommends, as IRIs in alphabetical order. */
export interface Expectations {
  readonly mandatory: readonly string[];
  readonly recommended: readonly string[];
}

/**
 * Reads the expectations out of a profile's shapes: properties of dcat:Dataset with a minimum count
 * are mandatory when their severity is sh:Violation (the default) and recommended otherwise.
 */
export function expectationsOf(shapes: readonly Quad[]): Expectations {
  const bySubject = indexBySubject(shapes);
  const values = (subject: Term, property: string): Term[] =>
    (bySubject.get(nodeKey(subject)) ?? [])
      .filter((q) => q.predicate.value === sh + property)
      .map((q) => q.object);
  const mandatory = new Set<string>();
  const recommended = new Set<string>();
  for (const target of shapes) {
    if (target.predicate.value !== `${sh}targetClass` || !target.object.equals(dcat.Dataset))
      continue;
    for (const property of values(target.subject, 'property')) {
      const path = values(property, 'path')[0];
      const minimum = Number(values(property, 'minCount')[0]?.value ?? 0);
      if (path?.termType !== 'NamedNode' || minimum < 1) continue;
      const severity = values(property, 'severity')[0]?.value ?? `${sh}Violation`;
      (severity === `${sh}Violation` ? mandatory : recommended).add(path.value);
    }
  }
  return {
    mandatory: [...mandatory].sort(),
    recommended: [...recommended].filter((property) => !mandatory.has(property)).sort(),
  };
}
