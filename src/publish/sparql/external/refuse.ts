import { xsd } from '../../../rdf/vocabularies.ts';
import { SparqlError } from '../problem.ts';
import { outlineQuery, type QueryOutline, type Token, tokensOf } from '../query-form.ts';
import { sparqlWords } from './words.ts';

const casts = xsd.string.value.replace(/string$/, '');
/** Functions of Virtuoso's own: some fetch addresses, some call procedures of the database. */
const procedures = /^<?(bif|sql):/i;
/** A prefix with dots or hyphens, of which the tokens are only its pieces. */
const longPrefix = /[\w.-]{1,60}:/y;
const codepoint = /\\u([0-9a-f]{4})|\\U([0-9a-f]{8})/gi;

/**
 * Outlines a query for a store that knows more than SPARQL 1.1: besides what {@link outlineQuery}
 * refuses, throws SPARQL_EXTENSION_REFUSED for pragmas (`define get:...` makes Virtuoso fetch), for
 * words unknown to SPARQL 1.1 and for functions by IRI other than the casts (§17.5). Codepoint
 * escapes (§19.2) are read both ways, as stores differ on where they apply.
 */
export function outlineForStore(query: string): QueryOutline {
  const outline = outlineQuery(query);
  refuseExtensions(query);
  if (query.includes('\\')) {
    const plain = query.replace(codepoint, (all, short?: string, long?: string) => {
      const code = Number.parseInt(short ?? long ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    });
    outlineQuery(plain);
    refuseExtensions(plain);
  }
  return outline;
}

function refuseExtensions(query: string): void {
  const prefixes = new Map<string, string>();
  let [before, last]: (Token | undefined)[] = [];
  for (const token of tokensOf(query)) {
    const { kind, text } = token;
    if (kind === 'word') checkWord(query, token);
    if ((kind === 'name' || kind === 'iri') && procedures.test(text)) throw refused(text);
    if (kind === 'iri' && last?.kind === 'name' && before?.text.toLowerCase() === 'prefix')
      declare(prefixes, last.text, text.slice(1, -1));
    if (text === '(' && last && isFunction(last, prefixes)) throw refused(last.text);
    [before, last] = [last, token];
  }
}

function checkWord(query: string, { text, start }: Token): void {
  if (/^\d/.test(text) || sparqlWords.has(text.toLowerCase())) return;
  longPrefix.lastIndex = start;
  if (!longPrefix.test(query)) throw refused(text);
}

function declare(prefixes: Map<string, string>, prefix: string, iri: string): void {
  const known = prefixes.get(prefix);
  // One meaning per query: which of two holds is for the store to say.
  if (known !== undefined && known !== iri) throw refused(prefix);
  prefixes.set(prefix, iri);
}

/** Whether what stands before a bracket calls a function that is no cast. */
function isFunction({ kind, text }: Token, prefixes: ReadonlyMap<string, string>): boolean {
  if (kind === 'iri') return !text.startsWith(`<${casts}`);
  if (kind !== 'name') return false;
  const prefix = text.slice(0, text.indexOf(':') + 1);
  return prefixes.get(prefix) !== casts;
}

function refused(text: string): SparqlError {
  return new SparqlError(
    'SPARQL_EXTENSION_REFUSED',
    `"${text.slice(0, 60)}" is not part of SPARQL 1.1, which is all that this endpoint answers.`,
  );
}
