import { rdf } from '../../rdf/vocabularies.ts';
import type { Graph, Node } from './graph.ts';

/** Namespace of SHACL. */
export const sh = 'http://www.w3.org/ns/shacl#';

/** A text in a language; '' where none is given. */
export interface Message {
  readonly value: string;
  readonly language: string;
}

/** Values of a SHACL property, by its local name, of a node of the shapes graph. */
export function valuesOf(shapes: Graph, node: Node, property: string): readonly Node[] {
  return shapes.objects(node, sh + property);
}

/** The first value of a SHACL property, if there is one. */
export function firstValueOf(shapes: Graph, node: Node, property: string): Node | undefined {
  return valuesOf(shapes, node, property)[0];
}

/** The values of sh:message, with their languages. */
export function messagesOf(shapes: Graph, node: Node): readonly Message[] {
  return valuesOf(shapes, node, 'message').map(({ term }) => ({
    value: term.value,
    language: term.termType === 'Literal' ? term.language : '',
  }));
}

/** Whether a SHACL property is set to true. */
export function isTrue(shapes: Graph, node: Node, property: string): boolean {
  return valuesOf(shapes, node, property).some(({ value }) => value === 'true' || value === '1');
}

/** The members of an RDF list, or null for a node that is no list; ends on lists in a circle. */
export function listOf(shapes: Graph, list: Node): readonly Node[] | null {
  const members: Node[] = [];
  const visited = new Set<Node>();
  let rest: Node | undefined = list;
  while (rest && rest.value !== rdf.nil.value) {
    const [first] = shapes.objects(rest, rdf.first.value);
    if (!first || visited.has(rest)) return null;
    visited.add(rest);
    members.push(first);
    rest = shapes.objects(rest, rdf.rest.value)[0];
  }
  return members;
}
