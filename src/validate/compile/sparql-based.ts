import { rdf } from '../../rdf/vocabularies.ts';
import type { Component, Components, Constraint } from './constraint.ts';
import type { Graph, Node } from './graph.ts';
import type { Run } from './run.ts';
import { firstValueOf, messagesOf, sh, valuesOf } from './shapes-graph.ts';

/** A triple pattern with a variable as its subject. */
interface Pattern {
  readonly predicate: string;
  readonly object: string;
}

const prefixLine = String.raw`PREFIX\s+[\w-]*:\s*<[^<>]*>\s*`;
const term = String.raw`(?:<[^<>]*>|[\w-]*:[\w-]+|a)`;
const guard = new RegExp(
  String.raw`^\s*(?<prefixes>(?:${prefixLine})*)SELECT\s+[$?]this\s+WHERE\s*\{\s*` +
    String.raw`FILTER\s+NOT\s+EXISTS\s*\{\s*[$?](?!this\s)\w+\s+` +
    String.raw`(?<predicate>${term})\s+(?<object>${term})\s*\.?\s*\}\s*\}\s*$`,
  'i',
);

/** Reads a query that finds its focus node where no triple matches a pattern; null for all others. */
function readGuard(query: string): Pattern | null {
  const { prefixes = '', predicate = '', object = '' } = guard.exec(query)?.groups ?? {};
  const bases = new Map(
    [...prefixes.matchAll(/([\w-]*):\s*<([^<>]*)>/g)].map(([, prefix, base]) => [prefix, base]),
  );
  const iriOf = (text: string) => {
    if (text.startsWith('<')) return text.slice(1, -1);
    const [prefix, name] = text.split(':');
    return name === undefined ? undefined : bases.get(prefix)?.concat(name);
  };
  const property = predicate === 'a' ? rdf.type.value : iriOf(predicate);
  const value = iriOf(object);
  return property && value ? { predicate: property, object: value } : null;
}

function guardOf(shapes: Graph, constraint: Node): Pattern | null {
  const [query, ...others] = valuesOf(shapes, constraint, 'select');
  const isPlain = ['prefixes', 'deactivated', 'ask'].every(
    (property) => firstValueOf(shapes, constraint, property) === undefined,
  );
  return query && others.length === 0 && isPlain ? readGuard(query.value) : null;
}

/** Whether a SPARQL-based constraint (SHACL §5) needs an engine of SPARQL. */
export function needsEngine(shapes: Graph, constraint: Node): boolean {
  return guardOf(shapes, constraint) === null;
}

function matches(run: Run, { predicate, object }: Pattern): boolean {
  const isObject = ({ type, value }: Node) => type === 'NamedNode' && value === object;
  for (const subject of run.graph.subjects)
    if (run.graph.objects(subject, predicate).some(isObject)) return true;
  return [...run.graph.incoming(predicate).keys()].some(isObject);
}

const sparql: Component = (parameter, { shapes, isPropertyShape }): readonly Constraint[] => {
  const pattern = isPropertyShape ? null : guardOf(shapes, parameter);
  if (!pattern) return [];
  return [
    {
      component: `${sh}SPARQLConstraintComponent`,
      args: {},
      messages: messagesOf(shapes, parameter),
      check: (run, focus) => (matches(run, pattern) ? [] : [{ value: focus }]),
    },
  ];
};

/**
 * SPARQL-based constraints (SHACL §5) that can be decided without SPARQL: those that ask whether the
 * graph has a triple with a given property and value at all, as profiles do to refuse a document
 * without a dataset. They concern every record; the engine would take longer than for all else.
 */
export const sparqlBased: Components = { sparql };
