import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateDocuments } from '../../../src/cli/validate.ts';
import { readSettings } from '../../../src/config.ts';
import { runCommand } from '../../support/command.ts';
import { oracle } from '../../support/official-shapes.ts';
import { repositoryRoot } from '../../support/turtle-files.ts';

/** The examples that conform, and those that say nothing a profile could judge, with the reason; all others violate it. */
const special: Readonly<Record<string, readonly [code: 0 | 2, reason: string]>> = {
  'healthdcat-ap-r8/example-healthdcat-dataset.ttl': [0, ''],
  'ckanext-dcat/health_dcat_ap.json': [2, 'PARSE_NOT_RDF'],
  'dcat-ap-3/example-bee-population-dataset-series-api.ttl': [2, 'PARSE_SYNTAX'],
  'dcat-ap-3/example-bee-population-dataset-series-combined.ttl': [2, 'PARSE_SYNTAX'],
  'healthdcat-ap-de/RKI_SARS-CoV-2_Infektionen_in_Deutschland.ttl': [2, 'PARSE_PREFIX'],
  'ejp-rd/guideline.ttl': [2, 'MAP_NO_DATASET'],
  'gdi/fdp_profile.ttl': [2, 'MAP_NO_DATASET'],
};

describe.skipIf(!oracle)('glaneur validate on the public examples', () => {
  const settings = readSettings({ LOG_LEVEL: 'silent', CONFIG_DIR: `${repositoryRoot}config` });
  const root = `${oracle}/examples`;
  const names = oracle
    ? readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.\w+$/.test(name))
        .sort()
    : [];

  it('knows them all', () => {
    expect(names.length).toBeGreaterThan(35);
    expect(Object.keys(special).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(names)('judges %s', async (name) => {
    const { code, out } = await runCommand(validateDocuments, {
      settings,
      operands: [`${root}/${name}`],
      options: { json: true },
    });
    const [expected, reason] = special[name] ?? [1, ''];
    const [file] = JSON.parse(out).files;
    expect({ code, problem: file.problem?.code ?? '' }).toEqual({
      code: expected,
      problem: reason,
    });
    if (expected === 2) {
      expect(file.problem.message.length).toBeGreaterThan(20);
      return;
    }
    for (const { findings } of file.parts)
      for (const { message, rule, places } of findings) {
        expect(Object.keys(message).sort()).toEqual(['en', 'fr']);
        expect(rule).toMatch(/^[A-Z][\w.-]+$/);
        expect(places.length).toBeGreaterThan(0);
      }
  });
});
