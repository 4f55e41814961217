import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Settings } from '../../src/config.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { sandboxSettings } from './harvester.ts';

const root = resolve(import.meta.dirname, '../..');

/** Settings for the sandbox's sources, with one target; the configuration goes into `folder`. */
export async function deliveringSettings(
  urls: Sandbox['urls'],
  folder: string,
  target: { readonly url: string; readonly key: string },
  databaseUrl?: string,
): Promise<Settings> {
  for (const name of ['config', 'shapes', 'vocab']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  const entry = {
    id: 'hub',
    title: { fr: 'Autre catalogue', en: 'Another catalogue' },
    kind: 'ingest-api',
    url: `\${HUB_URL}`,
    apiKey: `\${HUB_KEY}`,
    profile: 'healthdcat-ap-8',
    retry: { firstSeconds: 0.1, longestSeconds: 1 },
    limits: { requestsPerSecond: 1000, allowPrivateHosts: ['127.0.0.1'] },
  };
  await writeFile(join(folder, 'config/targets.yaml'), stringify({ targets: [entry] }));
  const settings = sandboxSettings(urls, join(folder, 'data'), databaseUrl);
  const environment = { ...settings.environment, HUB_URL: target.url, HUB_KEY: target.key };
  return { ...settings, configDir: join(folder, 'config'), environment };
}
