import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dcat } from '../../src/rdf/vocabularies.ts';
import { accessLevels } from '../../src/validate/profile.ts';
import { expand } from '../support/mutations.ts';
import { createExactPair, createQuickPair } from '../support/official-pairs.ts';
import { describeShapes, oracle, readOfficialShapes } from '../support/official-shapes.ts';
import { healthDcatAp8 } from '../support/parity/healthdcat-ap-8.ts';
import { mutate, mutationKinds } from '../support/parity/mutations.ts';
import { readTurtle } from '../support/turtle-files.ts';
import { fixtures, randomGraphs, variants } from '../support/validator-pairs.ts';

// The levels differ in what they ask of datasets alone, so the properties of other classes are spoilt at one level.
const ofDatasets = 'dcat:Dataset';
const { [ofDatasets]: ofDataset = [], ...others } = healthDcatAp8.properties;

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

  it('say the same at every level of all classes but datasets', () => {
    const classes = Object.keys(others).map(expand);
    const [first = [], ...rest] = accessLevels.map(readOfficialShapes);
    expect(describeShapes(first, dcat.Distribution.value).length).toBeGreaterThan(1000);
    for (const shapes of rest) {
      for (const name of classes)
        expect(describeShapes(shapes, name), name).toBe(describeShapes(first, name));
    }
  });

  it.each(accessLevels)(
    'report at level %s the same of every property, spoilt in each way',
    async (level) => {
      const validate = createQuickPair(level);
      const properties =
        level === 'NON_PUBLIC' ? healthDcatAp8.properties : { [ofDatasets]: ofDataset };
      let compared = 0;
      for (const { of, property, kind, quads } of mutate(
        healthDcatAp8.describe(level),
        properties,
      )) {
        const { compiled, reference } = await validate(quads);
        expect(compiled, `${of} ${property} ${kind}`).toEqual(reference);
        compared += 1;
      }
      expect(compared).toBe(Object.values(properties).flat().length * mutationKinds.length);
    },
  );
});
