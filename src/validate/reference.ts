import type { Quad, Term } from '@rdfjs/types';
import { DataFactory, Store } from 'n3';
import {
  type Context,
  type Matchable,
  type PathStep,
  type Pointer,
  type Result,
  Validator as ShaclEngine,
  type Shape,
} from 'shacl-engine';
import { targetResolvers, validations } from 'shacl-engine/sparql.js';
import { nodeKey } from '../rdf/graph.ts';
import { rdf } from '../rdf/vocabularies.ts';
import type { RawResult } from './compile/index.ts';
import type { Path } from './compile/paths.ts';
import { sh } from './compile/shapes-graph.ts';

/** Applies shapes with shacl-engine to a graph: all of them, or those named. */
export type ReferenceEngine = (
  data: Matchable,
  only?: readonly Term[],
) => Promise<readonly RawResult[]>;

/**
 * shacl-engine, which asks once whether the value of a triple has a shape, and then forgets the
 * results of the property shapes in that shape: where another shape asks the same, it takes the
 * value for right, and a result of sh:node or sh:or is lost (SHACL §3.4.2). Here answers are kept.
 */
class RememberingEngine extends ShaclEngine {
  override shape(pointer: Pointer): Shape | null {
    const shape = super.shape(pointer);
    if (shape && !Object.hasOwn(shape, 'validate')) shape.validate = remembering(shape);
    return shape;
  }
}

/** Answers by question, for each run. */
const answersOfRuns = new WeakMap<Context['results'], Map<string, readonly Result[]>>();

function remembering(shape: Shape): Shape['validate'] {
  return async (context) => {
    const answers = answersOfRuns.get(context.results) ?? new Map<string, readonly Result[]>();
    answersOfRuns.set(context.results, answers);
    const question = context.id({ shape });
    // Recursive shapes that ask while they are being answered are met (SHACL §3.4.3).
    if (context.processed.has(question)) return context;
    let answer = answers.get(question);
    if (answer === undefined) {
      const asking = context.create({ child: true });
      asking.processed = new Set([...context.processed, question]);
      answer = (await shape.shapeValidator.validate(asking)).report.results;
      answers.set(question, answer);
    }
    context.report.results.push(...answer);
    return context;
  };
}

const sparql = [`${sh}sparql`, `${sh}target`];

/**
 * Prepares shapes for shacl-engine, a general engine some fifty times slower than the compiled
 * shapes. It is what they are tested against, and evaluates what they leave out: SPARQL.
 */
export function createReferenceEngine(shapes: readonly Quad[]): ReferenceEngine {
  const usesSparql = shapes.some(({ predicate }) => sparql.includes(predicate.value));
  const engine = new RememberingEngine(new Store([...shapes]), {
    factory: DataFactory,
    ...(usesSparql ? { validations, targetResolvers } : {}),
  });
  const worded = new Set(
    shapes
      .filter(({ predicate }) => predicate.value === `${sh}message`)
      .map(({ subject }) => nodeKey(subject)),
  );
  const targeted = termsWithTargets(shapes);
  return async (data, only = targeted) => {
    const { results } = await engine.validate(
      { dataset: data },
      only.map((shape) => ({ terms: [shape] })),
    );
    return results.flatMap((result) => toRawResult(result, worded));
  };
}

const targets = ['targetClass', 'targetNode', 'targetObjectsOf', 'targetSubjectsOf', 'target'];

/** The shapes that may have targets: the engine would look for those of all property shapes too. */
function termsWithTargets(shapes: readonly Quad[]): readonly Term[] {
  const found = new Map<string, Term>();
  for (const { subject, predicate, object } of shapes)
    if (
      targets.some((name) => predicate.value === sh + name) ||
      (predicate.equals(rdf.type) && object.value === `${sh}NodeShape`)
    )
      found.set(nodeKey(subject), subject);
  return [...found.values()];
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
