import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { manageKeys } from '../../../src/cli/keys.ts';
import { readSettings, type Settings } from '../../../src/config.ts';
import { usePreparedDatabase } from '../../support/prepared-database.ts';

const root = resolve(import.meta.dirname, '../../..');
let folder: string;
let settings: Settings;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glaneur-keys-'));
  await usePreparedDatabase(join(folder, 'data'));
  await cp(join(root, 'config'), join(folder, 'config'), { recursive: true });
  await cp(join(root, 'shapes'), join(folder, 'shapes'), { recursive: true });
  await cp(join(root, 'vocab'), join(folder, 'vocab'), { recursive: true });
  const shared = { title: { en: 'x' }, mapping: 'dcat-ap', level: 'local', defaults: {} };
  const sources = [
    { id: 'pushed', connector: 'push', url: 'https://a.example.org/', ...shared },
    {
      id: 'harvested',
      connector: 'rdf-http',
      options: { mode: 'document' },
      url: 'https://b.example.org/',
      ...shared,
    },
  ];
  await writeFile(join(folder, 'config/sources.yaml'), stringify({ sources }));
  settings = readSettings({
    LOG_LEVEL: 'silent',
    CONFIG_DIR: join(folder, 'config'),
    DATA_DIR: join(folder, 'data'),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function keys(...operands: string[]) {
  const written: Record<'out' | 'err', string> = { out: '', err: '' };
  const stream = (name: 'out' | 'err') =>
    new Writable({
      write: (chunk, _encoding, done) => {
        written[name] += String(chunk);
        done();
      },
    });
  const code = await manageKeys({
    settings,
    operands,
    options: { json: true, name: 'Exporter' },
    signal: new AbortController().signal,
    stdout: stream('out'),
    stderr: stream('err'),
  });
  return { code, ...written };
}

it('makes, lists and revokes keys, and tells a secret once', async () => {
  const made = await keys('create', 'pushed');
  expect(made.code).toBe(0);
  const { id, secret } = JSON.parse(made.out) as { id: string; secret: string };
  expect(secret).toMatch(/^gln_[0-9a-f]{8}_[\w-]{43}$/);
  const listed = await keys('list');
  expect(JSON.parse(listed.out)).toMatchObject([
    { id, sourceId: 'pushed', name: 'Exporter', revokedAt: null },
  ]);
  expect(listed.out).not.toContain(secret.slice(13));
  expect((await keys('revoke', id)).code).toBe(0);
  expect((await keys('revoke', id)).code).toBe(1);
});

it('makes no key for a source that is harvested, and none without a source', async () => {
  await expect(keys('create', 'harvested')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  await expect(keys('create')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  expect((await keys('make')).code).toBe(64);
});
