import {
  type DocumentFormat,
  formats,
  type GraphText,
  type RdfFormat,
  type Suffix,
  toNQuads,
} from '../formats.ts';

/** Triples of the default graph, where `graph` is null, or of a named one. */
export interface QuadsPart {
  readonly graph: string | null;
  readonly ntriples: string;
}

/** How to write quads in a format that has named graphs. */
export type QuadsFormat = DocumentFormat<QuadsPart>;

function known(suffix: Suffix): RdfFormat {
  const format = formats.find((candidate) => candidate.suffix === suffix);
  if (format) return format;
  throw new TypeError(`There is no format ${suffix}`);
}

/** Writes the default graph in one way and named graphs in another, under one head. */
function quadsFormat(
  format: RdfFormat,
  plain: (ntriples: string) => string | Promise<string>,
  named: (part: GraphText) => string | Promise<string>,
): QuadsFormat {
  const { suffix, mediaType, head, separator, tail } = format;
  return {
    ...{ suffix, mediaType, head, separator, tail },
    write: async ({ graph, ntriples }) =>
      graph === null ? plain(ntriples) : named({ graph, ntriples }),
  };
}

const jsonLd = known('jsonld');
const turtle = known('ttl');
const trig = known('trig');

/** The formats of change feeds, best first (DCAT-AP Feeds §1: JSON-LD or TriG, others if asked for). */
export const quadsFormats: readonly QuadsFormat[] = [
  quadsFormat(
    trig,
    (ntriples) => turtle.write({ graph: '', ntriples }),
    (part) => trig.write(part),
  ),
  quadsFormat(
    jsonLd,
    (ntriples) => jsonLd.write({ graph: '', ntriples }),
    // A node with a graph of its own: its name is that of the graph (JSON-LD 1.1 §4.9).
    async ({ graph, ntriples }) =>
      `{"@id":${JSON.stringify(graph)},"@graph":[\n${await jsonLd.write({ graph, ntriples })}\n]}`,
  ),
  quadsFormat(known('nq'), (ntriples) => ntriples, toNQuads),
];
