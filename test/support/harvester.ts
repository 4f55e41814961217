import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, type Settings } from '../../src/config.ts';
import { type Context, createContext } from '../../src/context.ts';
import type { HarvestRun } from '../../src/model/run.ts';
import type { Source } from '../../src/model/source.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { usePreparedDatabase } from './prepared-database.ts';

/** Public base of the IRIs that test catalogues mint. */
export const testBaseUrl = 'https://catalogue.example.org';

/** The preset sources without their politeness, and allowed to ask this machine. */
export function forSandbox(source: Source): Source {
  return {
    ...source,
    schedule: null,
    limits: {
      ...source.limits,
      requestsPerSecond: 10_000,
      concurrency: 8,
      timeoutMs: 5000,
      allowPrivateHosts: ['127.0.0.1'],
      robots: 'ignore',
    },
  };
}

/** Settings for the shipped configuration with the sandbox's addresses. */
export function sandboxSettings(
  urls: Sandbox['urls'],
  dataDir: string,
  databaseUrl?: string,
): Settings {
  return readSettings({
    BASE_URL: testBaseUrl,
    LOG_LEVEL: 'silent',
    HARVEST_THREADS: '1',
    // Descriptions in tests name real sites, which nobody may ask.
    LINK_CHECK_DAYS: '0',
    DATA_DIR: dataDir,
    BNDMR_URL: urls.bndmr,
    FRANCE_COHORTES_URL: urls.franceCohortes,
    HDH_URL: urls.hdh,
    EDS_URL: urls.eds,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  });
}

export interface Harvester {
  readonly context: Context;
  /** Harvests the named sources, or all, and returns their runs by source id. */
  harvest(...ids: string[]): Promise<Readonly<Record<string, HarvestRun>>>;
  close(): Promise<void>;
}

/** The real service without its pages, on a database of its own. */
export async function startHarvester(
  urls: Sandbox['urls'],
  options: {
    readonly databaseUrl?: string | undefined;
    readonly adapt?: (source: Source) => Source;
  } = {},
): Promise<Harvester> {
  const dataDir = await mkdtemp(join(tmpdir(), 'glaneur-'));
  if (options.databaseUrl === undefined) await usePreparedDatabase(dataDir);
  const settings = sandboxSettings(urls, dataDir, options.databaseUrl);
  const context = await createContext(settings, {
    observe: () => undefined,
    adapt: options.adapt ?? forSandbox,
  });
  return {
    context,
    harvest: async (...ids) => {
      const wanted = ids.length > 0 ? ids : context.sources.map(({ id }) => id);
      const runs = await Promise.all(
        wanted.map(async (id) => [id, await context.queue.request(id, 'request')] as const),
      );
      return Object.fromEntries(
        runs.filter((entry): entry is [string, HarvestRun] => entry[1] !== null),
      );
    },
    close: async () => {
      await context.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
