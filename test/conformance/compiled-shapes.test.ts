import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValidationResult } from '../../src/model/report.ts';
import { accessLevels } from '../../src/validate/profile.ts';
import { maxResults } from '../../src/validate/report.ts';
import { oracle, readOfficialShapes, withoutSparql } from '../support/official-shapes.ts';
import { healthDcatAp8 } from '../support/parity/healthdcat-ap-8.ts';
import { mutate } from '../support/parity/mutations.ts';
import { readTurtle } from '../support/turtle-files.ts';
import {
  createPair,
  fixtures,
  type Pair,
  randomGraphs,
  variants,
} from '../support/validator-pairs.ts';

/** Where and how severe a result is, whichever of the constraints of its shape is named. */
const placeOf = ({ severity, focusNode, path, value, sourceShape }: ValidationResult) =>
  JSON.stringify([severity, focusNode, path, value, sourceShape]);

/** The same results; but shacl-engine misses some of sh:node, which may only be more. */
function expectSame({ compiled, reference }: Pair, name: string): void {
  const places = new Set(compiled.results.map(placeOf));
  const missed = reference.results.filter((result) => !places.has(placeOf(result)));
  expect(missed, name).toEqual([]);
  const known = new Set(reference.results.map((result) => JSON.stringify(result)));
  for (const result of compiled.results)
    if (!known.has(JSON.stringify(result)))
      expect(result.component, name).toMatch(/#NodeConstraintComponent$/);
}

// shacl-engine takes some 12 ms per description, and there are hundreds of descriptions.
describe.skipIf(!oracle)('the official shapes, compiled', { timeout: 300_000 }, () => {
  it.each(accessLevels)('report at level %s what shacl-engine reports', async (level) => {
    const shapes = readOfficialShapes(level);
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
    const shapes = withoutSparql(readOfficialShapes(level));
    const validate = createPair({ PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes });
    await fc.assert(
      fc.asyncProperty(randomGraphs(), async (quads) => {
        const { compiled, reference } = await validate(quads);
        fc.pre(compiled.results.length < maxResults);
        expectSame({ compiled, reference }, 'random');
      }),
      { numRuns: 60 },
    );
  });

  // Each level takes its turn, and the constraint in SPARQL was seen above: all mutations at all
  // levels with it would take a quarter of an hour.
  it.each(accessLevels.map((level, turn) => [level, turn] as const))(
    'report at level %s what shacl-engine reports of every property, spoilt in each way',
    async (level, turn) => {
      const shapes = withoutSparql(readOfficialShapes(level));
      const validate = createPair({ PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes });
      let index = 0;
      for (const { of, property, kind, quads } of mutate(
        healthDcatAp8.describe(level),
        healthDcatAp8.properties,
      )) {
        index += 1;
        if (index % accessLevels.length === turn)
          expectSame(await validate(quads), `${of} ${property} ${kind}`);
      }
      expect(index).toBeGreaterThan(3000);
    },
  );
});
