import { beforeAll, describe, expect, it } from 'vitest';
import { answerCases } from './cases.ts';
import {
  expectNoDefectOfOurs,
  failures,
  type Harvested,
  harvestCases,
  keysOf,
  oracle,
} from './harvest-files.ts';

describe.skipIf(!oracle)('sheets and saved answers on a plain web server', () => {
  let found: ReadonlyMap<string, Harvested>;
  beforeAll(async () => {
    found = await harvestCases(answerCases);
  }, 600_000);

  it.each(Object.entries(answerCases))('%s gives what it describes', (name, expected) => {
    const harvested = found.get(name) as Harvested; // harvested above
    const { created, failed = {}, skipped = [], problems = [] } = expected;
    const keys = keysOf(harvested, 'created');
    expect(typeof created === 'number' ? keys.length : keys).toEqual(
      typeof created === 'number' ? created : [...created].sort(),
    );
    expect(failures(harvested)).toEqual(failed);
    expect(keysOf(harvested, 'skipped')).toEqual(skipped);
    expectNoDefectOfOurs(harvested);
    expect(harvested.run.problems.map(({ code }) => code)).toEqual(problems);
    expect(harvested.run.verdict).toBe(problems.length === 0 ? 'complete' : 'partial');
  });

  it('says in the words of the repository why its answer holds no record', () => {
    const [problem] = found.get('oai-pmh-error')?.run.problems ?? [];
    expect(problem?.message).toContain('badResumptionToken: The resumption token has expired');
  });
});
