import type { Quad, Term } from '@rdfjs/types';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

// Control characters other than those with a short escape are written as \uXXXX, so that a line
// stays a line for every reader (RDF 1.1 N-Triples §2.4).
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it escapes.
const mustEscape = /["\\\u0000-\u001f\u007f\u0085\u2028\u2029]/g;

function escapeLiteral(value: string): string {
  return value.replace(
    mustEscape,
    (character) =>
      escapes[character] ??
      `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

const xsdString = 'http://www.w3.org/2001/XMLSchema#string';

/** One term in N-Triples (RDF 1.1 N-Triples §3). */
export function termToNTriples(term: Term): string {
  switch (term.termType) {
    case 'NamedNode':
      return `<${term.value}>`;
    case 'BlankNode':
      return `_:${term.value}`;
    case 'Literal': {
      const text = `"${escapeLiteral(term.value)}"`;
      if (term.language) return `${text}@${term.language}`;
      return term.datatype.value === xsdString ? text : `${text}^^<${term.datatype.value}>`;
    }
    default:
      throw new TypeError(`A ${term.termType} has no place in a catalogue`);
  }
}

/** One triple as an N-Triples line without its newline. */
export function quadToNTriples(quad: Quad): string {
  return `${termToNTriples(quad.subject)} ${termToNTriples(quad.predicate)} ${termToNTriples(quad.object)} .`;
}

/**
 * Sorted N-Triples without duplicates, one per line, with a newline at the end; '' for no triple.
 * Canonical (RDFC-1.0 §4.5) as long as there is no blank node, which is so after skolemisation.
 */
export function toCanonicalNTriples(quads: Iterable<Quad>): string {
  const lines = new Set<string>();
  for (const quad of quads) lines.add(quadToNTriples(quad));
  return lines.size === 0 ? '' : `${[...lines].sort().join('\n')}\n`;
}
