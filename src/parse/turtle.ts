import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { HarvestError, type ProblemCode } from '../model/problem.ts';
import { blankNode } from '../rdf/vocabularies.ts';
import {
  createInspector,
  excerpt,
  type RdfParse,
  refuseTooMany,
  type StatementFailure,
  sift,
} from './failure.ts';
import { isLanguageTag, isLegalIri } from './iri.ts';
import {
  lineStatements,
  type Statement,
  type Token,
  turtleStatements,
} from './turtle-statements.ts';

/** The syntaxes of the Turtle family. */
export type TurtleFormat =
  | 'text/turtle'
  | 'application/trig'
  | 'application/n-triples'
  | 'application/n-quads';

interface TurtleOptions {
  readonly format: TurtleFormat;
  readonly baseIri: string;
}

const mostMentions = 1000;

/** A namespace is repeated before every statement that is parsed alone, so it must be short. */
const longestNamespace = 2048;

/**
 * Parses Turtle, TriG, N-Triples or N-Quads. When the whole document does not parse, each statement
 * is parsed alone: broken ones become failures, the others are kept. TriG has no such recovery and
 * throws PARSE_PREFIX or PARSE_SYNTAX.
 */
export function parseTurtle(text: string, options: TurtleOptions): RdfParse {
  const { format, baseIri } = options;
  let error: unknown;
  try {
    const quads = new Parser({ format, baseIRI: baseIri }).parse(text);
    const inspect = createInspector();
    if (quads.every((quad) => inspect(quad) === null)) return { quads, failures: [] };
    if (format === 'application/trig') return sift(quads);
  } catch (thrown) {
    error = thrown;
  }
  if (format === 'application/trig') {
    const { code, message } = syntaxFault(error);
    throw new HarvestError(code, `${baseIri}: ${message}`, { cause: error });
  }
  return recover(text, options);
}

function recover(text: string, { format, baseIri }: TurtleOptions): RdfParse {
  const read = createReader(format, baseIri);
  const quads: Quad[] = [];
  const failures: StatementFailure[] = [];
  const byLine = format === 'application/n-triples' || format === 'application/n-quads';
  for (const statement of byLine ? lineStatements(text) : turtleStatements(text)) {
    const result = read(statement);
    if (Array.isArray(result)) {
      for (const quad of result) quads.push(quad);
    } else {
      refuseTooMany(failures);
      failures.push(result);
    }
  }
  return { quads, failures };
}

/** Reads statements one by one; knows the prefixes, the base and the blank node labels so far. */
function createReader(
  format: TurtleFormat,
  documentIri: string,
): (statement: Statement) => Quad[] | StatementFailure {
  const prefixes = new Map<string, string>();
  const inspect = createInspector();
  // n3 numbers blank nodes without end, so this keeps the labels of two documents apart.
  const blankNodePrefix = `${blankNode().value}_`;
  let base = documentIri;

  function parse(text: string): Quad[] {
    return new Parser({ format, baseIRI: base, blankNodePrefix }).parse(text);
  }

  function declare(statement: Statement): void {
    if (/^@?base/i.test(statement.text)) {
      const [quad] = parse(`${statement.text}\n<> <urn:p> <urn:o> .`);
      const next = quad?.subject.value ?? base;
      if (next.length <= longestNamespace) base = next;
      return;
    }
    const parser = new Parser({ format, baseIRI: base });
    parser.parse(statement.text, null, (prefix, namespace) => {
      const iri: string = namespace.value;
      if (iri.length <= longestNamespace) prefixes.set(prefix, iri);
    });
  }

  function prologue(statement: Statement): string {
    const used = new Set(statement.tokens.map((token) => prefixOf(token)));
    let text = '';
    for (const prefix of used) {
      const namespace = prefix === null ? undefined : prefixes.get(prefix);
      if (namespace !== undefined) text += `@prefix ${prefix}: <${namespace}> . `;
    }
    return text;
  }

  function resolve(raw: string): string | null {
    try {
      const [quad] = parse(`<${raw}> <urn:p> <urn:o> .`);
      return quad && isLegalIri(quad.subject.value) ? quad.subject.value : null;
    } catch {
      return null;
    }
  }

  function expand(token: Token | undefined): string | null {
    if (token?.kind === 'iri') return resolve(token.text);
    const prefix = token ? prefixOf(token) : null;
    const namespace = prefix === null ? undefined : prefixes.get(prefix);
    if (!token || prefix === null || namespace === undefined) return null;
    const iri = namespace + token.text.slice(prefix.length + 1).replace(/\\(.)/g, '$1');
    return isLegalIri(iri) ? iri : null;
  }

  function failureOf(statement: Statement, error: unknown): StatementFailure {
    const fault = faultOf(statement, error);
    const line = statement.line + fault.lines;
    const mentions = new Set<string>();
    for (const token of statement.tokens) {
      if (mentions.size >= mostMentions) break;
      const iri = expand(token);
      if (iri !== null) mentions.add(iri);
    }
    const message = `${documentIri}, line ${line}: ${fault.message}`;
    return {
      subject: expand(statement.tokens[0]),
      line,
      error: new HarvestError(fault.code, message, { cause: error }),
      mentions: [...mentions],
    };
  }

  return (statement) => {
    try {
      if (isDirective(statement)) {
        declare(statement);
        return [];
      }
      const quads = parse(prologue(statement) + statement.text);
      for (const quad of quads) {
        const error = inspect(quad);
        if (error) return failureOf(statement, error);
      }
      return quads;
    } catch (error) {
      return failureOf(statement, error);
    }
  };
}

