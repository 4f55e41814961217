import type { Quad } from '@rdfjs/types';
import { dct, rdf, skos } from '../rdf/vocabularies.ts';

const kept = new Set(
  [rdf.type, skos.inScheme, skos.prefLabel, dct.title].map((predicate) => predicate.value),
);

/** Whether a triple of a vocabulary is background knowledge: the type, scheme or label of a concept. */
export function isBackground({ subject, predicate }: Quad): boolean {
  return subject.termType === 'NamedNode' && kept.has(predicate.value);
}

function indexBySubject(quads: Iterable<Quad>): Map<string, Quad[]> {
  const index = new Map<string, Quad[]>();
  for (const quad of quads) {
    if (!isBackground(quad)) continue;
    const known = index.get(quad.subject.value);
    if (known) known.push(quad);
    else index.set(quad.subject.value, [quad]);
  }
  return index;
}

/**
 * Creates a function that gives the background knowledge a description needs: for each IRI it uses
 * and that a vocabulary describes, the triples about it and about its schemes (type,
 * scheme and label only). With them the class and codelist constraints can be decided without
 * dragging whole vocabularies through each validation.
 */
export function createBackground(
  vocabularyQuads: Iterable<Quad>,
): (quads: Iterable<Quad>) => Quad[] {
  const index = indexBySubject(vocabularyQuads);
  return (quads) => {
    const found = new Set<string>();
    const background: Quad[] = [];
    const add = (iri: string) => {
      const about = found.has(iri) ? undefined : index.get(iri);
      if (!about) return;
      found.add(iri);
      for (const quad of about) {
        background.push(quad);
        if (quad.predicate.equals(skos.inScheme)) add(quad.object.value);
      }
    };
    for (const { subject, object } of quads)
      for (const term of [subject, object]) if (term.termType === 'NamedNode') add(term.value);
    return background;
  };
}
