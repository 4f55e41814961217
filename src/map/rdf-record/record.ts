import type { NamedNode, Quad, Term } from '@rdfjs/types';
import type { NoteText } from '../../model/note-texts.ts';
import { indexBySubject, nodeKey } from '../../rdf/graph.ts';
import { rdf } from '../../rdf/vocabularies.ts';
import type { DraftWriter, Node, Value } from '../draft.ts';

/** One RDF description while it is read: its triples by subject, and the draft they go to. */
export interface RdfRecord {
  readonly writer: DraftWriter;
  /** Language of literals that carry no tag. */
  readonly language: string;
  readonly quads: ReadonlyMap<string, readonly Quad[]>;
  /** Nodes read already, by key and shape: cycles end here. */
  readonly read: Map<string, Node>;
  /** Compact names of the properties left out. */
  readonly dropped: Set<string>;
}

/** Where a value stands. */
export interface Place {
  readonly record: RdfRecord;
  readonly property: NamedNode;
  /** Steps from the dataset. */
  readonly depth: number;
}

/** Turns one value of the source into the values to publish: none, one or several. */
export type Reader = (value: Term, place: Place) => readonly Value[];

/** Prepares a description for reading. */
export function openRecord(
  quads: readonly Quad[],
  writer: DraftWriter,
  language: string,
): RdfRecord {
  return { writer, language, quads: indexBySubject(quads), read: new Map(), dropped: new Set() };
}

/** What the source says about a node. */
export function quadsOf(record: RdfRecord, node: Term): readonly Quad[] {
  return node.termType === 'Literal' ? [] : (record.quads.get(nodeKey(node)) ?? []);
}

/** The source's values of some property of a node. */
export function valuesOf(record: RdfRecord, node: Term, property: Term): Term[] {
  return quadsOf(record, node)
    .filter((q) => q.predicate.equals(property))
    .map((q) => q.object);
}

/** IRIs of a node's classes. */
export function typesOf(record: RdfRecord, node: Term): ReadonlySet<string> {
  return new Set(valuesOf(record, node, rdf.type).map((type) => type.value));
}

/** Notes a value that means nothing here. */
export function unknownValue(place: Place, value: Term, why: NoteText): readonly Value[] {
  // Labels of blank nodes mean nothing to anybody and change from run to run.
  const original = value.termType === 'BlankNode' ? undefined : value.value;
  place.record.writer.note('unknown-value', place.property, why, original);
  return [];
}
