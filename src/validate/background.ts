import type { Quad } from '@rdfjs/types';
import { dct, namedNode, quad, rdf, skos } from '../rdf/vocabularies.ts';
import { type Background, indexBackground } from './compile/index.ts';

const kept = new Set(
  [rdf.type, skos.inScheme, skos.prefLabel, dct.title].map((predicate) => predicate.value),
);

/**
 * Indexes what validation needs of the vocabularies, once for all profiles: the type, scheme and label of
 * each concept. With them the class and codelist constraints can be decided.
 */
export function indexVocabularies(quads: Iterable<Quad>): Background {
  return indexBackground(
    [...quads].filter(
      ({ subject, predicate }) => subject.termType === 'NamedNode' && kept.has(predicate.value),
    ),
  );
}

/**
 * The part of the vocabularies that a description needs: what they say of each IRI that it uses, and of
 * the schemes of those, so that whole vocabularies need not be dragged through each validation.
 */
export function selectBackground(quads: Iterable<Quad>, vocabularies: Background): Quad[] {
  const found = new Set<string>();
  const selected: Quad[] = [];
  const add = (iri: string) => {
    const node = vocabularies.nodes.get(iri);
    if (node?.term.termType !== 'NamedNode' || found.has(iri)) return;
    found.add(iri);
    for (const [predicate, values] of node.out)
      for (const { term, value } of values) {
        // Whatever stands in the vocabularies was the object of a triple.
        selected.push(quad(node.term, namedNode(predicate), term as Quad['object']));
        if (predicate === skos.inScheme.value) add(value);
      }
  };
  for (const { subject, object } of quads)
    for (const term of [subject, object]) if (term.termType === 'NamedNode') add(term.value);
  return selected;
}
