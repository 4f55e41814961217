import type { Quad, Term } from '@rdfjs/types';
import type { Matchable } from 'shacl-engine';
import type { AccessLevel } from '../../src/model/source.ts';
import { termToNTriples } from '../../src/rdf/serialise.ts';
import { indexVocabularies, selectBackground } from '../../src/validate/background.ts';
import type { RawResult } from '../../src/validate/compile/index.ts';
import { formatPath } from '../../src/validate/compile/paths.ts';
import { createReferenceEngine } from '../../src/validate/reference.ts';
import { createInspector, type ValidationEngine } from '../../src/validate/shacl.ts';
import { indexTriples } from '../../src/validate/triple-index.ts';
import { readOfficialShapes, withoutSparql } from './official-shapes.ts';
import { readVocabularies } from './own-shapes.ts';

/** All results of both engines, each a line with all that it says, sorted. */
export interface ExactPair {
  readonly compiled: readonly string[];
  readonly reference: readonly string[];
}

const textOf = (term: Term | null) => (term ? termToNTriples(term) : '-');

function linesOf(results: readonly RawResult[]): readonly string[] {
  return results
    .map(({ focusNode, path, component, value, severity, sourceShape, messages }) =>
      [
        ...[focusNode, value, sourceShape].map(textOf),
        ...[path ? formatPath(path) : '-', component, severity, JSON.stringify(messages)],
      ].join(' | '),
    )
    .sort();
}

const vocabularies = indexVocabularies(readVocabularies());

function inspectorOf(level: AccessLevel, shapes: readonly Quad[], engine: ValidationEngine) {
  const all = { PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes };
  const inspect = createInspector({ profileId: 'official', shapes: all, vocabularies, engine });
  return (quads: readonly Quad[]) => inspect(quads, level);
}

/** Validates with the official shapes of a level, compiled and by shacl-engine, all at once. */
export function createExactPair(
  level: AccessLevel,
): (quads: readonly Quad[]) => Promise<ExactPair> {
  const shapes = readOfficialShapes(level);
  const compiled = inspectorOf(level, shapes, 'compiled');
  const reference = inspectorOf(level, shapes, 'reference');
  return async (quads) => ({
    compiled: linesOf(await compiled(quads)),
    reference: linesOf(await reference(quads)),
  });
}

/**
 * The same, for thousands of descriptions: shacl-engine applies SHACL Core to each of them, and the
 * constraints in SPARQL, which take it longer than all the rest, where it could answer anew.
 */
export function createQuickPair(
  level: AccessLevel,
): (quads: readonly Quad[]) => Promise<ExactPair> {
  const shapes = readOfficialShapes(level);
  const compiled = inspectorOf(level, shapes, 'compiled');
  const core = inspectorOf(level, withoutSparql(shapes), 'reference');
  const sparql = createSparqlReference(shapes);
  return async (quads) => ({
    compiled: linesOf(await compiled(quads)),
    reference: linesOf([
      ...(await core(quads)),
      ...(await sparql(indexTriples([...quads, ...selectBackground(quads, vocabularies)]))),
    ]),
  });
}

/**
 * shacl-engine with the constraints in SPARQL alone. It cannot tell graphs apart that answer alike
 * to every pattern that it asks for, so it is asked once about each group of such graphs.
 */
export function createSparqlReference(
  shapes: readonly Quad[],
): (data: Matchable) => Promise<readonly RawResult[]> {
  const engine = createReferenceEngine(shapes);
  const constrained = shapes
    .filter(({ predicate }) => predicate.value === 'http://www.w3.org/ns/shacl#sparql')
    .map(({ subject }) => subject);
  const patterns = new Map<string, readonly (Term | null | undefined)[]>();
  const answers = new Map<string, readonly RawResult[]>();
  const seenOf = (data: Matchable) =>
    JSON.stringify([
      data.size > 0,
      ...[...patterns.values()].map((pattern) =>
        [...data.match(...pattern)].map((quad) =>
          [quad.subject, quad.predicate, quad.object].map(textOf),
        ),
      ),
    ]);
  return async (data) => {
    const known = answers.get(seenOf(data));
    if (known) return known;
    const watched: Matchable = {
      size: data.size,
      match(...terms) {
        // The last one is the graph, of which there is one.
        const pattern = terms.slice(0, 3);
        patterns.set(JSON.stringify(pattern.map((term) => textOf(term ?? null))), pattern);
        return data.match(...pattern);
      },
    };
    const found = await engine(watched, constrained);
    answers.set(seenOf(data), found);
    return found;
  };
}
