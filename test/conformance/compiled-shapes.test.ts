import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValidationResult } from '../../src/model/report.ts';
import { accessLevels } from '../../src/validate/profile.ts';
import { maxResults } from '../../src/validate/report.ts';
import { oracle, readOfficialShapes } from '../support/official-shapes.ts';
import { readTurtle } from '../support/turtle-files.ts';
import { createPair, fixtures, randomGraphs, variants } from '../support/validator-pairs.ts';

/**
 * The official shapes without the guard against graphs that hold no dataset: its SPARQL constraint
 * would be evaluated by shacl-engine on both sides, at ten times the price of all the rest.
 */
function readCoreShapes(level: (typeof accessLevels)[number]) {
  const shapes = readOfficialShapes(level);
  const guards = shapes.filter(({ predicate }) => predicate.value.endsWith('#sparql'));
  return shapes.filter(({ subject }) => !guards.some((guard) => guard.subject.equals(subject)));
}

/** Where and how severe a result is, whichever of the constraints of its shape is named. */
const placeOf = ({ severity, focusNode, path, value, sourceShape }: ValidationResult) =>
  JSON.stringify([severity, focusNode, path, value, sourceShape]);

// shacl-engine takes some 12 ms per description, and there are hundreds of descriptions.
describe.skipIf(!oracle)('the official shapes, compiled', { timeout: 300_000 }, () => {
  it.each(accessLevels)('report at level %s what shacl-engine reports', async (level) => {
    const shapes = readCoreShapes(level);
    const validate = createPair({ PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes });
    const example = readTurtle(
      `${oracle}/examples/healthdcat-ap-r8/example-healthdcat-dataset.ttl`,
    );
    let results = 0;
    for (const quads of [...fixtures, example])
      for (const variant of variants(quads)) {
        const { compiled, reference } = await validate(variant);
        expect(compiled).toEqual(reference);
        results += compiled.results.length;
      }
    expect(results).toBeGreaterThan(500);
  });

  // shacl-engine misses results of sh:node when several shapes ask the same question of one triple.
  it.each(accessLevels)('miss at level %s nothing on random graphs', async (level) => {
    const shapes = readCoreShapes(level);
    const validate = createPair({ PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes });
    await fc.assert(
      fc.asyncProperty(randomGraphs(), async (quads) => {
        const { compiled, reference } = await validate(quads);
        fc.pre(compiled.results.length < maxResults);
        const places = new Set(compiled.results.map(placeOf));
        expect(reference.results.filter((result) => !places.has(placeOf(result)))).toEqual([]);
        const known = new Set(reference.results.map((result) => JSON.stringify(result)));
        for (const result of compiled.results)
          if (!known.has(JSON.stringify(result)))
            expect(result.component).toMatch(/#NodeConstraintComponent$/);
      }),
      { numRuns: 60 },
    );
  });

  it.each(accessLevels)('leave out at level %s the one shape that needs SPARQL', async (level) => {
    const shapes = readOfficialShapes(level);
    const validate = createPair({ PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes });
    for (const quads of fixtures) {
      const { compiled, reference } = await validate(quads);
      expect(compiled).toEqual(reference);
    }
    const { compiled, reference } = await validate(
      (fixtures[0] ?? []).filter(({ predicate }) => !predicate.value.endsWith('#type')),
    );
    expect(compiled).toEqual(reference);
    expect(compiled.results.map(({ component }) => component)).toContain(
      'http://www.w3.org/ns/shacl#SPARQLConstraintComponent',
    );
  });
});
