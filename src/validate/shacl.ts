import type { Quad, Term } from '@rdfjs/types';
import { DataFactory, Store } from 'n3';
import { type Result, Validator as ShaclEngine } from 'shacl-engine';
import { targetResolvers, validations } from 'shacl-engine/sparql.js';
import { HarvestError } from '../model/problem.ts';
import type { Severity, ValidationReport, ValidationResult } from '../model/report.ts';
import type { AccessLevel } from '../model/source.ts';
import { createBackground } from './background.ts';
import { createNodeNames } from './node-names.ts';
import { chooseLevel } from './profile.ts';
import { createRecordGraph } from './record-graph.ts';
import { createReport, formatPath } from './report.ts';

/**
 * Validates one description against the shapes of its access level (SHACL §3.4). Results about
 * concepts of the vocabularies are left out: they are not the record's. Rejects with a HarvestError
 * VALIDATE_FAILED when the shapes cannot be evaluated.
 */
export type Validator = (quads: readonly Quad[]) => Promise<ValidationReport>;

/** What a validator checks with. */
export interface ValidatorSettings {
  readonly profileId: string;
  readonly shapes: Readonly<Record<AccessLevel, readonly Quad[]>>;
  /** Triples of the controlled vocabularies: SKOS and the types that the ranges ask for. */
  readonly vocabularies: readonly Quad[];
}

const sparqlConstraint = 'http://www.w3.org/ns/shacl#sparql';

interface Engine {
  readonly validate: (quads: readonly Quad[]) => Promise<readonly Result[]>;
}

function createEngine(shapes: readonly Quad[]): Engine {
  const usesSparql = shapes.some(({ predicate }) => predicate.value === sparqlConstraint);
  const engine = new ShaclEngine(new Store([...shapes]), {
    factory: DataFactory,
    ...(usesSparql ? { validations, targetResolvers } : {}),
  });
  return {
    async validate(quads) {
      // A SPARQL constraint asks the dataset through an engine that needs a full RDF/JS store.
      const dataset = usesSparql ? new Store([...quads]) : createRecordGraph(quads);
      return (await engine.validate({ dataset })).results;
    },
  };
}

/** Creates the validator of a profile; the shapes of a level are prepared at its first use. */
export function createValidator(settings: ValidatorSettings): Validator {
  const backgroundOf = createBackground(settings.vocabularies);
  const engines = new Map<AccessLevel, Engine>();
  const engineOf = (level: AccessLevel): Engine => {
    let engine = engines.get(level);
    if (!engine) {
      engine = createEngine(settings.shapes[level]);
      engines.set(level, engine);
    }
    return engine;
  };
  return async (quads) => {
    const { level } = chooseLevel(quads);
    const background = backgroundOf(quads);
    const concepts = new Set(background.map(({ subject }) => subject.value));
    let found: readonly Result[];
    try {
      found = await engineOf(level).validate([...quads, ...background]);
    } catch (error) {
      throw new HarvestError(
        'VALIDATE_FAILED',
        `The ${level} shapes of profile ${settings.profileId} could not be evaluated on this record.`,
        { cause: error },
      );
    }
    const own = found.filter(({ focusNode }) => !concepts.has(focusNode.term?.value ?? ''));
    return createReport(settings.profileId, level, toResults(own, createNodeNames(quads)));
  };
}

/** Characters of a value that a report repeats. */
const maxValueLength = 300;

function severityOf(iri: string): Severity {
  const name = iri.slice(iri.indexOf('#') + 1);
  return name === 'Warning' || name === 'Info' ? name : 'Violation';
}

function messageOf(result: Result): ValidationResult['message'] {
  return Object.fromEntries(result.message.map(({ value, language }) => [language || 'en', value]));
}

function toResult(result: Result, nameOf: (node: Term) => string): ValidationResult {
  const value = result.value?.term;
  const shape = result.shape.ptr.term;
  return {
    severity: severityOf(result.severity.value),
    focusNode: result.focusNode.term ? nameOf(result.focusNode.term) : '',
    path: result.path ? formatPath(result.path) : null,
    component: result.constraintComponent.value,
    value: value ? nameOf(value).slice(0, maxValueLength) : null,
    sourceShape: shape?.termType === 'NamedNode' ? shape.value : null,
    message: messageOf(result),
  };
}

/**
 * One result per shape, focus node and value: a wrong value often breaks several constraints of one
 * shape (its class and its list, say), and their one message would be repeated.
 */
function toResults(
  found: readonly Result[],
  nameOf: (node: Term) => string,
): readonly ValidationResult[] {
  const results = new Map<string, ValidationResult>();
  for (const raw of found) {
    const result = toResult(raw, nameOf);
    const shape = raw.shape.ptr.term?.value ?? '';
    const key = JSON.stringify([shape, result.focusNode, result.path, result.value]);
    if (!results.has(key)) results.set(key, result);
  }
  return [...results.values()];
}
