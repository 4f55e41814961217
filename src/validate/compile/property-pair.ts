import { compareValues } from './compare.ts';
import { type Component, type Components, forPaths, type Violation } from './constraint.ts';
import { spend } from './run.ts';
import { sh } from './shapes-graph.ts';

function less(
  parameter: 'lessThan' | 'lessThanOrEquals',
  component: string,
  isLess: (comparison: number) => boolean,
): Component {
  return forPaths(({ value: other }) => [
    {
      component: `${sh}${component}ConstraintComponent`,
      args: { [parameter]: `<${other}>` },
      check: (run, focus, values) => {
        const violations: Violation[] = [];
        const others = run.graph.objects(focus, other);
        spend(run, values.length * others.length);
        for (const value of values)
          for (const limit of others) {
            const comparison = compareValues(value, limit);
            if (comparison === null || !isLess(comparison)) violations.push({ value });
          }
        return violations;
      },
    },
  ]);
}

/** Property pair constraint components (SHACL §4.5). */
export const propertyPair: Components = {
  equals: ({ value: other }) => [
    {
      component: `${sh}EqualsConstraintComponent`,
      args: { equals: `<${other}>` },
      check: (run, focus, values) => {
        const others = new Set(run.graph.objects(focus, other));
        const own = new Set(values);
        return [
          ...values.filter((value) => !others.has(value)),
          ...[...others].filter((value) => !own.has(value)),
        ].map((value) => ({ value }));
      },
    },
  ],
  disjoint: ({ value: other }) => [
    {
      component: `${sh}DisjointConstraintComponent`,
      args: { disjoint: `<${other}>` },
      check: (run, focus, values) => {
        const others = new Set(run.graph.objects(focus, other));
        return values.filter((value) => others.has(value)).map((value) => ({ value }));
      },
    },
  ],
  lessThan: less('lessThan', 'LessThan', (order) => order < 0),
  lessThanOrEquals: less('lessThanOrEquals', 'LessThanOrEquals', (order) => order <= 0),
};
