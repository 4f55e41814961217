import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';
import { settingNames } from '../../../src/config.ts';
import { mappings } from '../../../src/map/index.ts';
import { problems } from '../../../src/model/problem.ts';
import { SourceEntry } from '../../../src/source-schema.ts';
import { connectors } from '../../../src/sources/index.ts';
import { TargetEntry } from '../../../src/target-settings.ts';

const root = resolve(import.meta.dirname, '../../..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');

describe('the README', () => {
  it.each(settingNames)('documents the setting %s', (name) => {
    expect(readme).toContain(`\`${name}\``);
  });

  it.each([
    ...Object.keys(SourceEntry.properties),
    ...Object.keys(SourceEntry.properties.limits.properties),
  ])('documents the setting %s of a source', (name) => {
    expect(readme).toMatch(new RegExp(`^ {4}[- ] +${name}:|\`(?:limits[.])?${name}\``, 'm'));
  });

  it.each([
    ...Object.keys(TargetEntry.properties),
    ...Object.keys(TargetEntry.properties.retry.properties),
  ])('documents the setting %s of a target', (name) => {
    expect(readme).toMatch(new RegExp(`^ {4}[- ] +${name}:|\`${name}\``, 'm'));
  });

  it('documents every problem code as the code defines it', () => {
    const table = /<!-- problems -->\n([\s\S]*?)<!-- \/problems -->/.exec(readme)?.[1] ?? '';
    const expected = Object.entries(problems).map(
      ([code, { stage, retryable, remedy }]) =>
        `| \`${code}\` | ${stage} | ${retryable ? 'yes' : 'no'} | ${remedy} |`,
    );
    expect(table.trim().split('\n')).toEqual(expected);
  });

  it.each(Object.keys(commands))('documents the command %s', (name) => {
    expect(readme).toMatch(new RegExp(`^\\| \`${name}[ \`]`, 'm'));
  });

  it('names every connector and mapping', () => {
    for (const name of [...Object.keys(connectors), ...Object.keys(mappings)]) {
      expect(readme, name).toContain(name);
    }
  });

  it('has a line in the code map for every folder of src', () => {
    const folders = readdirSync(resolve(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    for (const folder of folders) expect(readme).toContain(`\`src/${folder}\``);
  });
});
