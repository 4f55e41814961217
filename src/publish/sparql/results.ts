import { formatOf, toDocument } from '../formats.ts';
import { escapeLine, type LexicalForms } from './lexical-forms.ts';

const ntriplesType = 'application/n-triples';

/** Formats that name graphs, and the one for triples that belong to none. */
const withoutGraphs: Readonly<Record<string, string>> = {
  'application/n-quads': ntriplesType,
  'application/trig': 'text/turtle',
};

/** The triples as they were published, each once and sorted, as canonical N-Triples. */
export function publishedTriples(ntriples: string, forms: LexicalForms): readonly string[] {
  const lines = new Set<string>();
  for (const found of ntriples.split('\n')) {
    if (found === '') continue;
    const line = escapeLine(found);
    for (const published of forms.published(line) ?? [line]) lines.add(published);
  }
  return [...lines].sort();
}

/** Writes sorted triples of no graph in a format. */
export function writeTriples(
  lines: readonly string[],
  mediaType: string,
): Promise<string> | string {
  const ntriples = lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  const format = formatOf(withoutGraphs[mediaType] ?? mediaType);
  if (!format || format.mediaType === ntriplesType) return ntriples;
  return toDocument(format, [{ graph: '', ntriples }]);
}

/** Solutions in a table of results, counted without parsing it. */
export function countRows(table: string, mediaType: string): number {
  switch (mediaType) {
    case 'text/tab-separated-values':
      return count(table, /\n/g) - 1;
    case 'application/sparql-results+xml':
      return count(table, /<result>/g);
    case 'text/csv':
      // A quoted value may hold line ends; a quote in it is doubled.
      return count(table, /"[^"]*"|\r\n/g, '\r\n') - 1;
    default:
      // Strings escape their quotes, so a brace outside them opens an object: head, results, each
      // solution, each of its terms.
      return countSolutions(table);
  }
}

function count(text: string, pattern: RegExp, wanted?: string): number {
  let found = 0;
  for (const [match] of text.matchAll(pattern))
    if (wanted === undefined || match === wanted) found += 1;
  return found;
}

const solutionDepth = 3;

function countSolutions(json: string): number {
  let depth = 0;
  let solutions = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') {
      depth += 1;
      if (depth === solutionDepth) solutions += 1;
    } else if (token === '}') depth -= 1;
  }
  return solutions;
}
