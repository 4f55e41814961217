import type { NamedNode, Quad, Quad_Object, Quad_Subject } from '@rdfjs/types';
import { Store } from 'n3';
import {
  blankNode,
  dct,
  literal,
  namedNode,
  quad,
  rdf,
  skos,
} from '../../../src/rdf/vocabularies.ts';
import { expand } from '../mutations.ts';
import { readVocabularies } from '../own-shapes.ts';

/** Properties to spoil by class, both as compact names. */
export type PropertiesByClass = Readonly<Record<string, readonly string[]>>;

/** One way to spoil one property of the nodes of one class. */
export interface Mutation {
  readonly of: string;
  readonly property: string;
  readonly kind: string;
  readonly quads: readonly Quad[];
}

/** A property of a node in a description. */
interface Slot {
  readonly quads: readonly Quad[];
  readonly subject: Quad_Subject;
  readonly predicate: NamedNode;
  readonly values: readonly Quad_Object[];
}

const xsd = 'http://www.w3.org/2001/XMLSchema#';
const example = (name: string) => namedNode(`https://data.example.org/${name}`);
const authority = (name: string) =>
  namedNode(`http://publications.europa.eu/resource/authority/${name}`);

/** The description with other values of the property, and some more triples about them. */
function replaced({ quads, subject, predicate }: Slot, values: Quad_Object[], more: Quad[] = []) {
  return [
    ...quads.filter((old) => !old.subject.equals(subject) || !old.predicate.equals(predicate)),
    ...values.map((value) => quad(subject, predicate, value)),
    ...more,
  ];
}

const typed = (node: Quad_Subject, type: NamedNode, label = skos.prefLabel) => [
  quad(node, rdf.type, type),
  quad(node, label, literal('Exemple', 'fr')),
];

/** A second value like the first: another text of the same type, or a copy of the resource. */
function doubled(slot: Slot): readonly Quad[] {
  const [value] = slot.values;
  if (!value) return slot.quads;
  const second =
    value.termType === 'Literal'
      ? literal(`${value.value}0`, value.language || value.datatype)
      : example('copy');
  const more = slot.quads
    .filter(({ subject }) => second.termType === 'NamedNode' && subject.equals(value))
    .map(({ predicate, object }) => quad(example('copy'), predicate, object));
  return replaced(slot, [...slot.values, second], more);
}

/** The values keep all they say of themselves but their types. */
function untyped({ quads, values }: Slot): readonly Quad[] {
  return quads.filter(
    ({ subject, predicate }) =>
      !predicate.equals(rdf.type) || !values.some((value) => value.equals(subject)),
  );
}

const vocabularies = new Store(readVocabularies());

/** A value of the right class, and in no list. */
function unlisted(slot: Slot): readonly Quad[] {
  const own = example('unlisted');
  const types = [
    ...slot.values.flatMap((value) => vocabularies.getObjects(value, rdf.type, null)),
    ...slot.quads
      .filter(
        ({ subject, predicate }) =>
          predicate.equals(rdf.type) && slot.values.some((value) => value.equals(subject)),
      )
      .map(({ object }) => object),
  ];
  const more = types.map((type) => quad(own, rdf.type, type));
  return replaced(slot, [own], [...more, quad(own, skos.prefLabel, literal('Exemple', 'fr'))]);
}

/** The text is none of the type it says it is of. */
function malformed(slot: Slot): readonly Quad[] {
  const [value] = slot.values;
  const type = value?.termType === 'Literal' && !value.language ? value.datatype.value : '';
  const datatype = type && !type.endsWith('#string') ? type : `${xsd}date`;
  return replaced(slot, [literal('?', namedNode(datatype))]);
}

const literalOf = (text: string, type: string) => (slot: Slot) =>
  replaced(slot, [literal(text, namedNode(xsd + type))]);

/** All that may be wrong with the values of a property, by what is done to them. */
const kinds: Readonly<Record<string, (slot: Slot) => readonly Quad[]>> = {
  removed: (slot) => replaced(slot, []),
  doubled,
  text: (slot) => replaced(slot, [literal('text')]),
  'text@fr': (slot) => replaced(slot, [literal('texte', 'fr')]),
  integer: literalOf('1', 'integer'),
  decimal: literalOf('1.5', 'decimal'),
  count: literalOf('1', 'nonNegativeInteger'),
  boolean: literalOf('true', 'boolean'),
  date: literalOf('2026-01-01', 'date'),
  malformed,
  unknown: (slot) => replaced(slot, [example('unknown')]),
  blank: (slot) => replaced(slot, [blankNode('spoilt')]),
  untyped,
  unlisted,
  thing: (slot) => replaced(slot, [example('thing')], typed(example('thing'), example('Thing'))),
  concept: (slot) => replaced(slot, [example('concept')], typed(example('concept'), skos.Concept)),
  location: (slot) => replaced(slot, [example('place')], typed(example('place'), dct.Location)),
  'other list': (slot) => replaced(slot, [authority('frequency/ANNUAL')]),
  'third list': (slot) => replaced(slot, [authority('access-right/PUBLIC')]),
};

/** Names of the mutations of a property, in their order. */
export const mutationKinds = Object.keys(kinds);

/**
 * Spoils a description in every way, one at a time: each property of the first node of each
 * class, whether or not it has the property.
 */
export function* mutate(quads: readonly Quad[], properties: PropertiesByClass): Iterable<Mutation> {
  for (const [of, names] of Object.entries(properties)) {
    const type = quads.find(
      ({ predicate, object }) => predicate.equals(rdf.type) && object.value === expand(of),
    );
    if (!type) throw new Error(`The description has no ${of}`);
    for (const property of names) {
      const predicate = namedNode(expand(property));
      const values = quads
        .filter((known) => known.subject.equals(type.subject) && known.predicate.equals(predicate))
        .map(({ object }) => object);
      const slot: Slot = { quads, subject: type.subject, predicate, values };
      for (const [kind, spoil] of Object.entries(kinds))
        yield { of, property, kind, quads: spoil(slot) };
    }
  }
}
