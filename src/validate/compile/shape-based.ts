import { termToNTriples } from '../../rdf/serialise.ts';
import {
  allValues,
  type Component,
  type Components,
  eachValue,
  forPaths,
  type Shape,
  type Source,
} from './constraint.ts';
import { conforms } from './evaluate.ts';
import { isTrue, sh, valuesOf } from './shapes-graph.ts';

/** The sibling shapes that a value must not have as well (SHACL §4.7.3). */
function siblingsOf({ shapes, node, shape }: Source, own: Shape): readonly Shape[] {
  const siblings = new Set<Shape>();
  for (const parent of shapes.incoming(`${sh}property`).get(node) ?? [])
    for (const property of valuesOf(shapes, parent, 'property'))
      for (const valueShape of valuesOf(shapes, property, 'qualifiedValueShape'))
        siblings.add(shape(valueShape));
  siblings.delete(own);
  return [...siblings];
}

function qualified(
  parameter: 'qualifiedMinCount' | 'qualifiedMaxCount',
  component: string,
  isWithin: (count: number, limit: number) => boolean,
): Component {
  return forPaths((limit, source) => {
    const isDisjoint = isTrue(source.shapes, source.node, 'qualifiedValueShapesDisjoint');
    return valuesOf(source.shapes, source.node, 'qualifiedValueShape').map((node) => {
      const valueShape = source.shape(node);
      const siblings = isDisjoint ? siblingsOf(source, valueShape) : [];
      return {
        component: `${sh}${component}ConstraintComponent`,
        args: { [parameter]: limit.value, qualifiedValueShape: termToNTriples(node.term) },
        check: allValues((run, _focus, values) => {
          const counted = values.filter(
            (value) =>
              conforms(run, valueShape, value) &&
              !siblings.some((sibling) => conforms(run, sibling, value)),
          );
          return isWithin(counted.length, Number(limit.value));
        }),
      };
    });
  });
}

/** Shape-based constraint components (SHACL §4.7); sh:property is part of the shape itself. */
export const shapeBased: Components = {
  node: (parameter, { shape }) => {
    const wanted = shape(parameter);
    return [
      {
        component: `${sh}NodeConstraintComponent`,
        args: { node: termToNTriples(parameter.term) },
        check: eachValue((node, run) => conforms(run, wanted, node)),
      },
    ];
  },
  qualifiedMinCount: qualified(
    'qualifiedMinCount',
    'QualifiedMinCount',
    (count, limit) => count >= limit,
  ),
  qualifiedMaxCount: qualified(
    'qualifiedMaxCount',
    'QualifiedMaxCount',
    (count, limit) => count <= limit,
  ),
};