function isDirective({ tokens: [first] }: Statement): boolean {
  return (
    first?.kind === 'tag' ||
    (first?.kind === 'name' && /^(?:prefix|base|version)$/i.test(first.text))
  );
}

function prefixOf(token: Token): string | null {
  const colon = token.kind === 'name' ? token.text.indexOf(':') : -1;
  return colon < 0 || token.text.startsWith('_:') ? null : token.text.slice(0, colon);
}

interface Fault {
  readonly code: ProblemCode;
  readonly message: string;
  /** Line breaks between the start of the statement and the fault. */
  readonly lines: number;
}

/** Says what is wrong with a statement: what its tokens show comes before what the parser met. */
function faultOf(statement: Statement, error: unknown): Fault {
  const { text, closed, tokens } = statement;
  if (!closed) {
    return { code: 'PARSE_TRUNCATED', message: 'the document ends inside a statement', lines: 0 };
  }
  const origin = tokens[0]?.start ?? 0;
  const linesBefore = (token: Token) => text.slice(0, token.start - origin).split('\n').length - 1;
  const iri = tokens.find((token) => token.kind === 'iri' && !isPlausibleIri(token.text));
  if (iri) {
    const message = `<${excerpt(iri.text)}> is not a legal IRI`;
    return { code: 'PARSE_IRI', message, lines: linesBefore(iri) };
  }
  const tag = tokens.find(
    (token, at) => token.kind === 'tag' && at > 0 && !isLanguageTag(token.text),
  );
  if (tag) {
    const message = `"@${excerpt(tag.text)}" is not a language tag`;
    return { code: 'PARSE_LANGUAGE_TAG', message, lines: linesBefore(tag) };
  }
  if (error instanceof HarvestError) return { code: error.code, message: error.message, lines: 0 };
  return syntaxFault(error);
}

/** Whether an IRI as it stands in Turtle, perhaps relative or with \u escapes, can be legal. */
function isPlausibleIri(raw: string): boolean {
  const plain = raw.replace(/\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}/g, 'x');
  return isLegalIri(/^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(plain) ? plain : `x:${plain}`);
}

function syntaxFault(error: unknown): Fault {
  const text = error instanceof Error ? error.message : String(error);
  const [, said = text, line = '1'] = /^(.*) on line (\d+)\.$/s.exec(text) ?? [];
  const code = said.startsWith('Undefined prefix') ? 'PARSE_PREFIX' : 'PARSE_SYNTAX';
  return { code, message: excerpt(said), lines: Number(line) - 1 };
}
