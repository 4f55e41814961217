import type { Quad } from '@rdfjs/types';
import fc from 'fast-check';
import type { ValidationReport } from '../../src/model/report.ts';
import type { AccessLevel } from '../../src/model/source.ts';
import { quad } from '../../src/rdf/vocabularies.ts';
import { indexVocabularies } from '../../src/validate/background.ts';
import { createValidator } from '../../src/validate/shacl.ts';
import { without } from './mutations.ts';
import { readVocabularies } from './own-shapes.ts';
import { readTurtle, repositoryRoot } from './turtle-files.ts';

/** A description as both engines report on it. */
export interface Pair {
  readonly compiled: ValidationReport;
  readonly reference: ValidationReport;
}

/** Validates with compiled shapes and with shacl-engine. */
export function createPair(
  shapes: Readonly<Record<AccessLevel, readonly Quad[]>>,
): (quads: readonly Quad[]) => Promise<Pair> {
  const settings = {
    profileId: 'test',
    shapes,
    vocabularies: indexVocabularies(readVocabularies()),
  };
  const compiled = createValidator(settings);
  const reference = createValidator({ ...settings, engine: 'reference' });
  return async (quads) => ({ compiled: await compiled(quads), reference: await reference(quads) });
}

/** The descriptions of test/fixtures/validate. */
export const fixtures: readonly Quad[][] = ['non-public', 'restricted', 'public'].map((name) =>
  readTurtle(`${repositoryRoot}test/fixtures/validate/${name}.ttl`),
);

/** A description as it is, and without each property of each node, one node at a time. */
export function* variants(quads: readonly Quad[]): Iterable<readonly Quad[]> {
  yield quads;
  const seen = new Set<string>();
  for (const { subject, predicate } of quads) {
    const key = `${subject.value} ${predicate.value}`;
    if (seen.size < seen.add(key).size) yield without(quads, subject.value, predicate.value);
  }
}

/** Random graphs: part of a description, and terms of all of them put together anew; none is empty, which shacl-engine skips. */
export function randomGraphs(): fc.Arbitrary<readonly Quad[]> {
  const all = fixtures.flat();
  const pick = fc.constantFrom(...all);
  const made = fc
    .tuple(pick, pick, pick)
    .map(([a, b, c]) => quad(a.subject, b.predicate, c.object));
  const kept = fc
    .constantFrom(...fixtures)
    .chain((quads) => fc.subarray([...quads], { minLength: Math.floor(quads.length / 2) }));
  return fc
    .tuple(
      fc.oneof(kept, fc.array(pick, { maxLength: 40 })),
      fc.array(made, { minLength: 1, maxLength: 25 }),
    )
    .map(([part, others]) => [...part, ...others]);
}
