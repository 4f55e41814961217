import { cardinality } from './cardinality.ts';
import type { Classes } from './classes.ts';
import type { Components, Constraint, Shape, Source } from './constraint.ts';
import type { Graph, Node } from './graph.ts';
import { logical } from './logical.ts';
import { other } from './other.ts';
import { compilePath, readPath } from './paths.ts';
import { propertyPair } from './property-pair.ts';
import { shapeBased } from './shape-based.ts';
import { firstValueOf, isTrue, messagesOf, sh, valuesOf } from './shapes-graph.ts';
import { sparqlBased } from './sparql-based.ts';
import { stringBased } from './string-based.ts';
import { valueRange } from './value-range.ts';
import { valueType } from './value-type.ts';

/** All constraint components of SHACL Core (SHACL §4) and a form of those in SPARQL, by the parameter that declares them. */
const components: Components = {
  ...valueType,
  ...cardinality,
  ...valueRange,
  ...stringBased,
  ...propertyPair,
  ...logical,
  ...shapeBased,
  ...other,
  ...sparqlBased,
};

/**
 * Creates a function that compiles the shape of a node, once. Shapes may refer to each other in a
 * circle, so that a shape is handed out before its constraints are complete. What is no SHACL is
 * ignored, as are the constraints of deactivated shapes; throws CONFIG_INVALID for a path that is
 * none and a pattern that is none.
 */
export function createShapes(shapes: Graph, classes: Classes): (node: Node) => Shape {
  const compiled = new Map<Node, Shape>();
  const shape = (node: Node): Shape => {
    const known = compiled.get(node);
    if (known) return known;
    const pathNode = firstValueOf(shapes, node, 'path');
    const path = pathNode ? readPath(shapes, pathNode) : null;
    const constraints: Constraint[] = [];
    const properties: Shape[] = [];
    const created: Shape = {
      node,
      path,
      select: path && compilePath(path),
      severity: firstValueOf(shapes, node, 'severity')?.value ?? `${sh}Violation`,
      messages: messagesOf(shapes, node),
      constraints,
      properties,
    };
    compiled.set(node, created);
    if (isTrue(shapes, node, 'deactivated')) return created;
    constraints.push(
      ...constraintsOf({ shapes, node, isPropertyShape: path !== null, classes, shape }),
    );
    properties.push(...valuesOf(shapes, node, 'property').map(shape));
    return created;
  };
  return shape;
}

function constraintsOf(source: Source): readonly Constraint[] {
  return Object.entries(components).flatMap(([parameter, component]) =>
    valuesOf(source.shapes, source.node, parameter).flatMap((value) => component(value, source)),
  );
}
