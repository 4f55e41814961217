import { termToNTriples } from '../../rdf/serialise.ts';
import { type Component, type Components, eachValue, type Shape } from './constraint.ts';
import { conforms } from './evaluate.ts';
import type { Node } from './graph.ts';
import type { Run } from './run.ts';
import { listOf, sh } from './shapes-graph.ts';

function ofShapes(
  component: string,
  isMet: (shapes: readonly Shape[], run: Run, node: Node) => boolean,
): Component {
  return (list, { shapes, shape }) => {
    const members = (listOf(shapes, list) ?? []).map(shape);
    return [
      {
        component: `${sh}${component}ConstraintComponent`,
        args: {},
        check: eachValue((node, run) => isMet(members, run, node)),
      },
    ];
  };
}

/** Logical constraint components (SHACL §4.6). */
export const logical: Components = {
  not: (parameter, { shape }) => {
    const refused = shape(parameter);
    return [
      {
        component: `${sh}NotConstraintComponent`,
        args: { not: termToNTriples(parameter.term) },
        check: eachValue((node, run) => !conforms(run, refused, node)),
      },
    ];
  },
  and: ofShapes('And', (shapes, run, node) => shapes.every((shape) => conforms(run, shape, node))),
  or: ofShapes('Or', (shapes, run, node) => shapes.some((shape) => conforms(run, shape, node))),
  xone: ofShapes(
    'Xone',
    (shapes, run, node) => shapes.filter((shape) => conforms(run, shape, node)).length === 1,
  ),
};
