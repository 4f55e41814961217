import type { BlankNode, Quad } from '@rdfjs/types';
import { DataFactory } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { SaxesParser } from 'saxes';
import { HarvestError } from '../model/problem.ts';
import { type RdfParse, sift } from './failure.ts';

/** Deepest nesting of elements that is read; the RDF/XML parser gets slow beyond. */
const deepest = 200;

/**
 * Parses RDF/XML. Triples with an illegal IRI or language tag become failures. Throws PARSE_UNSAFE
 * for a DTD of its own or deep nesting, PARSE_TRUNCATED when its end is missing, else PARSE_SYNTAX.
 */
export async function parseRdfXml(
  text: string,
  options: { readonly baseIri: string },
): Promise<RdfParse> {
  const { baseIri } = options;
  checkXml(text, baseIri);
  // Labels say nothing outside their document: those of two documents must not meet.
  const prefix = `${DataFactory.blankNode().value}_`;
  const dataFactory = {
    ...DataFactory,
    blankNode: (label?: string): BlankNode =>
      DataFactory.blankNode(label === undefined ? undefined : prefix + label),
  };
  const parser = new RdfXmlParser({
    baseIRI: baseIri,
    dataFactory,
    // Its own check takes exponential time on long IRIs; sift makes up for it.
    validateUri: false,
    allowDuplicateRdfIds: true,
    trackPosition: true,
  });
  const quads: Quad[] = [];
  try {
    parser.end(text);
    for await (const quad of parser) quads.push(quad);
  } catch (cause) {
    const message = `${baseIri}: ${messageOf(cause)}`;
    throw new HarvestError('PARSE_SYNTAX', message, { cause });
  }
  return sift(quads);
}

/** Checks what the RDF/XML parser does not: that the document is safe, whole and well-formed. */
export function checkXml(text: string, from: string): void {
  const parser = new SaxesParser({ position: true });
  let depth = 0;
  let closing = false;
  parser.on('doctype', (declaration) => {
    if (declaration.includes('[')) {
      throw new HarvestError('PARSE_UNSAFE', `${from}: the XML brings its own DTD with entities`);
    }
  });
  parser.on('opentag', () => {
    if (++depth <= deepest) return;
    const message = `${from}: the XML is nested more than ${deepest} levels deep`;
    throw new HarvestError('PARSE_UNSAFE', message);
  });
  parser.on('closetag', () => {
    depth--;
  });
  parser.on('error', (cause) => {
    throw closing
      ? new HarvestError('PARSE_TRUNCATED', `${from}: the XML ends in the middle`, { cause })
      : new HarvestError('PARSE_SYNTAX', `${from}, ${messageOf(cause)}`, { cause });
  });
  parser.write(text);
  closing = true;
  parser.close();
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^(\d+):(\d+): /, 'line $1, column $2: ').slice(0, 300);
}
