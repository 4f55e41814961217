import { termToNTriples } from '../../rdf/serialise.ts';
import { compareValues } from './compare.ts';
import { type Component, type Components, eachValue } from './constraint.ts';
import { sh } from './shapes-graph.ts';

type Parameter = 'minExclusive' | 'minInclusive' | 'maxExclusive' | 'maxInclusive';

function range(
  parameter: Parameter,
  component: string,
  isWithin: (comparison: number) => boolean,
): Component {
  return (limit) => [
    {
      component: `${sh}${component}ConstraintComponent`,
      args: { [parameter]: termToNTriples(limit.term) },
      check: eachValue((node) => {
        const comparison = compareValues(node, limit);
        return comparison !== null && isWithin(comparison);
      }),
    },
  ];
}

/** Value range constraint components (SHACL §4.3); what cannot be compared is out of range. */
export const valueRange: Components = {
  minExclusive: range('minExclusive', 'MinExclusive', (order) => order > 0),
  minInclusive: range('minInclusive', 'MinInclusive', (order) => order >= 0),
  maxExclusive: range('maxExclusive', 'MaxExclusive', (order) => order < 0),
  maxInclusive: range('maxInclusive', 'MaxInclusive', (order) => order <= 0),
};
