import { Parser } from 'n3';
import { formats, type GraphText, toDocument } from './formats.ts';
import { toFramedJsonLd } from './json-ld.ts';

/** How to write the document of one resource; unlike a dump it is small, and has a subject. */
export interface ResourceFormat {
  /** Of the document's address, without the first dot. */
  readonly suffix: string;
  readonly mediaType: string;
  /** The same text for the same triples, always. */
  readonly write: (graphs: readonly GraphText[], subject: string) => Promise<string>;
}

/** The value of the media type's profile parameter that asks for framed JSON-LD (JSON-LD 1.1 §C). */
const framedProfile = 'http://www.w3.org/ns/json-ld#framed';

const framed: ResourceFormat = {
  suffix: 'framed.jsonld',
  mediaType: `application/ld+json;profile="${framedProfile}"`,
  write: (graphs, subject) =>
    toFramedJsonLd(new Parser().parse(graphs.map(({ ntriples }) => ntriples).join('')), subject),
};

/** All formats of documents. One that must be asked for by a parameter comes before those that need none. */
export const resourceFormats: readonly ResourceFormat[] = [
  framed,
  ...formats.map((format) => ({
    suffix: format.suffix,
    mediaType: format.mediaType,
    write: (graphs: readonly GraphText[]) => toDocument(format, graphs),
  })),
];
