import type { NamedNode, Quad, Term } from '@rdfjs/types';
import type { Note } from '../../model/record.ts';
import { indexBySubject, nodeKey } from '../../rdf/graph.ts';
import { blankNode, quad, rdf, schema } from '../../rdf/vocabularies.ts';
import type { Node, Value } from '../draft.ts';

/** A graph while its schema.org statements are turned into those of DCAT. */
export interface Translation {
  /** Values of a schema.org property of a node; they count as read. */
  take(node: Term, ...names: readonly string[]): readonly Value[];
  /** As `take`, but leaves the statements to the reader, which lists them as left out. */
  look(node: Term, name: string): readonly Value[];
  isA(node: Term, name: string): boolean;
  has(node: Node, property: NamedNode): boolean;
  add(node: Node, property: NamedNode, value: Value): void;
  /** Adds values unless the source has said them in DCAT as well. */
  fill(node: Node, property: NamedNode, values: readonly Value[]): void;
  /** A new blank node. */
  node(): Node;
  /** Whether it is the first time that a node is met in a role. */
  isNew(node: Term, role: string): boolean;
  note(note: Note): void;
}

/** What came of a translation. */
export interface Translated {
  readonly quads: readonly Quad[];
  readonly notes: readonly Note[];
}

/** Runs a translation over a graph: what it took is replaced by what it added. */
export function translate(
  quads: readonly Quad[],
  run: (translation: Translation) => void,
): Translated {
  const index = indexBySubject(quads);
  const taken = new Set<Quad>();
  const added: Quad[] = [];
  const notes: Note[] = [];
  const met = new Set<string>();
  const filled = new Set<string>();
  let nodes = 0;
  const about = (node: Term) =>
    node.termType === 'Literal' ? [] : (index.get(nodeKey(node)) ?? []);
  const said = (node: Term, name: string) =>
    about(node).filter(({ predicate }) => predicate.value === schema.base + name);
  const values = (found: readonly Quad[]) => found.map(({ object }) => object as Value); // Parsed RDF has no others.
  const has = (node: Node, property: NamedNode) =>
    about(node).some(({ predicate }) => predicate.equals(property));
  const add = (node: Node, property: NamedNode, value: Value) => {
    added.push(quad(node, property, value));
  };
  run({
    take: (node, ...names) => {
      const found = names.flatMap((name) => said(node, name));
      for (const each of found) taken.add(each);
      return values(found);
    },
    look: (node, name) => values(said(node, name)),
    isA: (node, name) =>
      about(node).some(
        (q) => q.predicate.equals(rdf.type) && q.object.value === schema.base + name,
      ),
    has: (node, property) =>
      has(node, property) || filled.has(`${nodeKey(node)} ${property.value}`),
    add,
    fill: (node, property, all) => {
      if (has(node, property)) return;
      filled.add(`${nodeKey(node)} ${property.value}`);
      for (const value of all) add(node, property, value);
    },
    node: () => blankNode(`schema${nodes++}`),
    isNew: (node, role) => {
      const key = `${role} ${nodeKey(node)}`;
      return !met.has(key) && Boolean(met.add(key));
    },
    note: (note) => notes.push(note),
  });
  return { quads: [...quads.filter((each) => !taken.has(each)), ...added], notes };
}

/** A value as a node that can be described, or null for a text. */
export function nodeOf(value: Value): Node | null {
  return value.termType === 'Literal' ? null : value;
}
