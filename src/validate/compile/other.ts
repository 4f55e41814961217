import { termToNTriples } from '../../rdf/serialise.ts';
import { allValues, type Components, eachValue, type Violation } from './constraint.ts';
import type { Node } from './graph.ts';
import type { Run } from './run.ts';
import { firstValueOf, isTrue, listOf, sh, valuesOf } from './shapes-graph.ts';

function notDeclared(run: Run, value: Node, declared: ReadonlySet<string>): Violation[] {
  const violations: Violation[] = [];
  for (const [iri, objects] of run.graph.outgoing(value))
    if (!declared.has(iri))
      for (const object of objects)
        violations.push({ value: object, path: { kind: 'predicate', iri } });
  return violations;
}

/** The other constraint components (SHACL §4.8). */
export const other: Components = {
  closed: (_parameter, { shapes, node }) => {
    if (!isTrue(shapes, node, 'closed')) return [];
    const ignored = firstValueOf(shapes, node, 'ignoredProperties');
    const paths = valuesOf(shapes, node, 'property').flatMap((property) =>
      valuesOf(shapes, property, 'path'),
    );
    const declared = new Set(
      [...paths, ...((ignored && listOf(shapes, ignored)) ?? [])].map(({ key }) => key),
    );
    return [
      {
        component: `${sh}ClosedConstraintComponent`,
        args: {},
        check: (run, _focus, values) =>
          values.flatMap((value) => notDeclared(run, value, declared)),
      },
    ];
  },
  hasValue: (wanted) => [
    {
      component: `${sh}HasValueConstraintComponent`,
      args: { hasValue: termToNTriples(wanted.term) },
      check: allValues((_run, _focus, values) => values.some(({ key }) => key === wanted.key)),
    },
  ],
  in: (list, { shapes }) => {
    const members = listOf(shapes, list) ?? [];
    const keys = new Set(members.map(({ key }) => key));
    return [
      {
        component: `${sh}InConstraintComponent`,
        args: { in: members.map(({ value }) => value).join(', ') },
        check: eachValue(({ key }) => keys.has(key)),
      },
    ];
  },
};
