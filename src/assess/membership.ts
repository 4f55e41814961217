import type { Quad } from '@rdfjs/types';
import { skos } from '../rdf/vocabularies.ts';

/** Reads which concepts stand in which scheme (skos:inScheme). */
export function readMembership(
  vocabularies: readonly Quad[],
): (scheme: string, iri: string) => boolean {
  const members = new Map<string, Set<string>>();
  for (const { subject, predicate, object } of vocabularies) {
    if (predicate.value !== skos.inScheme.value) continue;
    const known = members.get(object.value);
    if (known) known.add(subject.value);
    else members.set(object.value, new Set([subject.value]));
  }
  return (scheme, iri) => members.get(scheme)?.has(iri) ?? false;
}
