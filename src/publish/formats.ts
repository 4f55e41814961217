import type { Quad } from '@rdfjs/types';
import { Parser, Writer } from 'n3';
import { namedNode, prefixes, quad } from '../rdf/vocabularies.ts';
import { jsonLdContext } from './context.ts';
import { toJsonLdNodes } from './json-ld.ts';
import { rdfXmlHead, rdfXmlTail, toRdfXmlNodes } from './rdf-xml.ts';

/** Triples of one named graph as sorted N-Triples text: an entity, or a part of a page. */
export interface GraphText {
  readonly graph: string;
  readonly ntriples: string;
}

/** Suffixes of document and dump addresses, without the dot. */
export type Suffix = 'ttl' | 'jsonld' | 'rdf' | 'nt' | 'nq' | 'trig';

/** How to write a document in one format, part by part, so that one of any size needs no memory. */
export interface DocumentFormat<Part> {
  readonly suffix: Suffix;
  readonly mediaType: string;
  readonly head: string;
  /** Stands between two parts that both have triples. */
  readonly separator: string;
  readonly tail: string;
  /** The same text for the same triples, always. */
  readonly write: (part: Part) => string | Promise<string>;
}

/** How to write RDF, graph by graph. */
export type RdfFormat = DocumentFormat<GraphText>;

function parse(ntriples: string): Quad[] {
  return new Parser({ format: 'N-Triples' }).parse(ntriples);
}

function writeWithN3(quads: readonly Quad[], format: string): string {
  const writer = new Writer({ format, prefixes: { ...prefixes } });
  writer.addQuads([...quads]);
  let text = '';
  writer.end((error, result) => {
    if (error) throw error;
    text = result;
  });
  return text;
}

const turtleHead = writeWithN3([], 'text/turtle');

/** N-Quads of a graph: each line of its N-Triples with the graph's name before the full stop. */
export function toNQuads({ graph, ntriples }: GraphText): string {
  return ntriples.replaceAll(' .\n', ` <${graph}> .\n`);
}

/** All formats, best first where a client does not mind. */
export const formats: readonly RdfFormat[] = [
  {
    suffix: 'ttl',
    mediaType: 'text/turtle',
    head: turtleHead,
    separator: '\n',
    tail: '',
    write: ({ ntriples }) => writeWithN3(parse(ntriples), 'text/turtle').slice(turtleHead.length),
  },
  {
    suffix: 'jsonld',
    mediaType: 'application/ld+json',
    head: `{"@context":${JSON.stringify(jsonLdContext)},\n"@graph":[\n`,
    separator: ',\n',
    tail: '\n]}\n',
    write: ({ ntriples }) => toJsonLdNodes(parse(ntriples)),
  },
  {
    suffix: 'rdf',
    mediaType: 'application/rdf+xml',
    head: rdfXmlHead,
    separator: '',
    tail: rdfXmlTail,
    write: ({ ntriples }) => toRdfXmlNodes(parse(ntriples)),
  },
  {
    suffix: 'nt',
    mediaType: 'application/n-triples',
    head: '',
    separator: '',
    tail: '',
    write: ({ ntriples }) => ntriples,
  },
  {
    suffix: 'nq',
    mediaType: 'application/n-quads',
    head: '',
    separator: '',
    tail: '',
    write: toNQuads,
  },
  {
    suffix: 'trig',
    mediaType: 'application/trig',
    head: turtleHead,
    separator: '\n',
    tail: '',
    write: ({ graph, ntriples }) => {
      const name = namedNode(graph);
      const quads = parse(ntriples).map(({ subject, predicate, object }) =>
        quad(subject, predicate, object, name),
      );
      return writeWithN3(quads, 'application/trig').slice(turtleHead.length);
    },
  },
];

/** Finds a format by suffix or media type. */
export function formatOf(suffixOrMediaType: string): RdfFormat | undefined {
  return formats.find(
    ({ suffix, mediaType }) => suffix === suffixOrMediaType || mediaType === suffixOrMediaType,
  );
}

/** Writes parts as one document, piece by piece. */
export async function* serialise<Part>(
  format: DocumentFormat<Part>,
  parts: Iterable<Part> | AsyncIterable<Part>,
): AsyncGenerator<string> {
  yield format.head;
  let separator = '';
  for await (const part of parts) {
    const text = await format.write(part);
    if (text === '') continue;
    yield separator + text;
    separator = format.separator;
  }
  yield format.tail;
}

/** Writes a few graphs as one document. */
export async function toDocument(format: RdfFormat, parts: Iterable<GraphText>): Promise<string> {
  let document = '';
  for await (const text of serialise(format, parts)) document += text;
  return document;
}
