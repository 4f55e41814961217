import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readSettings } from '../../../src/config.ts';
import { readSources } from '../../../src/source-settings.ts';
import { readTargets, sourcesFor } from '../../../src/target-settings.ts';

const shipped = resolve(import.meta.dirname, '../../../config');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glaneur-targets-'));
});
afterAll(() => rm(folder, { recursive: true }));

const hub = {
  id: 'hub',
  title: { en: 'Hub' },
  kind: 'ingest-api',
  url: 'https://hub.example.org/api',
  apiKey: `\${KEY}`,
  profile: 'hdh-2025',
};

async function read(...targets: readonly object[]) {
  await writeFile(join(folder, 'targets.yaml'), stringify({ targets }));
  return readTargets(readSettings({ KEY: 'sesame' }, folder));
}

const refusal = (...targets: readonly object[]) =>
  read(...targets).then(
    () => 'nothing was refused',
    (error: unknown) => String(error),
  );

describe('the shipped target', () => {
  it('is left out while its address is unset, and right once it is', async () => {
    expect(await readTargets(readSettings({}, shipped))).toEqual([]);
    const environment = { HUB_URL: 'https://hub.example.org', HUB_API_KEY: 'sesame' };
    expect(await readTargets(readSettings(environment, shipped))).toMatchObject([
      { id: 'hub', apiKey: 'sesame', profile: 'hdh-2025', since: 'all', retry: { tries: 10 } },
    ]);
  });

  it('does not get back what it gave', async () => {
    const environment = {
      HUB_URL: 'https://hub.example.org',
      HUB_API_KEY: 'sesame',
      HDH_URL: 'https://hub.example.org/catalogue.ttl',
      BNDMR_URL: 'https://bndmr.example.org/',
    };
    const settings = readSettings(environment, shipped);
    const [target] = await readTargets(settings);
    const sources = await readSources(settings);
    expect(target && sourcesFor(target, sources)).toEqual(['bndmr']);
  });
});

describe('targets', () => {
  it('are none without their file', async () => {
    await rm(join(folder, 'targets.yaml'), { force: true });
    expect(await readTargets(readSettings({}, folder))).toEqual([]);
  });

  it('take their key from the environment and get all sources by default', async () => {
    const [target] = await read(hub);
    expect(target).toMatchObject({ apiKey: 'sesame', limits: { robots: 'ignore' } });
    expect(target && sourcesFor(target, [])).toBeNull();
  });

  it.each([
    ['an id used twice', [hub, hub], 'the id hub is used twice'],
    ['a key that is unset', [{ ...hub, apiKey: `\${NONE}` }], 'apiKey'],
    ['a profile that does not exist', [{ ...hub, profile: 'none' }], 'profile'],
    ['a password in the address', [{ ...hub, url: 'https://a:b@c.example.org' }], 'user name'],
    ['a transport that does not exist', [{ ...hub, kind: 'pigeon' }], 'kind'],
    ['a setting that does not exist', [{ ...hub, colour: 'red' }], 'colour'],
  ] as const)('are refused with %s', async (_name, targets, reason) => {
    const message = await refusal(...targets);
    expect(message).toContain('targets.yaml');
    expect(message).toContain(reason);
    expect(message).not.toContain('sesame');
  });
});
