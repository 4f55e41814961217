import { SparqlError } from './problem.ts';

/** The four forms of a query (SPARQL 1.1 Query §16). */
export type QueryForm = 'select' | 'ask' | 'construct' | 'describe';

const forms: ReadonlySet<string> = new Set(['select', 'ask', 'construct', 'describe']);
const updates: ReadonlySet<string> = new Set(
  'insert delete load clear create drop copy move add with'.split(' '),
);
const volatile = ['now', 'rand', 'struuid', 'uuid'];

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
  'application/trig',
  'application/n-quads',
];

/** Media types in which the result of a form of query can be given, best first. */
export function resultTypes(form: QueryForm): readonly string[] {
  return form === 'select' || form === 'ask' ? tableTypes : graphTypes;
}

/** What can be known of a query without parsing it all. */
export interface QueryOutline {
  readonly form: QueryForm;
  /** Whether it may give another result on the same triples: NOW(), RAND(), UUID(). */
  readonly isVolatile: boolean;
  /** Where its own LIMIT has its number, and where one would go. */
  readonly limit: { readonly start: number; readonly end: number };
}

/**
 * Outlines a query. Throws a SparqlError for an update, for a query that asks other endpoints
 * (SERVICE would let strangers send requests from here) and for what is no query.
 */
export function outlineQuery(query: string): QueryOutline {
  const words = [...bareWords(query)];
  const texts = new Set(words.map(({ text }) => text));
  const verb = words.find(({ text }) => forms.has(text) || updates.has(text))?.text;
  if (verb !== undefined && updates.has(verb))
    throw new SparqlError('SPARQL_UPDATE_REFUSED', 'This endpoint answers queries only.');
  if (texts.has('service'))
    throw new SparqlError('SPARQL_SERVICE_REFUSED', 'SERVICE is not allowed at this endpoint.');
  if (verb === undefined)
    throw new SparqlError('SPARQL_MALFORMED', 'No SELECT, ASK, CONSTRUCT or DESCRIBE was found.');
  return {
    // The cast is what the set says.
    form: verb as QueryForm,
    isVolatile: volatile.some((name) => texts.has(name)),
    limit: findLimit(query, words),
  };
}

/** Outside all brackets: the number of LIMIT, or else the VALUES clause or the end of the query. */
function findLimit(query: string, words: readonly BareWord[]): QueryOutline['limit'] {
  const outer = words.filter(({ depth }) => depth === 0);
  const number = outer[outer.findIndex(({ text }) => text === 'limit') + 1];
  if (number && outer.some(({ text }) => text === 'limit'))
    return { start: number.start, end: number.start + number.text.length };
  const start = outer.find(({ text }) => text === 'values')?.start ?? query.length;
  return { start, end: start };
}

/**
 * A SELECT that ends by itself after so many solutions: the engine then stops early where it can. Its
 * own smaller limit stays, and so do all positions before it.
 */
export function limitSolutions(query: string, { form, limit }: QueryOutline, most: number): string {
  if (form !== 'select') return query;
  const own = query.slice(limit.start, limit.end);
  if (own !== '' && !(Number(own) > most)) return query;
  const put = own === '' ? `\nLIMIT ${most}\n` : String(most);
  return query.slice(0, limit.start) + put + query.slice(limit.end);
}

// One token at a time: comment, IRI, variable or language tag, word or prefixed name, the rest of a
// prefixed name, any other character. Each matches without going back, so long texts stay cheap.
const token =
  /#[^\n\r]*|<[^<>"{}|^`\\\s]*>|[?$@][\w-]+|(\w+)(:[^\s<>"'(){},;#[\]|/^*+?!$&=@]*)?|:[^\s<>"'(){},;#[\]|/^*+?!$&=@]*|[\s\S]/y;

/** A piece of a query that is neither a comment nor white space. */
export interface Token {
  readonly kind: 'word' | 'name' | 'iri' | 'string' | 'other';
  /** The piece itself; of a string its first quote only. */
  readonly text: string;
  readonly start: number;
}

/** Takes a query apart without parsing it. */
export function* tokensOf(query: string): Generator<Token> {
  let at = 0;
  while (at < query.length) {
    const start = at;
    const character = query[at];
    if (character === '"' || character === "'") {
      at = endOfString(query, at, character);
      yield { kind: 'string', text: character, start };
      continue;
    }
    token.lastIndex = at;
    const match = token.exec(query);
    if (!match) return;
    at = token.lastIndex;
    const [text, word, local] = match;
    if (!/^[#\s]/.test(text)) yield { kind: kindOf(text, word, local), text, start };
  }
}

function kindOf(text: string, word: string | undefined, local: string | undefined): Token['kind'] {
  if (word !== undefined) return local === undefined ? 'word' : 'name';
  if (text.startsWith(':')) return 'name';
  return text.startsWith('<') && text.length > 1 ? 'iri' : 'other';
}

/** In lower case. */
interface BareWord {
  readonly text: string;
  readonly start: number;
  /** How many braces and brackets are open. */
  readonly depth: number;
}

/** Words outside strings, comments, IRIs, names and variables. */
function* bareWords(query: string): Generator<BareWord> {
  let depth = 0;
  for (const { kind, text, start } of tokensOf(query)) {
    if (text === '{' || text === '(') depth += 1;
    if (text === '}' || text === ')') depth -= 1;
    if (kind === 'word') yield { text: text.toLowerCase(), start, depth };
  }
}

function endOfString(query: string, start: number, quote: string): number {
  const long = query.startsWith(quote.repeat(3), start);
  const end = long ? quote.repeat(3) : quote;
  let at = start + end.length;
  while (at < query.length && !query.startsWith(end, at)) at += query[at] === '\\' ? 2 : 1;
  return at + end.length;
}
