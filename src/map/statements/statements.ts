import type { NamedNode, Quad } from '@rdfjs/types';
import type { NoteText } from '../../model/note-texts.ts';
import type { Note } from '../../model/record.ts';
import { blankNode, compact, dcat, literal, namedNode, quad, rdf } from '../../rdf/vocabularies.ts';
import { dcatAp } from '../dcat-ap.ts';
import type { Node, Value } from '../draft.ts';
import type { Draft, MappingContext } from '../mapping.ts';
import type { Terms } from '../terms.ts';
import { saidOf, textsOf } from './texts.ts';

/**
 * What a JSON record says, put in terms of DCAT but in the record's own words. The dcat-ap mapping
 * reads it like any RDF: cleaning, vocabularies and withholding persons are its business.
 */
export interface Statements {
  readonly context: MappingContext;
  readonly dataset: Node;
  /** A node of a class; it counts only once it is said of something. */
  node(type: NamedNode): Node;
  say(subject: Node, property: NamedNode, value: Value): void;
  /** Says each text of a value in whatever form the API writes texts (see textsOf). */
  sayTexts(subject: Node, property: NamedNode, value: unknown, language?: string): void;
  /** Says a plain value as it is written; placeholders say nothing. */
  sayWord(subject: Node, property: NamedNode, value: unknown): void;
  /** Says an address as an IRI, any other value as it is written. */
  sayLink(subject: Node, property: NamedNode, value: unknown): void;
  /** Says the concept that a code or word means, or the word itself where `read` knows none. */
  sayConcept(
    subject: Node,
    property: NamedNode,
    value: unknown,
    read: (text: string, terms: Terms) => string | undefined,
  ): void;
  has(subject: Node, property: NamedNode): boolean;
  note(kind: Note['kind'], property: NamedNode, message: NoteText, original?: string): void;
  /** The draft they amount to; throws MAP_NO_TITLE. */
  draft(): Draft;
}

const isIri = /^https?:\/\/[^\s<>"{}|\\^`]{1,2000}$/;

/** Begins a dataset; `iri` is the one its holder gave it, if any; what is no http(s) IRI does not count. */
export function beginStatements(context: MappingContext, iri?: string): Statements {
  const dataset = iri !== undefined && isIri.test(iri) ? namedNode(iri) : blankNode('record');
  const quads: Quad[] = [quad(dataset, rdf.type, dcat.Dataset)];
  const notes: Note[] = [];
  let nodes = 0;
  const say: Statements['say'] = (subject, property, value) => {
    quads.push(quad(subject, property, value));
  };
  return {
    context,
    dataset,
    say,
    node: (type) => {
      const node = blankNode(`said${nodes++}`);
      say(node, rdf.type, type);
      return node;
    },
    sayTexts: (subject, property, value, language) => {
      for (const said of textsOf(value)) {
        const tag = said.language ?? language;
        say(subject, property, tag === undefined ? literal(said.text) : literal(said.text, tag));
      }
    },
    sayWord: (subject, property, value) => {
      const word = saidOf(value);
      if (word !== undefined) say(subject, property, literal(word));
    },
    sayLink: (subject, property, value) => {
      const link = saidOf(value);
      if (link === undefined) return;
      say(subject, property, isIri.test(link) ? namedNode(link) : literal(link));
    },
    sayConcept: (subject, property, value, read) => {
      const word = saidOf(value);
      if (word === undefined) return;
      const concept = read(word, context.terms);
      say(subject, property, concept === undefined ? literal(word) : namedNode(concept));
    },
    has: (subject, property) =>
      quads.some((q) => q.subject.equals(subject) && q.predicate.equals(property)),
    note: (kind, property, message, original) => {
      const name = compact(property.value);
      notes.push({
        kind,
        property: name,
        message,
        ...(original === undefined ? {} : { original }),
      });
    },
    draft: () => {
      const draft = dcatAp({ kind: 'rdf', quads }, context);
      return { ...draft, notes: [...draft.notes, ...notes] };
    },
  };
}
