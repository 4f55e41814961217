import { HarvestError } from '../model/problem.ts';
import type { RdfParse } from './failure.ts';
import { type Contexts, parseJsonLd } from './json-ld.ts';
import { parseRdfXml } from './rdf-xml.ts';
import { type Look, lookAt, webPageError } from './sniff.ts';
import { parseTurtle, type TurtleFormat } from './turtle.ts';

export type { RdfParse } from './failure.ts';

type Syntax = TurtleFormat | 'json-ld' | 'rdf-xml';

const syntaxes: ReadonlyMap<string, Syntax> = new Map([
  ['text/turtle', 'text/turtle'],
  ['application/turtle', 'text/turtle'],
  ['application/x-turtle', 'text/turtle'],
  ['text/n3', 'text/turtle'],
  ['text/rdf+n3', 'text/turtle'],
  ['application/trig', 'application/trig'],
  ['application/x-trig', 'application/trig'],
  ['application/n-triples', 'application/n-triples'],
  ['application/n-quads', 'application/n-quads'],
  ['application/ld+json', 'json-ld'],
  ['application/rdf+xml', 'rdf-xml'],
]);

/** Tells whether a media type (lower case, without parameters) is one of an RDF syntax. */
export function isRdfMediaType(mediaType: string): boolean {
  return syntaxes.has(mediaType);
}

/**
 * Parses an RDF document of any syntax, recognised by its content first and its media type second.
 * Broken statements are values; throws a HarvestError PARSE_* when nothing can be made of the whole.
 */
export async function parseRdf(
  text: string,
  options: {
    /** Lower case, without parameters. */
    readonly mediaType?: string;
    readonly baseIri: string;
    readonly contexts?: Contexts;
  },
): Promise<RdfParse> {
  const { mediaType = '', baseIri } = options;
  const declared = syntaxes.get(mediaType);
  const look = lookAt(text);
  if (look === 'html') throw webPageError(text, baseIri);
  if (look === 'empty') {
    if (isTurtle(declared)) return { quads: [], failures: [] };
    throw new HarvestError('PARSE_NOT_RDF', `${baseIri} gave an empty document`);
  }
  const syntax = syntaxOf(look, declared);
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (syntax === 'json-ld') return parseJsonLd(body, options);
  if (syntax === 'rdf-xml') return parseRdfXml(body, options);
  if (syntax === null) {
    const kind = look === 'xml' ? 'XML without RDF' : `no RDF (${mediaType || 'no media type'})`;
    throw new HarvestError('PARSE_NOT_RDF', `${baseIri} gave ${kind}`);
  }
  const parsed = parseTurtle(body, { format: syntax, baseIri });
  const [first] = parsed.failures;
  if (look === null && first && parsed.quads.length === 0) {
    const message = `${baseIri} gave a text that is no RDF: ${first.error.message}`;
    throw new HarvestError('PARSE_NOT_RDF', message, { cause: first.error });
  }
  return parsed;
}

function isTurtle(syntax: Syntax | undefined): syntax is TurtleFormat {
  return syntax !== undefined && syntax !== 'json-ld' && syntax !== 'rdf-xml';
}

/** The syntax to parse; null: no RDF. */
function syntaxOf(look: Look, declared: Syntax | undefined): Syntax | null {
  switch (look) {
    case 'json':
      return 'json-ld';
    case 'rdf-xml':
      return 'rdf-xml';
    case 'xml':
      // A document of RDF/XML that was cut off early may not have reached its namespaces.
      return declared === 'rdf-xml' ? 'rdf-xml' : null;
    case 'trig':
      return declared === 'application/n-quads' ? declared : 'application/trig';
    case 'turtle':
      return isTurtle(declared) ? declared : 'text/turtle';
    default:
      return isTurtle(declared) ? declared : null;
  }
}
