import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dcat } from '../../src/rdf/vocabularies.ts';
import { accessLevels } from '../../src/validate/profile.ts';
import { createExactPair, createQuickPair } from '../support/official-pairs.ts';
import { oracle } from '../support/official-shapes.ts';
import { healthDcatAp8 } from '../support/parity/healthdcat-ap-8.ts';
import { mutate, mutationKinds } from '../support/parity/mutations.ts';
import { readTurtle } from '../support/turtle-files.ts';
import { fixtures, randomGraphs, variants } from '../support/validator-pairs.ts';

const properties = Object.values(healthDcatAp8.properties).flat();

// shacl-engine takes some 10 ms per description, and there are thousands of descriptions. Results
// are compared with all they say: focus node, path, component, value, severity, shape and messages.
describe.skipIf(!oracle)('the official shapes, compiled', { timeout: 900_000 }, () => {
  const examples = () => [
    ...fixtures,
    readTurtle(`${oracle}/examples/healthdcat-ap-r8/example-healthdcat-dataset.ttl`),
  ];

  it.each(accessLevels)('report at level %s what shacl-engine reports', async (level) => {
    const validate = createExactPair(level);
    const noDataset = (quads: (typeof fixtures)[number]) =>
      quads.filter(({ object }) => !object.equals(dcat.Dataset));
    let results = 0;
    for (const quads of examples().flatMap((example) => [example, noDataset(example)])) {
      const { compiled, reference } = await validate(quads);
      expect(compiled).toEqual(reference);
      results += compiled.length;
    }
    expect(results).toBeGreaterThan(50);
  });

  it.each(accessLevels)('report at level %s the same without any one property', async (level) => {
    const validate = createQuickPair(level);
    let results = 0;
    for (const variant of examples().flatMap((example) => [...variants(example)])) {
      const { compiled, reference } = await validate(variant);
      expect(compiled).toEqual(reference);
      results += compiled.length;
    }
    expect(results).toBeGreaterThan(500);
  });

  it.each(accessLevels)('report at level %s the same on random graphs', async (level) => {
    const validate = createQuickPair(level);
    await fc.assert(
      fc.asyncProperty(randomGraphs(), async (quads) => {
        const { compiled, reference } = await validate(quads);
        expect(compiled).toEqual(reference);
      }),
      { numRuns: 60 },
    );
  });

  it.each(accessLevels)(
    'report at level %s the same of every property, spoilt in each way',
    async (level) => {
      const validate = createQuickPair(level);
      let compared = 0;
      for (const { of, property, kind, quads } of mutate(
        healthDcatAp8.describe(level),
        healthDcatAp8.properties,
      )) {
        const { compiled, reference } = await validate(quads);
        expect(compiled, `${of} ${property} ${kind}`).toEqual(reference);
        compared += 1;
      }
      expect(compared).toBe(properties.length * mutationKinds.length);
    },
  );
});
