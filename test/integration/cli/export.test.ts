import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportCatalogue } from '../../../src/cli/export.ts';
import { readSettings } from '../../../src/config.ts';
import { findTarget, targets } from '../../../src/publish/profiles/index.ts';
import { usePreparedDatabase } from '../../support/prepared-database.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glaneur-export-test-'));
  await usePreparedDatabase(join(folder, 'data'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(profile: string, output: string): Promise<number> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  return exportCatalogue({
    settings: readSettings({ LOG_LEVEL: 'silent', DATA_DIR: join(folder, 'data') }),
    operands: [],
    options: { format: 'nt', output, profile },
    signal: new AbortController().signal,
    stdout: nowhere,
    stderr: nowhere,
  });
}

it('writes the catalogue in the profile that is asked for', async () => {
  const output = join(folder, 'catalog.nt');
  expect(await run('dcat-ap-3.0.1', output)).toBe(0);
  const text = await readFile(output, 'utf8');
  expect(text).toContain(`<${findTarget('dcat-ap-3.0.1')?.iri}> <http://purl.org/dc/terms/title>`);
  expect(text).toContain('http://www.w3.org/ns/dcat#Catalog');
  // The publisher of the catalogue has a contact point of a kind that DCAT-AP does not know.
  expect(text).not.toContain('http://data.europa.eu/m8g/');
}, 120_000);

it('names the profiles there are when it is asked for another', async () => {
  await expect(run('healthdcat-ap-9', join(folder, 'none.nt'))).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining(targets.map(({ id }) => id).join(', ')),
  });
});
