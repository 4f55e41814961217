import type { Quad } from '@rdfjs/types';
import { compileShapes } from './compile/index.ts';
import { sh } from './compile/shapes-graph.ts';

/** What shapes of another publisher hold: enough to tell whether they are what one hoped for. */
export interface ShapesSurvey {
  /** Shapes with a target, and property shapes. */
  readonly nodeShapes: number;
  readonly propertyShapes: number;
  /** Shapes that need SPARQL and are handed to the reference engine. */
  readonly handedOver: readonly string[];
  /** Peculiarities that are survived, as sentences, each with the number of its occurrences. */
  readonly defects: readonly { readonly text: string; readonly count: number }[];
  /** Ontologies that owl:imports names: nothing is fetched. */
  readonly imports: readonly string[];
}

const owlImports = 'http://www.w3.org/2002/07/owl#imports';

/**
 * Looks over shapes before they come into force. Throws CONFIG_INVALID for a path or pattern that
 * is none, as compiling them does.
 */
export function surveyShapes(quads: readonly Quad[]): ShapesSurvey {
  const { leftOut } = compileShapes(quads);
  const objects = (name: string) =>
    quads
      .filter(({ predicate }) => predicate.value === sh + name)
      .map(({ object }) => object.value);
  const subjects = (name: string) =>
    new Set(
      quads
        .filter(({ predicate }) => predicate.value === sh + name)
        .map((quad) => quad.subject.value),
    );
  const properties = new Set(objects('property'));
  const described = new Set(quads.map(({ subject }) => subject.value));
  const lacking = (name: string) => {
    const having = subjects(name);
    return [...properties].filter((node) => described.has(node) && !having.has(node)).length;
  };
  const dangling = [...new Set([...properties, ...objects('node')])].filter(
    (node) => !described.has(node),
  ).length;
  const targeted = ['targetClass', 'targetNode', 'targetSubjectsOf', 'targetObjectsOf', 'target'];
  const defects = [
    {
      text: 'property shapes without sh:path, taken as shapes of the node itself',
      count: lacking('path'),
    },
    {
      text: 'sh:extends, which is no SHACL and inherits nothing',
      count: objects('extends').length,
    },
    {
      text: 'sh:shape, which is no SHACL: what it refers to is never checked',
      count: objects('shape').length,
    },
    { text: 'references to shapes that are in none of the files', count: dangling },
    {
      text: 'property shapes without sh:severity, taken as violations',
      count: lacking('severity'),
    },
    {
      text: 'property shapes without sh:message: a general sentence stands in',
      count: lacking('message'),
    },
  ];
  return {
    nodeShapes: new Set(targeted.flatMap((name) => [...subjects(name)])).size,
    propertyShapes: properties.size,
    handedOver: leftOut.map(({ termType, value }) =>
      termType === 'BlankNode' ? `_:${value}` : value,
    ),
    defects: defects.filter(({ count }) => count > 0),
    imports: [
      ...new Set(
        quads
          .filter(({ predicate }) => predicate.value === owlImports)
          .map(({ object }) => object.value),
      ),
    ],
  };
}
