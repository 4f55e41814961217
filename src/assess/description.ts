import type { NamedNode, Quad, Term } from '@rdfjs/types';
import { nodeKey } from '../rdf/graph.ts';
import { dcat } from '../rdf/vocabularies.ts';

/** Most distributions, and most values of a property, that are looked at: a description may be hostile. */
const mostDistributions = 50;
const mostValues = 100;

/** The statements about one subject: values by property. */
export type Statements = ReadonlyMap<string, readonly Term[]>;

/** What the dimensions look at: a dataset and its distributions, apart from everything else. */
export interface Description {
  readonly dataset: Statements;
  readonly distributions: readonly Statements[];
}

/** The values of a property. */
export function valuesOf(subject: Statements, property: NamedNode): readonly Term[] {
  return subject.get(property.value) ?? [];
}

/** The values of a property that are IRIs. */
export function irisOf(subject: Statements, property: NamedNode): readonly string[] {
  return valuesOf(subject, property).flatMap(({ termType, value }) =>
    termType === 'NamedNode' ? [value] : [],
  );
}

/** Whether a property has a value that says anything. */
export function has(subject: Statements, property: NamedNode): boolean {
  return valuesOf(subject, property).some(({ value }) => value.trim() !== '');
}

/** Picks a dataset's own statements and those of its distributions out of a graph. */
export function readDescription(quads: readonly Quad[], datasetIri: string): Description {
  const dataset = new Map<string, Term[]>();
  const distributions = new Map<string, Map<string, Term[]>>();
  for (const { subject, predicate, object } of quads) {
    if (subject.value !== datasetIri) continue;
    add(dataset, predicate, object);
    if (predicate.value !== dcat.distribution.value || object.termType === 'Literal') continue;
    const key = nodeKey(object);
    if (distributions.size < mostDistributions && !distributions.has(key))
      distributions.set(key, new Map());
  }
  for (const { subject, predicate, object } of quads) {
    const distribution = distributions.get(nodeKey(subject));
    if (distribution) add(distribution, predicate, object);
  }
  const inOrder = [...distributions].sort(([one], [other]) => (one < other ? -1 : 1));
  return { dataset, distributions: inOrder.map(([, statements]) => statements) };
}

function add(statements: Map<string, Term[]>, { value: property }: Term, object: Term): void {
  const values = statements.get(property);
  if (!values) statements.set(property, [object]);
  else if (values.length < mostValues) values.push(object);
}
