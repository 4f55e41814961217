import { createHash } from 'node:crypto';
import type { Quad } from '@rdfjs/types';
import type { Localised } from '../model/source.ts';
import { type ConceptList, readConceptList } from '../rdf/concept-list.ts';
import { toCanonicalNTriples } from '../rdf/serialise.ts';
import { readGraph, type SharedGraph } from '../rdf/shared-graph.ts';
import { rdf, sh, skos } from '../rdf/vocabularies.ts';
import type { GraphText } from './formats.ts';

/** What a Turtle file of a vocabulary or profile says. */
interface TurtleGraph {
  readonly path: string;
  readonly graph: SharedGraph;
}

/** What the documents are made from. */
export interface ReferenceFiles {
  readonly vocabularies: readonly (TurtleGraph & { readonly id: string })[];
  readonly profiles: readonly {
    readonly id: string;
    readonly title: Localised;
    readonly iri: string;
    readonly version: string;
    readonly levels: Readonly<Record<string, readonly TurtleGraph[]>>;
  }[];
}

/** One property that a profile says something about. */
export interface ShapeSummary {
  readonly path: string;
  readonly name: Localised;
  readonly message: Localised;
  readonly severity: string;
}

/** A vocabulary or profile in force, as it is published. */
export interface ReferenceDocument {
  readonly id: string;
  readonly title: Localised;
  readonly graph: GraphText;
  /** SHA-256 of its triples. */
  readonly checksum: string;
  /** The concepts of a vocabulary; null for a profile. */
  readonly list: ConceptList | null;
  /** The shapes of a profile, each property once. */
  readonly shapes: readonly ShapeSummary[];
}

/** The profiles and vocabularies in force. */
export interface ReferenceDocuments {
  readonly vocabularies: () => readonly ReferenceDocument[];
  readonly profiles: () => readonly ReferenceDocument[];
  /** One checksum of them all: another release of any of them has another. */
  readonly release: () => string;
}

/** Creates the documents of what is in force; they are made when they are first asked for. */
export function createReferenceDocuments(
  { vocabularies, profiles }: ReferenceFiles,
  baseUrl: string,
): ReferenceDocuments {
  const documents = {
    vocabularies: once(() =>
      vocabularies.map((file) => vocabularyDocument(file, `${baseUrl}/vocabularies/${file.id}`)),
    ),
    profiles: once(() =>
      profiles.map((profile) => profileDocument(profile, `${baseUrl}/profiles/${profile.id}`)),
    ),
  };
  const release = once(() => {
    const all = [...documents.vocabularies(), ...documents.profiles()];
    const hash = createHash('sha256').update(all.map(({ checksum }) => checksum).join(' '));
    return hash.digest('base64url');
  });
  return { ...documents, release };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function document(id: string, graph: string, quads: readonly Quad[]) {
  const ntriples = toCanonicalNTriples(quads);
  const checksum = createHash('sha256').update(ntriples).digest('hex');
  return { id, graph: { graph, ntriples }, checksum };
}

function vocabularyDocument(
  file: TurtleGraph & { readonly id: string },
  address: string,
): ReferenceDocument {
  const quads = readGraph(file.graph);
  const scheme = quads.find(
    ({ predicate, object }) => predicate.equals(rdf.type) && object.equals(skos.ConceptScheme),
  );
  const list = readConceptList(quads, scheme?.subject.value ?? null);
  const title = Object.keys(list.title).length > 0 ? list.title : { en: file.id };
  return { ...document(file.id, address, quads), title, list, shapes: [] };
}

function profileDocument(
  { id, title, levels }: ReferenceFiles['profiles'][number],
  address: string,
): ReferenceDocument {
  const files = new Map(
    Object.values(levels)
      .flat()
      .map((file) => [file.path, file] as const),
  );
  const quads = [...files.values()].flatMap(({ graph }) => readGraph(graph));
  return { ...document(id, address, quads), title, list: null, shapes: shapesOf(quads) };
}

function shapesOf(quads: readonly Quad[]): readonly ShapeSummary[] {
  const paths = quads.filter(
    ({ predicate, object }) => predicate.equals(sh.path) && object.termType === 'NamedNode',
  );
  const about = new Map<string, Quad[]>(paths.map(({ subject }) => [subject.value, []]));
  for (const each of quads) about.get(each.subject.value)?.push(each);
  return paths
    .map(({ subject, object }) => {
      const said = about.get(subject.value) ?? [];
      const severity = said.find(({ predicate }) => predicate.equals(sh.severity));
      return {
        path: object.value,
        name: textsOf(said, sh.name.value),
        message: textsOf(said, sh.message.value),
        severity: severity?.object.value.replace(/^.*#/, '') ?? 'Violation',
      };
    })
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function textsOf(quads: readonly Quad[], property: string): Localised {
  return Object.fromEntries(
    quads.flatMap(({ predicate, object }) =>
      predicate.value === property && object.termType === 'Literal'
        ? [[object.language || 'en', object.value]]
        : [],
    ),
  );
}
