import { xsd } from '../../rdf/vocabularies.ts';
import { countProperties } from '../context.ts';

/** What was published and what the store makes of it, for one graph after the other. */
export interface LexicalForms {
  /** Learns a graph anew; without triples it is forgotten. */
  learn(graph: string, ntriples: string): void;
  /** Published lines for a stored one, or undefined when it is what was published. */
  published(line: string): readonly string[] | undefined;
  /** What another thread needs to know the same. */
  copy(): LearntForms;
}

export interface LearntForms {
  /** Published lines by stored line. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** Stored lines by graph. */
  readonly graphs: ReadonlyMap<string, readonly string[]>;
}

/** Gives each term in N-Triples as the store gives it back; undefined for what it refuses. */
export type StoredForms = (terms: readonly string[]) => readonly (string | undefined)[];

/** Terms whose stored form is remembered; then it starts over. */
const maxTerms = 50_000;

/**
 * Remembers the literals that the store changes: it keeps values, not their spelling ("007" becomes
 * "7", "fr-FR" becomes "fr-fr", xsd:nonNegativeInteger xsd:integer). Only what {@link expected} does
 * not give back is kept, so that the usual counts and texts cost nothing.
 */
export function createLexicalForms(stored: StoredForms, known?: LearntForms): LexicalForms {
  const lines = new Map(known?.lines);
  const graphs = new Map(known?.graphs);
  const terms = new Map<string, string | undefined>();

  function resolve(statements: readonly Statement[]): void {
    if (terms.size > maxTerms) terms.clear();
    const missing = [...new Set(statements.map(({ term }) => term))].filter(
      (term) => !terms.has(term),
    );
    if (missing.length === 0) return;
    const found = stored(missing);
    for (const [index, term] of missing.entries()) terms.set(term, found[index]);
  }

  function forget(graph: string): void {
    for (const line of graphs.get(graph) ?? []) lines.delete(line);
    graphs.delete(graph);
  }

  return {
    learn(graph, ntriples) {
      forget(graph);
      const statements = literalStatements(ntriples);
      resolve(statements);
      const changed: string[] = [];
      for (const [line, published] of byStoredLine(statements, terms)) {
        // A term that the store keeps, beside one that it turns into the same.
        const isBoth = !published.includes(line) && `\n${ntriples}`.includes(`\n${line}\n`);
        if (isBoth) published.push(line);
        if (published.length === 1 && published[0] === (expected(line) ?? line)) continue;
        lines.set(line, published);
        changed.push(line);
      }
      if (changed.length > 0) graphs.set(graph, changed);
    },
    published(line) {
      const usual = expected(line);
      return lines.get(line) ?? (usual === undefined ? undefined : [usual]);
    },
    copy: () => ({ lines, graphs }),
  };
}

/** Published lines by the line that the store makes of them; those it refuses are left out. */
function byStoredLine(
  statements: readonly Statement[],
  terms: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const { head, term } of statements) {
    const kept = terms.get(term);
    if (kept === undefined) continue;
    const line = `${head}${kept} .`;
    const published = lines.get(line) ?? [];
    published.push(`${head}${term} .`);
    lines.set(line, published);
  }
  return lines;
}

interface Statement {
  /** Subject and predicate, with the space after each. */
  readonly head: string;
  readonly term: string;
}

/** Statements whose object is a literal that the store may change: with a datatype or a language. */
function literalStatements(ntriples: string): Statement[] {
  const statements: Statement[] = [];
  for (const line of ntriples.split('\n')) {
    const quote = line.lastIndexOf('"');
    if (quote < 0 || isKept(line, quote + 1)) continue;
    const start = line.indexOf(' ', line.indexOf(' ') + 1) + 1;
    statements.push({ head: line.slice(0, start), term: line.slice(start, -2) });
  }
  return statements;
}

const plainLanguage = /^@[a-z]{2,3} \.$/;

/** Whether what follows the text of a literal is nothing, or a language the store keeps. */
function isKept(line: string, at: number): boolean {
  return line.length - at < 8 && (line.length - at === 2 || plainLanguage.test(line.slice(at)));
}

const integer = `"^^<${xsd.integer.value}> .`;

/** What a count is published as: HealthDCAT-AP gives these properties xsd:nonNegativeInteger. */
function expected(line: string): string | undefined {
  if (!line.endsWith(integer)) return undefined;
  const [, property = ''] = line.split(' ', 2);
  return countProperties.has(property.slice(1, -1))
    ? `${line.slice(0, -integer.length)}"^^<${xsd.nonNegativeInteger.value}> .`
    : undefined;
}

const mustEscape = /[\u007f\u0085\u2028\u2029]/g;

/** A line of the store with the characters escaped that our documents escape. */
export function escapeLine(line: string): string {
  return line.replace(
    mustEscape,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
