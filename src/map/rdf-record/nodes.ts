import type { NamedNode, Term } from '@rdfjs/types';
import { nodeKey } from '../../rdf/graph.ts';
import { compact, dcat, namedNode, rdf } from '../../rdf/vocabularies.ts';
import type { Node, Value } from '../draft.ts';
import { repairWebAddress } from '../values/iris.ts';
import { text } from './literals.ts';
import { type Place, quadsOf, type RdfRecord, type Reader, unknownValue } from './record.ts';

/** A property of the source, how its values are read, and its name in the draft if that is another. */
export type Property = readonly [given: NamedNode, read: Reader, written?: NamedNode];

/** A class of HealthDCAT-AP: what is kept of its instances. */
export interface Shape {
  readonly class: NamedNode;
  /** How each known property is read, by its IRI. */
  readonly properties: ReadonlyMap<string, Property>;
  /** Property that takes the text when a source writes a literal in the node's place. */
  readonly fromText: NamedNode | undefined;
}

/** Declares a shape. */
export function shape(
  type: NamedNode,
  properties: readonly Property[],
  fromText?: NamedNode,
): Shape {
  return {
    class: type,
    properties: new Map(properties.map((entry) => [entry[0].value, entry])),
    fromText,
  };
}

/** Deepest chain of nested nodes followed. */
const deepest = 12;

/** Properties that carry no description of the data: typing, and the transport's own. */
const silent =
  /^(?:http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#type|https:\/\/w3id\.org\/fdp\/fdp-o#|http:\/\/www\.w3\.org\/ns\/(?:ldp|hydra\/core)#|http:\/\/purl\.org\/dc\/terms\/(?:isPartOf|identifier)$)/;

/** Reads the properties a shape knows from one node of the source to a node of the draft. */
export function readProperties(
  source: Term,
  target: Node,
  wanted: Shape,
  record: RdfRecord,
  depth: number,
): void {
  for (const q of quadsOf(record, source)) {
    const entry = wanted.properties.get(q.predicate.value);
    if (!entry) {
      if (!silent.test(q.predicate.value)) record.dropped.add(compact(q.predicate.value));
      continue;
    }
    const [given, reader, property = given] = entry;
    for (const value of reader(q.object, { record, property, depth })) {
      record.writer.add(target, property, value);
    }
  }
}

/** The node that stands for a source's node in the draft: its own IRI when that is a web address. */
export function targetOf(value: Term, record: RdfRecord): Node {
  const address = value.termType === 'NamedNode' ? repairWebAddress(value.value) : undefined;
  if (!address) return record.writer.node();
  if (address.repaired) {
    record.writer.note('repaired', dcat.Dataset, 'The IRI of a resource was mended', value.value);
  }
  return namedNode(address.iri);
}

/** Reads nested nodes of a class; a literal becomes a node with that text where the shape says how. */
export function nested(shapeOf: () => Shape): Reader {
  return (value, place) => {
    const wanted = shapeOf();
    if (value.termType === 'Literal') return fromLiteral(value, place, wanted);
    const { record, depth } = place;
    const key = nodeKey(value);
    const known = record.read.get(key);
    if (known) return [known];
    if (depth >= deepest) return unknownValue(place, value, 'This is nested too deep to be read');
    const described = quadsOf(record, value).length > 0;
    if (!described && targetIsNameless(value)) {
      return unknownValue(place, value, 'Nothing is said about this node');
    }
    const target = targetOf(value, record);
    record.read.set(key, target);
    record.writer.add(target, rdf.type, wanted.class);
    readProperties(value, target, wanted, record, depth + 1);
    return [target];
  };
}

function targetIsNameless(value: Term): boolean {
  return value.termType !== 'NamedNode' || repairWebAddress(value.value) === undefined;
}

function fromLiteral(value: Term, place: Place, wanted: Shape): readonly Value[] {
  const { record } = place;
  if (!wanted.fromText)
    return unknownValue(place, value, 'A description was expected here, not a text');
  const property = wanted.fromText;
  const texts = text(value, { ...place, property });
  if (texts.length === 0) return [];
  const target = record.writer.node();
  record.writer.add(target, rdf.type, wanted.class);
  for (const each of texts) record.writer.add(target, property, each);
  return [target];
}

/** Reads nothing: for properties that another reader has taken up. */
export const elsewhere: Reader = () => [];
