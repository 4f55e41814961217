import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { toCanonicalNTriples } from '../../../rdf/serialise.ts';
import { literal, namedNode, quad } from '../../../rdf/vocabularies.ts';
import { createLexicalForms } from '../lexical-forms.ts';
import { SparqlError } from '../problem.ts';
import { publishedTriples, writeTriples } from '../results.ts';
import { showDatatype } from './literals.ts';
import { readResults, writeResults } from './results.ts';

/** A result in the format asked for. */
export interface WrittenResult {
  readonly body: string;
  /** Solutions or triples. */
  readonly rows: number;
}

/** What other stores make of literals is not known; that counts become xsd:integer is usual. */
const forms = createLexicalForms(() => []);

/** Writes what a store answered in JSON in the format asked for. */
export function writeTable(text: string, mediaType: string): WrittenResult {
  const results = readResults(text);
  if (results) {
    const rows = 'boolean' in results ? 1 : results.solutions.length;
    return { body: writeResults(results, mediaType), rows };
  }
  throw new SparqlError('SPARQL_FAILED', 'The SPARQL store did not answer with results in JSON.');
}

/** Writes what a store answered in N-Triples in the format asked for, with the published datatypes. */
export async function writeGraph(text: string, mediaType: string): Promise<WrittenResult> {
  const lines = publishedTriples(toCanonicalNTriples(parse(text).map(showDatatypes)), forms);
  return { body: await writeTriples(lines, mediaType), rows: lines.length };
}

function parse(text: string): Quad[] {
  try {
    return new Parser({ format: 'N-Triples' }).parse(text);
  } catch (cause) {
    throw new SparqlError('SPARQL_FAILED', 'The SPARQL store did not answer with N-Triples.', {
      cause,
    });
  }
}

function showDatatypes(given: Quad): Quad {
  const { subject, predicate, object } = given;
  if (object.termType !== 'Literal' || object.language) return given;
  const datatype = showDatatype(object.datatype.value);
  if (datatype === object.datatype.value) return given;
  return quad(subject, predicate, literal(object.value, namedNode(datatype)));
}
