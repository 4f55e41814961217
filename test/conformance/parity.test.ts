import { readFileSync, writeFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import { Store } from 'n3';
import { beforeAll, describe, expect, it } from 'vitest';
import { compact, namedNode } from '../../src/rdf/vocabularies.ts';
import { oracle } from '../support/official-shapes.ts';
import { type Comparison, createComparison, createSide } from '../support/parity/comparison.ts';
import { describeFindings } from '../support/parity/expected.ts';
import { type NamedGraph, readOracleGraphs, readOwnGraphs } from '../support/parity/graphs.ts';
import { datasetProperties, healthDcatAp8 } from '../support/parity/healthdcat-ap-8.ts';
import { mutate } from '../support/parity/mutations.ts';
import { repositoryRoot } from '../support/turtle-files.ts';

/** The profiles of which we have shapes of our own and know the official ones. */
const profiles = [healthDcatAp8];

// There are thousands of descriptions, and two sides and several levels for each.
const timeout = 300_000;

describe.each(profiles)('our shapes of $id', { timeout }, (profile) => {
  it('find nothing wrong with the description that is spoilt', () => {
    for (const level of profile.levels) {
      const { all } = createSide(profile.readOwn(level))(profile.describe(level));
      const violations = all.filter(({ severity }) => severity === 'Violation');
      expect(violations, level).toEqual([]);
    }
  });

  it('say of each property, spoilt in each way, what they are known to say', () => {
    const path = `${repositoryRoot}test/fixtures/parity/${profile.id}.md`;
    const found = describeFindings(profile);
    if (process.env['UPDATE_GOLDEN']) writeFileSync(path, found);
    expect(found).toBe(readFileSync(path, 'utf8'));
  });

  it('differ from the official ones in fewer than ten known ways', () => {
    expect(profile.differences.length).toBeLessThan(10);
    for (const { reason } of profile.differences) expect(reason).toMatch(/^[A-Z].*\.$/);
  });
});

describe.skipIf(!oracle).each(profiles)(
  'our shapes of $id and the official ones',
  { timeout },
  (profile) => {
    let graphs: NamedGraph[];
    const met: Comparison['met'] = new Set();
    const compareAt = (level: (typeof profile.levels)[number]) =>
      createComparison(
        createSide(profile.readOwn(level)),
        createSide(profile.readOfficial(level)),
        profile.differences,
        met,
      );

    beforeAll(async () => {
      graphs = [...(await readOwnGraphs()), ...(await readOracleGraphs())];
    });

    it.each(profile.levels)('agree at level %s on every example and fixture', (level) => {
      const { compare } = compareAt(level);
      const found = graphs.flatMap(([name, quads]) =>
        compare(quads).map((difference) => `${name}: ${difference}`),
      );
      expect(found).toEqual([]);
      expect(graphs.length).toBeGreaterThan(120);
    });

    it.each(profile.levels)('agree at level %s on every property, spoilt in each way', (level) => {
      const { compare } = compareAt(level);
      const description = profile.describe(level);
      const found = compare(description);
      for (const { of, property, kind, quads } of mutate(description, profile.properties))
        found.push(...compare(quads).map((line) => `${of} ${property} ${kind}: ${line}`));
      expect(found).toEqual([]);
    });

    it('have been spoilt at every property that the official shapes constrain', () => {
      const untouched = profile.levels.flatMap((level) =>
        constrained(profile.readOfficial(level)).filter(
          ([of, property]) => !profile.properties[of]?.includes(property),
        ),
      );
      expect(untouched).toEqual([]);
    });

    it('still differ in each of the known ways', () => {
      const stale = profile.differences.filter((difference) => !met.has(difference));
      expect(stale.map(({ reason }) => reason)).toEqual([]);
    });
  },
);

const silent = /#(path|severity|message|name|description)$/;

/** The properties that shapes with a target class constrain in a simple path, with that class. */
function constrained(shapes: readonly Quad[]): [of: string, property: string][] {
  const store = new Store([...shapes]);
  const sh = (name: string) => namedNode(`http://www.w3.org/ns/shacl#${name}`);
  return store.getQuads(null, sh('targetClass'), null, null).flatMap(({ subject, object }) =>
    store
      .getObjects(subject, sh('property'), null)
      .filter((property) =>
        store.getPredicates(property, null, null).some(({ value }) => !silent.test(value)),
      )
      .flatMap((property) => store.getObjects(property, sh('path'), null))
      .filter(({ termType }) => termType === 'NamedNode')
      .map((path): [string, string] => [compact(object.value), compact(path.value)]),
  );
}

describe.skipIf(!oracle)('our list of the properties of a dataset', () => {
  it('is that of the cardinality rules of Release 8', () => {
    const rules = readFileSync(
      `${oracle}/shacl/healthdcat-ap-r8/dataset-cardinality-rules.csv`,
      'utf8',
    );
    const names = rules
      .split('\n')
      .slice(1)
      .flatMap((row) => row.split(',')[1] ?? []);
    expect(names).toHaveLength(57);
    expect([...datasetProperties].sort()).toEqual(names.sort());
  });
});
