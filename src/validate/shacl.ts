import type { Quad, Term } from '@rdfjs/types';
import { HarvestError } from '../model/problem.ts';
import type { ValidationReport } from '../model/report.ts';
import type { AccessLevel } from '../model/source.ts';
import { selectBackground } from './background.ts';
import { type Background, compileShapes, type RawResult } from './compile/index.ts';
import { createNodeNames } from './node-names.ts';
import { chooseLevel } from './profile.ts';
import { createReferenceEngine } from './reference.ts';
import { createReport } from './report.ts';
import { toResults } from './result.ts';
import { indexTriples } from './triple-index.ts';

/**
 * Validates one description against the shapes of its access level (SHACL §3.4). Results about
 * concepts of the vocabularies are left out: they are not the record's. Rejects with a HarvestError
 * VALIDATE_FAILED when the shapes cannot be evaluated.
 */
export type Validator = (quads: readonly Quad[]) => Promise<ValidationReport>;

/** What applies the shapes: `reference` is shacl-engine, slow and general; otherwise they are compiled. */
export type ValidationEngine = 'compiled' | 'reference';

/** What a validator checks with. */
export interface ValidatorSettings {
  readonly profileId: string;
  readonly shapes: Readonly<Record<AccessLevel, readonly Quad[]>>;
  /** The controlled vocabularies: SKOS and the types that the ranges ask for. */
  readonly vocabularies: Background;
  /** `compiled` where none is given. */
  readonly engine?: ValidationEngine;
}

/** Applies the shapes of one level. */
type Engine = (quads: readonly Quad[]) => Promise<readonly RawResult[]>;

function createCompiled(shapes: readonly Quad[], vocabularies: Background): Engine {
  const compiled = compileShapes(shapes, vocabularies);
  if (compiled.leftOut.length === 0) return async (quads) => compiled.validate(quads);
  const reference = createReference(shapes, vocabularies);
  return async (quads) => [
    ...compiled.validate(quads),
    ...(await reference(quads, compiled.leftOut)),
  ];
}

function createReference(
  shapes: readonly Quad[],
  vocabularies: Background,
): (quads: readonly Quad[], only?: readonly Term[]) => Promise<readonly RawResult[]> {
  const validate = createReferenceEngine(shapes);
  return async (quads, only) => {
    const background = selectBackground(quads, vocabularies);
    const concepts = new Set(background.map(({ subject }) => subject.value));
    const found = await validate(indexTriples([...quads, ...background]), only);
    return found.filter(({ focusNode }) => !concepts.has(focusNode.value));
  };
}

/**
 * Applies the shapes of a level to a graph and gives the results as SHACL states them, none left
 * out. Rejects with a HarvestError VALIDATE_FAILED when the shapes cannot be evaluated.
 */
export type Inspector = (
  quads: readonly Quad[],
  level: AccessLevel,
) => Promise<readonly RawResult[]>;

/** Creates the inspector of a profile; the shapes of a level are prepared at their first use. */
export function createInspector(settings: ValidatorSettings): Inspector {
  const { profileId, shapes, vocabularies } = settings;
  const create = (graph: readonly Quad[]): Engine =>
    settings.engine === 'reference'
      ? createReference(graph, vocabularies)
      : createCompiled(graph, vocabularies);
  // By graph: the levels of a profile that does not tell them apart share one.
  const engines = new Map<readonly Quad[], Engine>();
  return async (quads, level) => {
    try {
      const graph = shapes[level];
      const engine = engines.get(graph) ?? create(graph);
      engines.set(graph, engine);
      return await engine(quads);
    } catch (error) {
      if (error instanceof HarvestError) throw error;
      throw new HarvestError(
        'VALIDATE_FAILED',
        `The ${level} shapes of profile ${profileId} could not be evaluated on this record.`,
        { cause: error },
      );
    }
  };
}

/** Creates the validator of a profile, on an inspector of the same settings where there is one already. */
export function createValidator(
  settings: ValidatorSettings,
  inspect: Inspector = createInspector(settings),
): Validator {
  return async (quads) => {
    const { level } = chooseLevel(quads);
    const found = await inspect(quads, level);
    return createReport(settings.profileId, level, toResults(found, createNodeNames(quads)));
  };
}
