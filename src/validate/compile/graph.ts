import type { Quad, Term } from '@rdfjs/types';
import { rdfs } from '../../rdf/vocabularies.ts';

/** Values of a node by the IRI of the property. */
export type Outgoing = ReadonlyMap<string, readonly Node[]>;

/**
 * A term of a graph. Within one graph equal terms are one object, so `===` compares them; terms of
 * different graphs are compared by `key`. Its fields are read out of the RDF/JS term once, whose
 * getters may build them anew at each access.
 */
export interface Node {
  readonly term: Term;
  readonly key: string;
  readonly type: Term['termType'];
  readonly value: string;
  /** IRI of the datatype of a literal, else ''. */
  readonly datatype: string;
  /** Language tag of a literal in lower case, else ''. */
  readonly language: string;
  /** What the graph in which the node was made says of it. */
  readonly out: Outgoing;
  /** Whether it stands in the vocabularies, and so is shared between the graphs of many records. */
  readonly isShared: boolean;
}

/** The vocabularies, indexed once and shared by the graphs of all records. */
export interface Background {
  /** Nodes by key. */
  readonly nodes: ReadonlyMap<string, Node>;
}

/** A read-only graph for validation: graph names are ignored, repeated triples count once. */
export interface Graph {
  /** The subjects of its own triples, not those of the background. */
  readonly subjects: readonly Node[];
  /** Whether its own triples state that some class is a subclass of another. */
  readonly hasSubclasses: boolean;
  /** The node of a term; one without triples if the term is unknown. */
  node(term: Term): Node;
  /** All that is known of a node, from the graph and from the background. */
  outgoing(node: Node): Outgoing;
  objects(node: Node, predicate: string): readonly Node[];
  /** Subjects by object for a predicate; in the background only what leads from the nodes used. */
  incoming(predicate: string): ReadonlyMap<Node, readonly Node[]>;
}

/** IRI of rdfs:subClassOf. */
export const subClassOf = `${rdfs.base}subClassOf`;

type MutableOutgoing = Map<string, Node[]>;

/** The empty list of nodes; shared, so that finding nothing costs nothing. */
export const none: readonly Node[] = Object.freeze([]);

const nothing: MutableOutgoing = new Map();

/**
 * The node of a term, which enters `nodes`: the one of the background if it knows the term, else a
 * new one, which is shared if there is no background, because it is the background that is made.
 */
function intern(
  nodes: Map<string, Node>,
  term: Term,
  background?: ReadonlyMap<string, Node>,
): Node {
  const { termType: type, value } = term;
  let key = type === 'NamedNode' ? value : `_:${value}`;
  let datatype = '';
  let language = '';
  if (term.termType === 'Literal') {
    // Language tags have no upper and lower case (RDF 1.1 Concepts §3.3).
    language = term.language.toLowerCase();
    datatype = term.datatype.value;
    key = `"${language || datatype}"${value}`;
  }
  const known = nodes.get(key);
  if (known) return known;
  const node = background?.get(key) ?? {
    term,
    key,
    type,
    value,
    datatype,
    language,
    out: nothing,
    isShared: background === undefined,
  };
  nodes.set(key, node);
  return node;
}

/** Adds the values of `from` to `to`, each once. */
function merge(to: MutableOutgoing, from: Outgoing): void {
  for (const [predicate, values] of from)
    to.set(predicate, [...new Set([...(to.get(predicate) ?? none), ...values])]);
}

function dropRepeated(out: MutableOutgoing): void {
  for (const [predicate, values] of out)
    if (values.length > 1) out.set(predicate, [...new Set(values)]);
}

/** Whether a node is one that the vocabularies describe: what is wrong with it is not the record's. */
export function isKnown(node: Node): boolean {
  return node.isShared && node.out.size > 0;
}

/** Indexes the vocabularies, or whatever all records are validated together with. */
export function indexBackground(quads: Iterable<Quad>): Background {
  const nodes = new Map<string, Node>();
  fill(quads, (term) => intern(nodes, term), outOf);
  return { nodes };
}

interface Draft extends Node {
  out: MutableOutgoing;
}

/** The map of a node to write to while its graph is built. */
function outOf(node: Node): MutableOutgoing {
  // Only the graph that is being built knows the node yet, so that nobody sees it change.
  const draft = node as Draft;
  if (draft.out === nothing) draft.out = new Map();
  return draft.out;
}

interface Filled {
  readonly subjects: readonly Node[];
  readonly hasSubclasses: boolean;
}

function fill(
  quads: Iterable<Quad>,
  nodeOf: (term: Term) => Node,
  ownOf: (node: Node) => MutableOutgoing,
): Filled {
  const subjects = new Set<Node>();
  let hasSubclasses = false;
  let lastTerm: Term | undefined;
  let own = nothing;
  for (const { subject, predicate, object } of quads) {
    if (subject !== lastTerm) {
      lastTerm = subject;
      const node = nodeOf(subject);
      subjects.add(node);
      own = ownOf(node);
    }
    const property = predicate.value;
    const values = own.get(property);
    const value = nodeOf(object);
    if (values) values.push(value);
    else own.set(property, [value]);
    if (property === subClassOf) hasSubclasses = true;
  }
  for (const subject of subjects) dropRepeated(ownOf(subject));
  return { subjects: [...subjects], hasSubclasses };
}

/** Indexes the triples of one record, seen together with the background. */
export function createGraph(quads: Iterable<Quad>, background: Background): Graph {
  const nodes = new Map<string, Node>();
  const node = (term: Term) => intern(nodes, term, background.nodes);
  // What the record itself says of nodes that the background shares with other records.
  const overlay = new Map<Node, MutableOutgoing>();
  const ownOf = (subject: Node): MutableOutgoing => {
    if (!subject.isShared) return outOf(subject);
    const own = overlay.get(subject) ?? new Map<string, Node[]>();
    overlay.set(subject, own);
    return own;
  };
  const { subjects, hasSubclasses } = fill(quads, node, ownOf);
  for (const [subject, own] of overlay) merge(own, subject.out);
  const outgoing = (of: Node): Outgoing =>
    (of.isShared && overlay.size > 0 ? overlay.get(of) : undefined) ?? of.out;
  const inverse = new Map<string, ReadonlyMap<Node, readonly Node[]>>();
  return {
    subjects,
    hasSubclasses,
    node,
    outgoing,
    objects: (of, predicate) => outgoing(of).get(predicate) ?? none,
    incoming(predicate) {
      let found = inverse.get(predicate);
      if (found === undefined) {
        found = invert(nodes.values(), outgoing, predicate);
        inverse.set(predicate, found);
      }
      return found;
    },
  };
}

function invert(
  mentioned: Iterable<Node>,
  outgoing: (node: Node) => Outgoing,
  predicate: string,
): ReadonlyMap<Node, readonly Node[]> {
  const found = new Map<Node, Node[]>();
  const reached = new Set(mentioned);
  for (const subject of reached) {
    const out = outgoing(subject);
    for (const object of out.get(predicate) ?? none) {
      const subjects = found.get(object);
      if (subjects) subjects.push(subject);
      else found.set(object, [subject]);
    }
    // A set gives what is added during the walk as well: a concept leads on to its scheme.
    if (subject.isShared)
      for (const values of out.values()) for (const value of values) reached.add(value);
  }
  return found;
}
