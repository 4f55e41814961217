import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readSettings } from '../../../src/config.ts';
import { readSources } from '../../../src/source-settings.ts';

const shipped = resolve(import.meta.dirname, '../../../config');
const shippedEntries = (
  parse(readFileSync(join(shipped, 'sources.yaml'), 'utf8')) as {
    sources: { id: string; url: string; preset: string }[];
  }
).sources;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glaneur-settings-'));
  await mkdir(join(folder, 'presets'));
});
afterAll(() => rm(folder, { recursive: true }));

const plain = {
  id: 'plain',
  title: { en: 'Plain' },
  connector: 'rdf-http',
  url: 'https://data.example.org/',
  options: { mode: 'document' },
  mapping: 'dcat-ap',
  level: 'national',
  defaults: {},
};

/** Sources as read from these entries and presets. */
async function read(
  entries: readonly object[],
  presets: Readonly<Record<string, object>> = {},
  environment: Readonly<Record<string, string>> = {},
) {
  await writeFile(join(folder, 'sources.yaml'), stringify({ sources: entries }));
  for (const [name, preset] of Object.entries(presets)) {
    await writeFile(join(folder, 'presets', `${name}.yaml`), stringify(preset));
  }
  return readSources(readSettings(environment, folder));
}

async function refusal(entries: readonly object[], presets = {}): Promise<string> {
  return read(entries, presets).then(
    () => 'nothing was refused',
    (error: unknown) => String(error),
  );
}

describe('the shipped sources', () => {
  it('are all left out while their addresses are unset', async () => {
    expect(await readSources(readSettings({}, shipped))).toEqual([]);
  });

  it('take part as soon as their addresses are set, each with a preset that is right', async () => {
    const environment = Object.fromEntries(
      shippedEntries.map(({ url }) => [url.slice(2, -1), 'https://data.example.org/']),
    );
    const read = await readSources(readSettings(environment, shipped));
    expect(read.map(({ id }) => id)).toEqual(shippedEntries.map(({ id }) => id));
    for (const { id, timeZone, defaults } of read) {
      expect([timeZone, defaults.hdab?.type], id).toEqual(['Europe/Paris', 'national-authority']);
    }
  });

  it('use every shipped preset', async () => {
    const files = await readdir(join(shipped, 'presets'));
    const used = [...shippedEntries.map(({ preset }) => preset), 'france'];
    expect(files.map((file) => file.replace('.yaml', '')).sort()).toEqual(used.sort());
  });
});

describe('a preset', () => {
  const base = { ...plain, limits: { concurrency: 2, maxBytes: 5000 }, schedule: '0 3 * * *' };
  const { id: _, url: __, ...preset } = base;

  it('gives what an entry does not say; objects are merged, lists replaced', async () => {
    const entry = {
      id: 'own',
      preset: 'national',
      url: 'https://data.example.org/own',
      limits: { concurrency: 1, allowPrivateHosts: ['inner'] },
      schedule: null,
    };
    const presets = {
      national: { ...preset, limits: { ...preset.limits, allowPrivateHosts: ['a', 'b'] } },
    };
    const [source] = await read([entry], presets);
    expect(source).toMatchObject({ id: 'own', connector: 'rdf-http', schedule: null });
    expect(source?.limits).toMatchObject({
      concurrency: 1,
      maxBytes: 5000,
      requestsPerSecond: 4,
      allowPrivateHosts: ['inner'],
    });
    expect(source).not.toHaveProperty('preset');
  });

  it('may build on another', async () => {
    const entry = { id: 'own', preset: 'upper', url: 'https://data.example.org/' };
    const presets = { lower: preset, upper: { preset: 'lower', level: 'local' } };
    const [source] = await read([entry], presets);
    expect(source).toMatchObject({ level: 'local', mapping: 'dcat-ap' });
  });

  it('that does not exist, is no file of the folder, or leads in a circle is refused', async () => {
    const entry = { id: 'own', url: 'https://data.example.org/' };
    expect(await refusal([{ ...entry, preset: 'absent' }])).toMatch(/no preset "absent"/);
    expect(await refusal([{ ...entry, preset: '../sources' }])).toMatch(/no preset/);
    const circle = { one: { preset: 'two' }, two: { preset: 'one' } };
    expect(await refusal([{ ...entry, preset: 'one' }], circle)).toMatch(/in a circle/);
  });
});

describe('a source', () => {
  it('is polite unless told otherwise', async () => {
    const [source] = await read([plain]);
    expect(source?.quietHours).toEqual([]);
    expect(source?.limits).toMatchObject({ robots: 'delay-only', requestsPerSecond: 4 });
    const [crawled] = await read([{ ...plain, options: { mode: 'pages' } }]);
    expect(crawled?.limits.robots).toBe('obey');
    const [told] = await read([{ ...plain, limits: { robots: 'ignore' } }]);
    expect(told?.limits.robots).toBe('ignore');
  });

  it('takes its secret from a variable, or from the file that NAME_FILE names', async () => {
    const path = join(folder, 'secret');
    await writeFile(path, 'from-a-file\n');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how files name variables.
    const entry = { ...plain, auth: { kind: 'bearer', token: '${A_TOKEN}' } };
    const [given] = await read([entry], {}, { A_TOKEN: 'given' });
    expect(given?.auth).toEqual({ kind: 'bearer', token: 'given' });
    const [filed] = await read([entry], {}, { A_TOKEN_FILE: path });
    expect(filed?.auth).toEqual({ kind: 'bearer', token: 'from-a-file' });
  });

  it.each([
    [{ auth: { kind: 'bearer', token: '' } }, 'plain: auth.token must match'],
    [{ auth: { kind: 'basic', user: 'anna' } }, 'needs user and password'],
    [{ auth: { kind: 'header', name: 'X', value: 'v', token: 't' } }, 'needs name and value'],
    [{ auth: { kind: 'header', name: 'X', value: 'v\r\nY: z' } }, 'plain: auth.value must match'],
    [{ url: 'https://anna:hidden@data.example.org/' }, 'belong in auth'],
    [{ url: 'https://' }, 'no web address'],
    [{ quietHours: ['noon'] }, '"noon"'],
    [{ timeZone: 'Europe/Lutece' }, 'Europe/Lutece'],
    [{ schedule: 'daily' }, 'no cron expression'],
    [{ region: 'Paris' }, 'plain: region must match'],
    [{ connector: 'phone' }, 'rdf-http'],
    [{ options: { mode: 'documents' } }, 'plain: options: mode must be'],
    [{ limits: { robots: 'maybe' } }, 'plain: limits.robots'],
    [{ colour: 'red' }, 'plain: it must not have additional properties: colour'],
  ])('that says %j is refused in words that name what is wrong', async (change, words) => {
    const message = await refusal([{ ...plain, ...change }]);
    expect(message).toContain(words);
    expect(message).not.toContain('hidden');
  });

  it('that is wrong in many ways is refused for all of them at once', async () => {
    const message = await refusal([
      { ...plain, timeZone: 'x', schedule: 'y' },
      { ...plain, quietHours: ['z'] },
    ]);
    for (const words of ['time zone', 'cron', '"z"', 'used twice'])
      expect(message).toContain(words);
  });

  it('may name its region by ISO 3166-2 or NUTS', async () => {
    for (const region of ['FR-75', 'FR-IDF', 'FR101', 'FR']) {
      expect((await read([{ ...plain, region }]))[0]?.region).toBe(region);
    }
  });
});
