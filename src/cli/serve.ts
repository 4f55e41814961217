import { join } from 'node:path';
import { createAdministration } from '../administration.ts';
import { buildApp } from '../app.ts';
import { summariseAgain } from '../assess/summarise.ts';
import type { Settings } from '../config.ts';
import { type Context, type ContextOptions, createContext } from '../context.ts';
import { startDeliveries, targetOverview } from '../deliveries.ts';
import { startHarvests } from '../harvests.ts';
import { HarvestError } from '../model/problem.ts';
import { startNotifications } from '../notifications.ts';
import { createDumps } from '../publish/dumps/index.ts';
import { keepDumps } from '../publish/dumps/keep.ts';
import { createRenderThread } from '../publish/dumps/render-thread.ts';
import {
  createReferenceDocuments,
  type ReferenceDocuments,
} from '../publish/reference-documents.ts';
import type { SparqlEngine } from '../publish/sparql/contract.ts';
import { createSparqlEngine } from '../publish/sparql/engine.ts';
import { openExternalSparql, type StoreStatus } from '../publish/sparql/external/index.ts';
import type { SourceOverview } from '../publish/status.ts';
import { startQualityUpkeep } from '../quality-upkeep.ts';
import { forgetOvertaken } from '../store/activities.ts';
import { createCoverageReader } from '../store/coverage.ts';
import { createQualityReader } from '../store/quality-reader.ts';
import { renewSearch } from '../store/renew-search.ts';
import { shareStoredNodes } from '../store/share-stored-nodes.ts';
import { version } from '../version.ts';
import type { CommandInput } from './command.ts';

const mebibyte = 1_048_576;
const shownRuns = 10;
const day = 86_400_000;
/** Days for which the change feed keeps a change that a later one of the same entity overtook. */
const overtakenForDays = 30;

export interface Service {
  readonly context: Context;
  /** Where it listens; null for a worker, which serves no pages. */
  readonly address: string | null;
  readonly close: () => Promise<void>;
}

/** `glaneur serve`: publishes and harvests until it is told to stop. */
export async function serve({ settings, signal }: CommandInput): Promise<number> {
  const { context, address, close } = await startService(settings);
  const { logger } = context;
  logger.info({ address, baseUrl: settings.baseUrl, role: settings.role }, 'Glaneur is up');
  if (context.sources.length === 0) {
    logger.warn('No source has an address yet; see config/sources.yaml and the README');
  }
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  logger.info('Stopping');
  await close();
  return 0;
}

