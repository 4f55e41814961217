import { HarvestError } from '../model/problem.ts';
import { parseJson } from './json.ts';
import { lookAt } from './sniff.ts';
import { attributeOf, childElements, elementAt, parseXml, textContent } from './xml.ts';

/** A value in the results of a SPARQL SELECT query. */
export interface ResultTerm {
  readonly kind: 'iri' | 'blank' | 'literal';
  readonly value: string;
}

/** One solution: the values by variable; an unbound variable is absent. */
export type Solution = ReadonlyMap<string, ResultTerm>;

/**
 * Reads the results of a SPARQL SELECT query, as JSON or XML by what the text looks like (SPARQL 1.1
 * Query Results JSON Format; XML Format). Throws PARSE_* when it is neither.
 */
export function parseSparqlResults(text: string, from: string): readonly Solution[] {
  const look = lookAt(text);
  return look === 'xml' || look === 'rdf-xml' ? solutionsInXml(text, from) : fromJson(text, from);
}

const kinds: ReadonlyMap<unknown, ResultTerm['kind']> = new Map([
  ['uri', 'iri'],
  ['bnode', 'blank'],
  ['literal', 'literal'],
  // Older servers mark literals with a datatype so.
  ['typed-literal', 'literal'],
]);

function fromJson(text: string, from: string): readonly Solution[] {
  const bindings = member(member(parseJson(text), 'results'), 'bindings');
  if (!Array.isArray(bindings)) throw noResults(from);
  return bindings.map((binding: unknown) => {
    const terms = Object.entries(Object(binding)).flatMap(([name, term]) => {
      const kind = kinds.get(member(term, 'type'));
      const value = member(term, 'value');
      return kind && typeof value === 'string' ? [[name, { kind, value }] as const] : [];
    });
    return new Map(terms);
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name] // the line above proves it
    : undefined;
}

function solutionsInXml(text: string, from: string): readonly Solution[] {
  const root = parseXml(text, from);
  const results = root.name === 'sparql' ? elementAt(root, 'results') : null;
  if (!results) throw noResults(from);
  return childElements(results, 'result').map((result) => {
    const terms = childElements(result, 'binding').flatMap((binding) => {
      const [term] = childElements(binding);
      const name = attributeOf(binding, 'name');
      const kind = kinds.get(term?.name);
      return term && name && kind ? [[name, { kind, value: textContent(term) }] as const] : [];
    });
    return new Map(terms);
  });
}

function noResults(from: string): HarvestError {
  return new HarvestError('PARSE_SYNTAX', `${from} gave no results of a SPARQL query`);
}
