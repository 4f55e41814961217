import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { stringify } from 'yaml';
import { readSettings } from '../../src/config.ts';
import { type Context, createContext } from '../../src/context.ts';
import type { CatalogueEvent } from '../../src/model/published.ts';
import type { HarvestRun, Outcome } from '../../src/model/run.ts';
import { withoutHarvestDates } from './golden-graph.ts';
import { testBaseUrl } from './harvester.ts';
import { usePreparedDatabase } from './prepared-database.ts';

const root = resolve(import.meta.dirname, '../..');

/** The entry of a source in `sources.yaml`; id, title and level may be left out. */
export type SourceEntry = Readonly<Record<string, unknown>> & {
  readonly connector: string;
  readonly url: string;
  readonly mapping: string;
};

/** The real service without pages, with one source of a test's own on an embedded database. */
export interface ConnectorHarvest {
  readonly context: Context;
  /** Harvests the source, or another one by its id, and returns its run with the outcomes that are not `unchanged`. */
  harvest(
    id?: string,
  ): Promise<{ readonly run: HarvestRun; readonly outcomes: readonly Outcome[] }>;
  /** Events of datasets since the last call, in order. */
  datasetEvents(): Promise<readonly CatalogueEvent[]>;
  /** Everything published of datasets and agents, with harvest dates set to one constant. */
  published(): Promise<readonly Quad[]>;
  close(): Promise<void>;
}

/**
 * Starts it with the shipped shapes and vocabularies; further sources have ids of their own, and
 * `baseUrl` is that of the IRIs it mints.
 */
export async function startConnectorHarvest(
  entry: SourceEntry,
  further: readonly SourceEntry[] = [],
  baseUrl = testBaseUrl,
): Promise<ConnectorHarvest> {
  const folder = await mkdtemp(join(tmpdir(), 'glaneur-connector-'));
  for (const name of ['config', 'shapes', 'vocab']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  const limits = {
    requestsPerSecond: 10_000,
    timeoutMs: 5000,
    allowPrivateHosts: ['127.0.0.1'],
    robots: 'ignore',
  };
  const sources = [entry, ...further].map((each) => ({
    id: 'tested',
    title: { en: 'Tested' },
    level: 'national',
    defaults: {},
    ...each,
    limits: { ...limits, ...Object(each['limits']) },
  }));
  await writeFile(join(folder, 'config/sources.yaml'), stringify({ sources }));
  await usePreparedDatabase(join(folder, 'data'));
  const settings = readSettings({
    ...process.env,
    DATABASE_URL: undefined,
    BASE_URL: baseUrl,
    LOG_LEVEL: 'silent',
    HARVEST_THREADS: '1',
    CONFIG_DIR: join(folder, 'config'),
    DATA_DIR: join(folder, 'data'),
  });
  const context = await createContext(settings, { observe: () => undefined });
  let serial = (await context.reader.state()).serial;
  return {
    context,
    harvest: async (id = sources[0]?.id ?? '') => {
      const run = await context.queue.request(id, 'request');
      if (run === null) throw new Error('another run is under way');
      return { run, outcomes: await context.runs.outcomes(run.id, 10_000) };
    },
    datasetEvents: async () => {
      const events = await context.reader.eventsAfter(serial, 10_000);
      serial = events.at(-1)?.serial ?? serial;
      return events.filter(({ kind }) => kind === 'dataset');
    },
    published: () =>
      context.reader.snapshot(async (_state, entities) => {
        const quads: Quad[] = [];
        for await (const { kind, ntriples } of entities) {
          if (kind === 'dataset' || kind === 'agent')
            quads.push(...new Parser().parse(withoutHarvestDates(ntriples)));
        }
        return quads;
      }),
    close: async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
