import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { manageCoverage } from '../../../src/cli/coverage.ts';
import { readSettings, type Settings } from '../../../src/config.ts';
import { runCommand } from '../../support/command.ts';
import { usePreparedDatabase } from '../../support/prepared-database.ts';
import { workbook } from '../../support/workbook.ts';

let folder: string;
let settings: Settings;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glaneur-coverage-'));
  await usePreparedDatabase(join(folder, 'data'));
  settings = readSettings({ LOG_LEVEL: 'silent', DATA_DIR: join(folder, 'data') });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function coverage(operands: readonly string[], options = {}) {
  return runCommand(manageCoverage, { settings, operands, options });
}

it('imports lists in CSV and XLSX, shows them and forgets them', async () => {
  expect((await coverage([])).out).toContain('No list of declared databases was imported yet');
  const csv = join(folder, 'cnil.csv');
  await writeFile(csv, 'nom;région\nEntrepôt A;Île-de-France\nEntrepôt B;Atlantide\n;Bretagne\n');
  const imported = await coverage(['import', csv]);
  expect([imported.code, imported.err]).toEqual([0, 'Line 4 was left out: The line has no name\n']);
  expect(imported.out).toContain('cnil: 2 declared, 0 described, 2 missing');
  const xlsx = join(folder, 'hub.xlsx');
  await writeFile(
    xlsx,
    workbook([
      {
        name: 'Liste',
        rows: [
          ['Nom', 'Sigle'],
          ['Base', 'B'],
        ],
      },
    ]),
  );
  const both = await coverage(['import', xlsx], { name: 'Hub 2026', json: true });
  expect(JSON.parse(both.out).lists).toMatchObject([
    { id: 'Hub 2026', declared: 1 },
    { id: 'cnil', declared: 2 },
  ]);
  expect((await coverage(['remove', 'cnil'])).out).not.toContain('cnil');
  expect((await coverage(['remove', 'cnil'])).code).toBe(1);
});

it('says what is wrong with a command or a file', async () => {
  for (const operands of [['import'], ['list', 'x'], ['upload', 'x'], ['import', 'a', 'b']])
    expect((await coverage(operands)).code).toBe(64);
  await expect(coverage(['import', join(folder, 'nothing.csv')])).rejects.toMatchObject({
    code: 'PARSE_SYNTAX',
  });
});
