import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readSettings, type Settings } from '../src/config.ts';

/** A folder with a configuration of its own, whose one source is the synthetic catalogue. */
export interface Workspace {
  readonly folder: string;
  readonly settings: Settings;
}

/** The synthetic catalogue at an address. */
export function syntheticSource(url: string) {
  return {
    id: 'bench',
    title: { en: 'Synthetic' },
    connector: 'rdf-http',
    url,
    options: { mode: 'hydra' },
    mapping: 'dcat-ap',
    level: 'national',
    defaults: {},
    policy: {},
    limits: { requestsPerSecond: 1000, concurrency: 8, allowPrivateHosts: ['127.0.0.1'] },
  };
}

/** Makes a workspace with these sources; without the address of a PostgreSQL it has an embedded database. */
export async function makeWorkspace(
  sources: readonly ReturnType<typeof syntheticSource>[],
  database: string | undefined,
): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'glaneur-bench-'));
  for (const name of ['config', 'shapes', 'vocab'])
    await cp(name, join(folder, name), { recursive: true });
  await writeFile(join(folder, 'config/sources.yaml'), stringify({ sources }));
  const settings = readSettings({
    CONFIG_DIR: join(folder, 'config'),
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'silent',
    ...(database === undefined ? {} : { DATABASE_URL: database }),
  });
  return { folder, settings };
}
