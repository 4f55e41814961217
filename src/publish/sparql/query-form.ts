import { SparqlError } from './problem.ts';

/** The four forms of a query (SPARQL 1.1 Query §16). */
export type QueryForm = 'select' | 'ask' | 'construct' | 'describe';

const forms: ReadonlySet<string> = new Set(['select', 'ask', 'construct', 'describe']);
const updates: ReadonlySet<string> = new Set(
  'insert delete load clear create drop copy move add with'.split(' '),
);

const tableTypes = [
  'application/sparql-results+json',
  'application/sparql-results+xml',
  'text/csv',
  'text/tab-separated-values',
];
const graphTypes = [
  'text/turtle',
  'application/n-triples',
  'application/rdf+xml',
  'application/ld+json',
];

/** Media types in which the result of a form of query can be given, best first. */
export function resultTypes(form: QueryForm): readonly string[] {
  return form === 'select' || form === 'ask' ? tableTypes : graphTypes;
}

/** What can be known of a query without parsing it all. */
export interface QueryOutline {
  readonly form: QueryForm;
  /** Whether it names its own dataset (FROM, FROM NAMED). */
  readonly hasDataset: boolean;
}

/**
 * Outlines a query. Throws a SparqlError for an update, for a query that asks other endpoints
 * (SERVICE would let strangers send requests from here) and for what is no query.
 */
export function outlineQuery(query: string): QueryOutline {
  let form: QueryForm | undefined;
  let hasDataset = false;
  for (const word of bareWords(query)) {
    if (word === 'service')
      throw new SparqlError('SPARQL_SERVICE_REFUSED', 'SERVICE is not allowed at this endpoint.');
    if (word === 'from') hasDataset = true;
    if (form !== undefined) continue;
    if (updates.has(word))
      throw new SparqlError('SPARQL_UPDATE_REFUSED', 'This endpoint answers queries only.');
    // The cast is what the set says.
    if (forms.has(word)) form = word as QueryForm;
  }
  if (form === undefined)
    throw new SparqlError('SPARQL_MALFORMED', 'No SELECT, ASK, CONSTRUCT or DESCRIBE was found.');
  return { form, hasDataset };
}

// One token at a time: comment, IRI, variable or language tag, word or prefixed name, the rest of a
// prefixed name, any other character. Each matches without going back, so long texts stay cheap.
const token =
  /#[^\n\r]*|<[^<>"{}|^`\\\s]*>|[?$@][\w-]+|(\w+)(:[^\s<>"'(){},;#[\]|/^*+?!$&=@]*)?|:[^\s<>"'(){},;#[\]|/^*+?!$&=@]*|[\s\S]/y;

/** Words outside strings, comments, IRIs, names and variables, in lower case. */
function* bareWords(query: string): Generator<string> {
  let at = 0;
  while (at < query.length) {
    const character = query[at];
    if (character === '"' || character === "'") {
      at = endOfString(query, at, character);
      continue;
    }
    token.lastIndex = at;
    const match = token.exec(query);
    if (!match) return;
    at = token.lastIndex;
    const [, word, local] = match;
    if (word && local === undefined) yield word.toLowerCase();
  }
}

function endOfString(query: string, start: number, quote: string): number {
  const long = query.startsWith(quote.repeat(3), start);
  const end = long ? quote.repeat(3) : quote;
  let at = start + end.length;
  while (at < query.length && !query.startsWith(end, at)) at += query[at] === '\\' ? 2 : 1;
  return at + end.length;
}
