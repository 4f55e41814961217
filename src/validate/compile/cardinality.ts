import { allValues, type Components, forPaths } from './constraint.ts';
import { sh } from './shapes-graph.ts';

/** Cardinality constraint components (SHACL §4.2). */
export const cardinality: Components = {
  minCount: forPaths(({ value: minCount }) => [
    {
      component: `${sh}MinCountConstraintComponent`,
      args: { minCount },
      check: allValues((_run, _focus, values) => values.length >= Number(minCount)),
    },
  ]),
  maxCount: forPaths(({ value: maxCount }) => [
    {
      component: `${sh}MaxCountConstraintComponent`,
      args: { maxCount },
      check: allValues((_run, _focus, values) => values.length <= Number(maxCount)),
    },
  ]),
};
