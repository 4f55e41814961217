/** A token of Turtle that may name something, with its place in the text. */
export interface Token {
  /** `iri` without its brackets, `name` (prefixed name, number, keyword), `tag` without its @. */
  readonly kind: 'iri' | 'name' | 'tag' | 'dot' | 'other';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A piece of a document that can be parsed alone. */
export interface Statement {
  readonly text: string;
  /** Line of its first character in the document, from 1. */
  readonly line: number;
  /** Whether its end was found; false where the document ends too early. */
  readonly closed: boolean;
  readonly tokens: readonly Token[];
}

/** Tokens kept of one statement: one with more cannot be read alone, and becomes a failure. */
const mostTokens = 1_000_000;

const space = /\s*/y;
// Lengths are bounded because the engine keeps a stack entry for each repetition.
const tag = /@[A-Za-z0-9_-]{0,200}/y;
const name = /(?:\\[^\n]|[^\s<>"'()[\]{},;#^@.\\]|\.(?=[^\s<>"'()[\]{},;#^@.])){1,4096}/y;
const afterString = /\s{0,200}(?:[;,.\])}]|$)|[@^]/y;
const keyword = /^(?:prefix|base|version)$/i;

/** End of what a sticky expression matches at a place; the place itself where it does not match. */
function endOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

/** Place of the next unescaped quote at or after `at`, or the length of the text. */
function nextQuote(text: string, at: number, quote: string, stopAtLineEnd: boolean): number {
  for (let here = at; here < text.length; here++) {
    const character = text[here];
    if (character === '\\') here++;
    else if (character === quote) return here;
    else if (stopAtLineEnd && (character === '\n' || character === '\r')) return here;
  }
  return text.length;
}

function longStringEnd(text: string, start: number, fence: string): number {
  let at = start + fence.length;
  for (;;) {
    at = nextQuote(text, at, fence.charAt(0), false);
    if (at >= text.length) return text.length;
    if (text.startsWith(fence, at)) return at + fence.length;
    at++;
  }
}

/**
 * End of the string that starts here. A short string with a raw line break is broken; it ends at a
 * later quote where something follows that may follow a string, else at the end of its line.
 */
function stringEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  const fence = quote.repeat(3);
  if (text.startsWith(fence, start)) return longStringEnd(text, start, fence);
  const lineEnd = nextQuote(text, start + 1, quote, true);
  if (text[lineEnd] === quote || lineEnd >= text.length) return lineEnd + 1;
  const close = nextQuote(text, lineEnd, quote, false);
  afterString.lastIndex = close + 1;
  return close < text.length && afterString.test(text) ? close + 1 : lineEnd;
}

type Find = (from: number) => number;

/** A search that remembers its last hit, so that many searches cost one pass over the text. */
function searcher(text: string, wanted: string): Find {
  let last = -1;
  return (from) => {
    if (last < from) {
      last = text.indexOf(wanted, from);
      if (last < 0) last = text.length;
    }
    return last;
  };
}

function tokenAt(text: string, at: number, nextClose: Find, nextLine: Find): Token {
  const token = (kind: Token['kind'], end: number): Token => ({
    kind,
    text: text.slice(at, end),
    start: at,
    end,
  });
  switch (text[at]) {
    case '"':
    case "'":
      return token('other', Math.min(stringEnd(text, at), text.length));
    case '<': {
      if (text[at + 1] === '<') return token('other', at + 2);
      const close = nextClose(at);
      const line = nextLine(at);
      // A document that ends in an IRI was cut off there, though its last character be a dot.
      if (close >= line) return token('other', line < text.length ? at + 1 : line);
      return { kind: 'iri', text: text.slice(at + 1, close), start: at, end: close + 1 };
    }
    case '@': {
      const end = endOf(tag, text, at);
      return { kind: 'tag', text: text.slice(at + 1, end), start: at, end };
    }
    case '.':
      // A decimal may begin with its dot.
      return token(/\d/.test(text.charAt(at + 1)) ? 'other' : 'dot', at + 1);
    default: {
      const end = endOf(name, text, at);
      return end > at ? token('name', end) : token('other', at + 1);
    }
  }
}

/** Reads a text as tokens of Turtle, in one pass, whatever it holds. */
export function* tokensOf(text: string): Generator<Token> {
  const nextClose = searcher(text, '>');
  const nextLine = searcher(text, '\n');
  let at = endOf(space, text, 0);
  while (at < text.length) {
    if (text[at] === '#') at = nextLine(at);
    else {
      const next = tokenAt(text, at, nextClose, nextLine);
      yield next;
      at = next.end;
    }
    at = endOf(space, text, at);
  }
}

/** Whether a token ends the statement that the others began. */
function ends(token: Token, statement: readonly Token[]): boolean {
  if (token.kind === 'dot') return true;
  const [first] = statement;
  // PREFIX and BASE, as in SPARQL, have no dot at their end.
  if (first?.kind !== 'name' || !keyword.test(first.text)) return false;
  return token.kind === 'iri' || (token.kind === 'other' && /^version$/i.test(first.text));
}

/** Cuts a Turtle document into its statements and directives. */
export function* turtleStatements(text: string): Generator<Statement> {
  const nextLine = searcher(text, '\n');
  let tokens: Token[] = [];
  let start = 0;
  let line = 1;
  let counted = 0;
  const cut = (end: number, closed: boolean): Statement => {
    for (let at = nextLine(counted); at < start; at = nextLine(counted)) {
      line++;
      counted = at + 1;
    }
    return { text: text.slice(start, end), line, closed, tokens };
  };
  for (const token of tokensOf(text)) {
    if (tokens.length === 0) start = token.start;
    const isKept = tokens.length === 0 || token.kind !== 'other';
    if (isKept && tokens.length < mostTokens) tokens.push(token);
    if (!ends(token, tokens)) continue;
    yield cut(token.end, true);
    tokens = [];
  }
  if (tokens.length > 0) yield cut(text.length, false);
}

/** Cuts N-Triples or N-Quads into lines; empty ones and comments are left out. */
export function* lineStatements(text: string): Generator<Statement> {
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const content = text.slice(start, end);
    line++;
    const tokens = [...tokensOf(content)];
    const closed = found >= 0 || tokens.some(({ kind }) => kind === 'dot');
    if (tokens.length > 0) yield { text: content, line, closed, tokens };
    start = end + 1;
  }
}
