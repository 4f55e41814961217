import { allValues, type Components, forPaths } from './constraint.ts';
import { sh } from './shapes-graph.ts';

/** Cardinality constraint components (SHACL §4.2). */
export const cardinality: Components = {
  minCount: forPaths(({ value: minCount }) => [
    {
      component: `${sh}MinCountConstraintComponent`,
      args: { minCount },
      message: 'Less than {$minCount} values',
      check: allValues((_run, _focus, values) => values.length >= Number(minCount)),
    },
  ]),
  maxCount: forPaths(({ value: maxCount }) => [
    {
      component: `${sh}MaxCountConstraintComponent`,
      args: { maxCount },
      message: 'More than {$maxCount} values',
      check: allValues((_run, _focus, values) => values.length <= Number(maxCount)),
    },
  ]),
};