/** Starts what the role asks for: pages, harvests or both. */
export async function startService(
  settings: Settings,
  options: ContextOptions = {},
): Promise<Service> {
  const context = await createContext(settings, options);
  const closing: (() => Promise<void>)[] = [context.close];
  const close = async () => {
    for (const end of closing.reverse()) await end();
  };
  try {
    if (settings.role !== 'web') {
      closing.push(keepFeedShort(context));
      closing.push(keepSearchUpToDate(context));
      closing.push(publishSharedNodes(context));
      closing.push(await startHarvests(context));
      closing.push(await startDeliveries(context));
      closing.push(await startNotifications(context));
      closing.push(await startQualityUpkeep(context));
    }
    const address = settings.role === 'worker' ? null : await startPages(context, closing);
    return { context, address, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Forgets each day what the change feed need not tell any more. */
function keepFeedShort({ database, logger }: Context): () => Promise<void> {
  const forget = () => {
    const before = new Date(Date.now() - overtakenForDays * day);
    forgetOvertaken(database, before).catch((error: unknown) => {
      logger.error({ error }, 'old changes could not be forgotten');
    });
  };
  forget();
  const timer = setInterval(forget, day);
  return async () => clearInterval(timer);
}

/** Renews, beside all else, what an older version wrote for search. */
function keepSearchUpToDate({ database, logger }: Context): () => Promise<void> {
  return startBeside(
    (signal) => renewSearch(database, summariseAgain, () => new Date(), signal),
    (error) => logger.error({ error }, 'search could not be brought up to date'),
  );
}

/** Publishes, beside all else, the nodes that an older version left in the descriptions that share them. */
function publishSharedNodes({ database, logger }: Context): () => Promise<void> {
  return startBeside(
    (signal) => shareStoredNodes(database, () => new Date(), signal),
    (error) => logger.error({ error }, 'shared nodes could not be published'),
  );
}

function startBeside(
  work: (signal: AbortSignal) => Promise<unknown>,
  onFailure: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const working = work(stopping.signal).catch(onFailure);
  return async () => {
    stopping.abort();
    await working;
  };
}

async function startPages(context: Context, closing: (() => Promise<void>)[]): Promise<string> {
  const { settings, reader, logger } = context;
  const { baseUrl } = settings;
  const directory = join(settings.dataDir, 'dumps');
  const documents = createReferenceDocuments(context.knowledge, baseUrl);
  const sparql = openSparql(context, documents);
  closing.push(sparql.close);
  const { render, close: endRendering } = createRenderThread();
  closing.push(endRendering);
  const dumps = createDumps({ reader, directory, isBuilt: true, version, render });
  const app = await buildApp({
    baseUrl,
    reader,
    watch: context.database.onCatalogueChange,
    documentCacheBytes: settings.documentCacheMb * mebibyte,
    dumps,
    sparql: sparql.engine,
    sparqlStore: sparql.status,
    sources: () => overview(context),
    targets: () => targetOverview(context),
    quality: createQualityReader(context.database),
    coverage: createCoverageReader(context.database),
    ingest: context.ingest,
    administration: createAdministration(context),
    documents,
    isReady: sparql.isReady,
    logger,
    trustedProxies: settings.trustedProxies,
  });
  closing.push(() => app.close());
  const address = await listen(app, settings);
  const kept = keepDumps({
    dumps,
    watch: context.database.onCatalogueChange,
    onFailure: (error) => logger.error({ error }, 'dumps could not be built'),
  });
  closing.push(kept.close);
  let isEnding = false;
  closing.push(async () => {
    isEnding = true;
  });
  // Ready before anybody asks; whoever asks earlier waits. Ended before that, it has not failed.
  sparql.engine.warm().catch((error: unknown) => {
    if (!isEnding) logger.error({ error }, 'SPARQL is not ready yet');
  });
  return address;
}

/** Starts to listen. Throws CONFIG_INVALID when the port cannot be had. */
async function listen(app: ReturnType<typeof buildApp>, { host, port }: Settings): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason = code === 'EADDRINUSE' ? 'is in use by another program' : 'cannot be opened';
    throw new HarvestError(
      'CONFIG_INVALID',
      `The port ${port} of ${host} ${reason} (${code}). Set PORT to another, or end what listens there.`,
      { cause: error },
    );
  }
}

/** What answers queries: the embedded engine, or the external store that the settings name. */
function openSparql(
  context: Context,
  documents: ReferenceDocuments,
): {
  readonly engine: SparqlEngine;
  readonly isReady: () => boolean;
  readonly status?: (serial: number) => StoreStatus;
  readonly close: () => Promise<void>;
} {
  const { settings, reader, database, logger } = context;
  const vocabularies = documents.vocabularies().map(({ graph }) => graph);
  const common = {
    reader,
    baseUrl: settings.baseUrl,
    timeoutMs: settings.sparqlTimeoutMs,
    maxRows: settings.sparqlMaxRows,
    maxBytes: settings.sparqlMaxBytes,
  };
  if (settings.sparqlStore) {
    return openExternalSparql({
      ...common,
      settings: settings.sparqlStore,
      vocabularies,
      log: logger,
      lock: () => database.lock('sparql-store'),
      onChange: database.onCatalogueChange,
    });
  }
  const engine = createSparqlEngine({
    ...common,
    maxMemoryBytes: settings.sparqlMemoryMb * mebibyte,
    workers: settings.sparqlWorkers,
    spare: true,
    references: vocabularies,
    watch: database.onCatalogueChange,
    onFailure: (error) => logger.error({ error }, 'a copy of the catalogue for SPARQL failed'),
  });
  return { engine, isReady: () => true, close: engine.close };
}

/** The sources in force with their latest runs. */
export async function overview({ registry, runs }: Context): Promise<readonly SourceOverview[]> {
  const latest = await runs.latest();
  return Promise.all(
    registry.list().map(async ({ id, title, schedule }) => ({
      id,
      title,
      schedule,
      isPaused: registry.isPaused(id),
      runs: await runs.list(id, shownRuns),
      lastComplete: latest.get(id)?.lastComplete?.finishedAt ?? null,
    })),
  );
}
