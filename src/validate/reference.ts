import type { Quad, Term } from '@rdfjs/types';
import { DataFactory, Store } from 'n3';
import { type PathStep, type Result, Validator as ShaclEngine } from 'shacl-engine';
import { targetResolvers, validations } from 'shacl-engine/sparql.js';
import { nodeKey } from '../rdf/graph.ts';
import type { RawResult } from './compile/index.ts';
import type { Path } from './compile/paths.ts';
import { sh } from './compile/shapes-graph.ts';

/** Applies shapes with shacl-engine: all of them, or those named. */
export type ReferenceEngine = (
  quads: readonly Quad[],
  only?: readonly Term[],
) => Promise<readonly RawResult[]>;

const sparql = [`${sh}sparql`, `${sh}target`];

/**
 * Prepares shapes for shacl-engine, a general engine some fifty times slower than the compiled
 * shapes. It is what they are tested against, and evaluates what they leave out: SPARQL. Of several
 * shapes that ask whether the value of one triple has a given shape it answers only the first: it can
 * miss results of sh:node where a value is wrong in two ways.
 */
export function createReferenceEngine(shapes: readonly Quad[]): ReferenceEngine {
  const usesSparql = shapes.some(({ predicate }) => sparql.includes(predicate.value));
  const engine = new ShaclEngine(new Store([...shapes]), {
    factory: DataFactory,
    ...(usesSparql ? { validations, targetResolvers } : {}),
  });
  const worded = new Set(
    shapes
      .filter(({ predicate }) => predicate.value === `${sh}message`)
      .map(({ subject }) => nodeKey(subject)),
  );
  return async (quads, only) => {
    const data = { dataset: new Store([...quads]) };
    const { results } = await engine.validate(
      data,
      only?.map((shape) => ({ terms: [shape] })),
    );
    return results.flatMap((result) => toRawResult(result, worded));
  };
}

/** Where a shape has no message, the engine has one of its own, in English alone: it is left out. */
function toRawResult(result: Result, worded: ReadonlySet<string>): RawResult[] {
  const focusNode = result.focusNode.term;
  const sourceShape = result.shape.ptr.term;
  if (!focusNode || !sourceShape) return [];
  const component = result.constraintComponent.value;
  const isWorded = component.startsWith(`${sh}SPARQL`) || worded.has(nodeKey(sourceShape));
  return [
    {
      focusNode,
      path: result.path ? toPath(result.path) : null,
      component,
      value: result.value?.term ?? null,
      severity: result.severity.value,
      sourceShape,
      messages: isWorded ? result.message.map(({ value, language }) => ({ value, language })) : [],
    },
  ];
}

function toPath(steps: readonly PathStep[]): Path {
  const paths = steps.map(toStep);
  const [only] = paths;
  return only && paths.length === 1 ? only : { kind: 'sequence', paths };
}

function toStep({ quantifier, start, predicates }: PathStep): Path {
  const branches = predicates.map(({ value }): Path => {
    const path: Path = { kind: 'predicate', iri: value };
    return start === 'object' ? { kind: 'inverse', path } : path;
  });
  const [only] = branches;
  const path: Path =
    only && branches.length === 1 ? only : { kind: 'alternative', paths: branches };
  return quantifier === 'one' ? path : { kind: quantifier, path };
}
