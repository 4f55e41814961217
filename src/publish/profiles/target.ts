import type { Quad } from '@rdfjs/types';
import type { Localised } from '../../model/source.ts';
import { dcat, dct, namedNode, quad, rdf } from '../../rdf/vocabularies.ts';

/** A profile that published descriptions can be stated in. */
export interface Target {
  /** Token of the profile in addresses and options. */
  readonly id: string;
  /** IRI of the profile's release. */
  readonly iri: string;
  readonly title: Localised;
  /**
   * States the triples of one graph in this profile; null where they are stored that way. Pure, and
   * needs no other graph, so that a catalogue of any size is rendered as a stream. New nodes get
   * IRIs under `graph` that depend on what they say alone; no blank node comes out.
   */
  readonly render: ((quads: readonly Quad[], graph: string) => readonly Quad[]) | null;
}

/** Subjects of a class, by IRI. */
export function instancesOf(quads: readonly Quad[], type: Quad['object']): ReadonlySet<string> {
  return new Set(
    quads
      .filter(({ predicate, object }) => predicate.equals(rdf.type) && object.equals(type))
      .map(({ subject }) => subject.value),
  );
}

/**
 * Lets catalogue records name the profile that the rendering follows: DCAT-AP 3.0.1 allows a record
 * one dct:conformsTo.
 */
export function nameProfile(quads: readonly Quad[], { iri }: Pick<Target, 'iri'>): Quad[] {
  const profile = namedNode(iri);
  const records = instancesOf(quads, dcat.CatalogRecord);
  return quads.map((q) =>
    q.predicate.equals(dct.conformsTo) && records.has(q.subject.value)
      ? quad(namedNode(q.subject.value), dct.conformsTo, profile)
      : q,
  );
}
