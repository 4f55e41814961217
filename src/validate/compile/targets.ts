import type { Term } from '@rdfjs/types';
import { rdf, rdfs } from '../../rdf/vocabularies.ts';
import type { Classes } from './classes.ts';
import type { Shape } from './constraint.ts';
import { type Graph, isKnown, type Node } from './graph.ts';
import { createRun, type Run } from './run.ts';
import { sh, valuesOf } from './shapes-graph.ts';

/** Focus nodes of a run by shape (SHACL §2.1.3). */
export type FocusNodes = ReadonlyMap<Shape, ReadonlySet<Node>>;

/** Finds the focus nodes of a run among the record's own nodes. */
export type FindTargets = (run: Run) => FocusNodes;

type ByIri = ReadonlyMap<string, readonly Shape[]>;

/** Whether a node of the shapes graph has a target, declared or implicit (SHACL §2.1.3.3). */
export function hasTarget(shapes: Graph, classes: Classes, node: Node): boolean {
  return (
    ['targetNode', 'targetClass', 'targetSubjectsOf', 'targetObjectsOf', 'target'].some(
      (property) => valuesOf(shapes, node, property).length > 0,
    ) || isImplicitTarget(shapes, classes, node)
  );
}

function isImplicitTarget(shapes: Graph, classes: Classes, node: Node): boolean {
  const types = shapes.objects(node, rdf.type.value).map(({ value }) => value);
  const isShape = types.includes(`${sh}NodeShape`) || types.includes(`${sh}PropertyShape`);
  return (
    isShape &&
    node.type === 'NamedNode' &&
    classes.isInstance(createRun(shapes), node, `${rdfs.base}Class`)
  );
}

/**
 * Compiles the targets of shapes to a dispatch by class and by property, so that a shape whose
 * targets a record has not costs nothing. Targets by node are looked at for each record.
 */
export function compileTargets(
  shapes: Graph,
  classes: Classes,
  targeted: readonly Shape[],
): FindTargets {
  const by = (property: string): ByIri =>
    groupBy(targeted, ({ node }) => valuesOf(shapes, node, property));
  const byClass = groupBy(targeted, ({ node }) => [
    ...valuesOf(shapes, node, 'targetClass'),
    ...(isImplicitTarget(shapes, classes, node) ? [node] : []),
  ]);
  const bySubject = by('targetSubjectsOf');
  const byObject = by('targetObjectsOf');
  const byNode = targeted.flatMap((shape): (readonly [Shape, Term])[] =>
    valuesOf(shapes, shape.node, 'targetNode').map(({ term }) => [shape, term]),
  );
  return (run) => {
    const found = new Map<Shape, Set<Node>>();
    for (const [shape, term] of byNode) add(found, [shape], run.graph.node(term));
    for (const subject of run.graph.subjects) {
      for (const type of classes.of(run, subject)) add(found, byClass.get(type), subject);
    }
    if (bySubject.size + byObject.size > 0) addByProperty(found, run, bySubject, byObject);
    return found;
  };
}

function addByProperty(
  found: Map<Shape, Set<Node>>,
  { graph }: Run,
  bySubject: ByIri,
  byObject: ByIri,
): void {
  for (const subject of graph.subjects)
    for (const [predicate, objects] of graph.outgoing(subject)) {
      add(found, bySubject.get(predicate), subject);
      for (const object of objects) add(found, byObject.get(predicate), object);
    }
}

function add(
  found: Map<Shape, Set<Node>>,
  targets: readonly Shape[] | undefined,
  node: Node,
): void {
  if (!targets || isKnown(node)) return;
  for (const shape of targets) {
    const nodes = found.get(shape);
    if (nodes) nodes.add(node);
    else found.set(shape, new Set([node]));
  }
}

function groupBy(targeted: readonly Shape[], values: (shape: Shape) => readonly Node[]): ByIri {
  const groups = new Map<string, Shape[]>();
  for (const shape of targeted)
    for (const { value } of values(shape)) groups.set(value, [...(groups.get(value) ?? []), shape]);
  return groups;
}
