import type { Quad, Term } from '@rdfjs/types';
import { rdf } from '../../rdf/vocabularies.ts';
import { createClasses } from './classes.ts';
import { collect, type RawResult } from './evaluate.ts';
import { type Background, createGraph, type Graph, indexBackground, type Node } from './graph.ts';
import { createRun } from './run.ts';
import { createShapes } from './shape.ts';
import { sh, valuesOf } from './shapes-graph.ts';
import { needsEngine } from './sparql-based.ts';
import { compileTargets, hasTarget } from './targets.ts';

export type { RawResult } from './evaluate.ts';
export { type Background, indexBackground } from './graph.ts';

/** Shapes ready to be applied to any number of records. */
export interface CompiledShapes {
  /**
   * Gives the results of all shapes but those left out (SHACL §3.4); none about nodes that the
   * background describes. Throws VALIDATE_FAILED for a description that takes too much work.
   */
  validate(quads: Iterable<Quad>): RawResult[];
  /** The shapes with targets that need SPARQL, themselves or through the shapes they refer to. */
  readonly leftOut: readonly Term[];
}

/**
 * Compiles a shapes graph of SHACL Core to functions. What all records are validated together with,
 * the vocabularies, is the background. Throws CONFIG_INVALID for paths and patterns that are none.
 */
export function compileShapes(
  shapesQuads: Iterable<Quad>,
  background: Background = indexBackground([]),
): CompiledShapes {
  const shapes = createGraph(shapesQuads, indexBackground([]));
  const classes = createClasses(shapes, background);
  const targeted = shapes.subjects.filter((node) => hasTarget(shapes, classes, node));
  const leftOut = targeted.filter((node) => needsSparql(shapes, node));
  const shape = createShapes(shapes, classes);
  const core = targeted.filter((node) => !leftOut.includes(node)).map(shape);
  const findTargets = compileTargets(shapes, classes, core);
  return {
    leftOut: leftOut.map(({ term }) => term),
    validate(quads) {
      const run = createRun(createGraph(quads, background));
      const results: RawResult[] = [];
      for (const [target, focusNodes] of findTargets(run))
        for (const focus of focusNodes) collect(run, target, focus, results);
      return results;
    },
  };
}

/** The properties that lead from a shape to the shapes it refers to, lists included. */
const references: ReadonlySet<string> = new Set([
  ...['property', 'node', 'not', 'and', 'or', 'xone', 'qualifiedValueShape'].map(
    (property) => sh + property,
  ),
  rdf.first.value,
  rdf.rest.value,
]);

/** Whether a shape has SPARQL targets, or SPARQL constraints in itself or in what it refers to. */
function needsSparql(shapes: Graph, shape: Node): boolean {
  if (valuesOf(shapes, shape, 'target').length > 0) return true;
  const reached = new Set([shape]);
  // A set gives what is added during the walk as well.
  for (const node of reached) {
    const path = valuesOf(shapes, node, 'path');
    const constraints = valuesOf(shapes, node, 'sparql');
    if (constraints.some((sparql) => path.length > 0 || needsEngine(shapes, sparql))) return true;
    for (const [predicate, values] of shapes.outgoing(node))
      if (references.has(predicate)) for (const value of values) reached.add(value);
  }
  return false;
}
