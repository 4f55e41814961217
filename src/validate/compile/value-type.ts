import { type Components, eachValue } from './constraint.ts';
import type { Node } from './graph.ts';
import { isLexical } from './lexical.ts';
import { sh } from './shapes-graph.ts';

const kinds: ReadonlyMap<string, readonly Node['type'][]> = new Map([
  [`${sh}BlankNode`, ['BlankNode']],
  [`${sh}IRI`, ['NamedNode']],
  [`${sh}Literal`, ['Literal']],
  [`${sh}BlankNodeOrIRI`, ['BlankNode', 'NamedNode']],
  [`${sh}BlankNodeOrLiteral`, ['BlankNode', 'Literal']],
  [`${sh}IRIOrLiteral`, ['NamedNode', 'Literal']],
]);

/** Value type constraint components (SHACL §4.1). */
export const valueType: Components = {
  class: ({ value: wanted }, { classes }) => [
    {
      component: `${sh}ClassConstraintComponent`,
      args: {},
      check: eachValue((node, run) => classes.isInstance(run, node, wanted)),
    },
  ],
  datatype: ({ value: datatype }) => [
    {
      component: `${sh}DatatypeConstraintComponent`,
      args: { datatype: `<${datatype}>` },
      check: eachValue((node) => node.datatype === datatype && isLexical(datatype, node.value)),
    },
  ],
  nodeKind: ({ value: nodeKind }) => {
    const types = kinds.get(nodeKind) ?? [];
    return [
      {
        component: `${sh}NodeKindConstraintComponent`,
        args: { nodeKind: `<${nodeKind}>` },
        check: eachValue((node) => types.includes(node.type)),
      },
    ];
  },
};
