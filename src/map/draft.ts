import type { BlankNode, Literal, NamedNode, Quad } from '@rdfjs/types';
import type { NoteText } from '../model/note-texts.ts';
import type { Note } from '../model/record.ts';
import type { Localised } from '../model/source.ts';
import { nodeKey } from '../rdf/graph.ts';
import { termToNTriples } from '../rdf/serialise.ts';
import { blankNode, compact, literal, quad } from '../rdf/vocabularies.ts';
import type { Draft } from './mapping.ts';
import type { Terms } from './terms.ts';

/** What may be a subject. */
export type Node = NamedNode | BlankNode;
/** What may be an object. */
export type Value = Node | Literal;

/** Collects a draft. It is the one thing a mapping changes while it reads a record. */
export interface DraftWriter {
  readonly subject: Node;
  /** What its values are read with. */
  readonly terms: Terms;
  /** A new blank node; labels are counted, so equal input gives equal labels. */
  node(): BlankNode;
  /** Adds a triple once, however often it is said. */
  add(subject: Node, property: NamedNode, value: Value): void;
  /** Adds one literal per language. */
  addTexts(subject: Node, property: NamedNode, texts: Localised): void;
  values(subject: Node, property: NamedNode): readonly Value[];
  has(subject: Node, property: NamedNode): boolean;
  /** Removes a node's triples with this property and value. */
  remove(subject: Node, property: NamedNode, value: Value): void;
  /** Gives a node another name wherever it stands. */
  rename(node: Node, name: Node): void;
  /** Removes all triples about a node. */
  forget(subject: Node): void;
  /** Keeps an identifier of the origin. */
  identify(identifier: string): void;
  /** Notes a change once; after the hundredth note the rest is dropped. */
  note(
    kind: Note['kind'],
    property: NamedNode | string,
    message: NoteText,
    original?: string,
  ): void;
  draft(): Draft;
}

const mostNotes = 100;
const longestOriginal = 500;
const longestIdentifier = 500;

/** Starts a draft, or goes on with one; `label` begins the names of its blank nodes. */
export function writeDraft(subject: Node, label: string, terms: Terms, begun?: Draft): DraftWriter {
  const quads = new Map<string, Map<string, Quad>>();
  const notes = new Map<string, Note>();
  const identifiers = new Set<string>(begun?.identifiers);
  let nodes = 0;
  const keyOf = (property: NamedNode, value: Value) => `${property.value} ${termToNTriples(value)}`;
  const about = (node: Node) => [...(quads.get(nodeKey(node))?.values() ?? [])];
  const put = (entry: Quad, key: string) => {
    const subjectKey = nodeKey(entry.subject);
    const known = quads.get(subjectKey);
    if (known) known.set(key, entry);
    else quads.set(subjectKey, new Map([[key, entry]]));
  };
  const noteKey = (note: Note) => `${note.kind} ${note.property} ${note.message}`;
  // Quads of RDF/JS are wider than what drafts hold: no quoted triples, no variables.
  for (const q of begun?.quads ?? []) put(q, keyOf(q.predicate as NamedNode, q.object as Value));
  for (const note of begun?.notes ?? []) notes.set(noteKey(note), note);

  const add: DraftWriter['add'] = (node, property, value) => {
    const key = keyOf(property, value);
    if (!quads.get(nodeKey(node))?.has(key)) put(quad(node, property, value), key);
  };
  return {
    subject,
    terms,
    node: () => blankNode(`${label}${nodes++}`),
    add,
    addTexts: (node, property, texts) => {
      for (const [language, text] of Object.entries(texts))
        add(node, property, literal(text, language));
    },
    values: (node, property) =>
      about(node).flatMap((q) => (q.predicate.equals(property) ? [q.object as Value] : [])), // as above
    has: (node, property) => about(node).some((q) => q.predicate.equals(property)),
    remove: (node, property, value) => {
      quads.get(nodeKey(node))?.delete(keyOf(property, value));
    },
    rename: (node, name) => {
      const renamed = (term: Value) => (term.equals(node) ? name : term);
      const all = [...quads.values()].flatMap((entries) => [...entries.values()]);
      quads.clear();
      // As above: drafts hold these terms alone, and a literal is no subject.
      for (const q of all) {
        add(
          renamed(q.subject as Node) as Node,
          q.predicate as NamedNode,
          renamed(q.object as Value),
        );
      }
    },
    forget: (node) => {
      quads.delete(nodeKey(node));
    },
    identify: (identifier) => {
      const trimmed = identifier.trim();
      if (trimmed !== '' && trimmed.length <= longestIdentifier) identifiers.add(trimmed);
    },
    note: (kind, property, message, original) => {
      const note: Note = {
        kind,
        property: typeof property === 'string' ? property : compact(property.value),
        message,
        ...(original === undefined ? {} : { original: original.slice(0, longestOriginal) }),
      };
      const key = noteKey(note);
      if (notes.size < mostNotes && !notes.has(key)) notes.set(key, note);
    },
    draft: () => ({
      subject,
      quads: [...quads.values()].flatMap((entries) => [...entries.values()]),
      identifiers: [...identifiers],
      notes: [...notes.values()],
    }),
  };
}
