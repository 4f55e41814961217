import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bees, described } from './described.ts';
import {
  expectNoDefectOfOurs,
  failures,
  type Harvested,
  harvestCases,
  keysOf,
  oracle,
} from './harvest-files.ts';
import { filesWithoutDataset } from './no-dataset.ts';

const isRdf = (name: string) => /\.(?:ttl|rdf|jsonld)$/.test(name);

const entry = { connector: 'rdf-http', mapping: 'dcat-ap', options: { mode: 'directory' } };

function folder(name: string) {
  const names = readdirSync(`${oracle}/${name}`, { recursive: true, encoding: 'utf8' });
  return { entry, files: names.filter(isRdf).map((each) => `${name}/${each}`) };
}

describe.skipIf(!oracle)('a directory of real RDF files', () => {
  let sources: Harvested;
  let examples: Harvested;
  let others: Harvested;
  beforeAll(async () => {
    const files = Object.keys(filesWithoutDataset).filter(isRdf);
    const found = await harvestCases({
      sources: folder('sources'),
      others: { entry, files },
    });
    // Of their own, for some datasets stand in both folders.
    const more = await harvestCases({ examples: folder('examples') });
    sources = found.get('sources') as Harvested; // harvested above, as the two below
    others = found.get('others') as Harvested;
    examples = more.get('examples') as Harvested;
  }, 600_000);

  it('finds nothing in those that describe no dataset', () => {
    expect(others.outcomes).toEqual([]);
    expect(others.run).toMatchObject({ verdict: 'partial', gathered: 0 });
    expect(others.run.problems.map(({ code }) => code)).toEqual(['GATHER_EMPTY']);
  });

  it('of sources publishes every dataset described', () => {
    expect(keysOf(sources, 'created')).toEqual(Object.values(described.sources).flat().sort());
    expectNoDefectOfOurs(sources);
  });

  it('of sources fails only the event stream without a title', () => {
    expect(sources.run).toMatchObject({ verdict: 'complete', problems: [] });
    expect(failures(sources)).toEqual({ 'http://localhost:8080/name1': 'MAP_NO_TITLE' });
    expect(keysOf(sources, 'skipped')).toEqual([]);
  });

  it('of examples publishes every dataset described', () => {
    expect(keysOf(examples, 'created')).toEqual(Object.values(described.examples).flat().sort());
    expectNoDefectOfOurs(examples);
  });

  it('of examples fails what is no valid Turtle, and proves no absence then', () => {
    const series = '/examples/dcat-ap-3/example-bee-population-dataset-series';
    expect(failures(examples)).toEqual({
      'https://zenodo.org/record/7905504': 'PARSE_PREFIX',
      [`${series}-api.ttl`]: 'PARSE_SYNTAX',
      [`${series}-combined.ttl`]: 'PARSE_SYNTAX',
      // The first of its two files says only how often it changes.
      [`https://${bees}/BeePopulation`]: 'MAP_NO_TITLE',
    });
    expect(examples.run.verdict).toBe('partial');
    expect(examples.run.problems.map(({ code }) => code)).toEqual(['PARSE_SYNTAX', 'PARSE_SYNTAX']);
  });

  it('of examples skips only further descriptions of a dataset it has read', () => {
    const skipped = examples.outcomes.filter(({ kind }) => kind === 'skipped');
    expect(skipped.length).toBeGreaterThan(0);
    for (const { remoteKey, problem } of skipped) {
      expect(remoteKey).toContain(bees);
      expect(problem?.code).toBe('IDENTIFY_DUPLICATE_KEY');
    }
  });

  it('finds no violation in the official example of Release 8', () => {
    const [key] = described.examples['healthdcat-ap-r8/example-healthdcat-dataset.ttl'];
    const outcome = examples.outcomes.find(({ remoteKey }) => remoteKey === key);
    expect(outcome).toMatchObject({ kind: 'created' });
    expect(outcome?.violations ?? 0).toBe(0);
  });
});
