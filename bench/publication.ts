import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from '../src/app.ts';
import { type Context, createContext } from '../src/context.ts';
import { createDumps } from '../src/publish/dumps/index.ts';
import { keepDumps } from '../src/publish/dumps/keep.ts';
import { createRenderThread } from '../src/publish/dumps/render-thread.ts';
import { createReferenceDocuments } from '../src/publish/reference-documents.ts';
import type { SparqlEngine } from '../src/publish/sparql/contract.ts';
import { createSparqlEngine } from '../src/publish/sparql/engine.ts';
import { createCoverageReader } from '../src/store/coverage.ts';
import { createQualityReader } from '../src/store/quality-reader.ts';
import { measureBare, measureVisible, type Visible } from './channels.ts';
import { startEngineAlone } from './engine-alone.ts';
import type { Answers, Load } from './http-client.ts';
import { script, startServer, withDatabase } from './processes.ts';
import { makeWorkspace, syntheticSource } from './workspace.ts';
import { rateOf } from './wrk.ts';

/** What the publication of one catalogue costs. */
export interface Publication {
  readonly datasets: number;
  readonly triples: number;
  /** Until the dumps are there in all formats. */
  readonly dumpsSeconds: number;
  readonly firstCopySeconds: number;
  readonly allCopiesSeconds: number;
  /** Of one copy. */
  readonly copyMiB: number;
  readonly directPerSecond: number;
  readonly httpPerSecond: number;
  readonly unloadedP95Ms: number;
  readonly floodedP95Ms: number;
  readonly floodedStatuses: Readonly<Record<string, number>>;
  readonly offenderStatuses: Readonly<Record<string, number>>;
  readonly visibleMs: Visible;
  readonly documentPerSecond: number;
  readonly barePerSecond: number;
}

const seconds = 8;
const resultsJson = 'application/sparql-results+json';
const timeoutMs = 5000;
const workers = 2;
const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';

/** Harvests so many datasets, publishes them and measures what readers see. */
export async function measurePublication(datasets: number): Promise<Publication> {
  return withDatabase(async ({ BENCH_DATABASE_URL }) => {
    const { child, url } = await startServer(datasets);
    const { folder, settings } = await makeWorkspace([syntheticSource(url)], BENCH_DATABASE_URL);
    const context = await createContext(settings);
    try {
      await context.queue.request('bench', 'request');
      child.kill();
      return await measure(context, folder, datasets);
    } finally {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

function startEngine(context: Context): SparqlEngine {
  const { baseUrl } = context.settings;
  const documents = createReferenceDocuments(context.knowledge, baseUrl);
  return createSparqlEngine({
    reader: context.reader,
    baseUrl,
    timeoutMs,
    maxRows: 250_000,
    maxBytes: 1 << 25,
    maxMemoryBytes: 2 ** 31,
    workers,
    spare: true,
    references: documents.vocabularies().map(({ graph }) => graph),
    watch: context.database.onCatalogueChange,
  });
}

async function measure(context: Context, folder: string, datasets: number): Promise<Publication> {
  const startUp = await measureStartUp(context);
  const { engine, close, origin, dumpsSeconds } = await startApp(context, folder);
  try {
    const samples = (await context.reader.datasets({ page: 1, pageSize: 200 })).items;
    const lookups = samples.map(({ iri }) => `SELECT ?p ?o { <${iri}> ?p ?o }`);
    const paths = lookups.map((query) => `/sparql?${new URLSearchParams({ query })}`);
    const ask = (more: Partial<Load>) =>
      script<Answers>(
        'http-client',
        JSON.stringify({
          origin,
          paths,
          accept: resultsJson,
          connections: 1,
          seconds,
          localAddress: '127.0.0.1',
          ...more,
        } satisfies Load),
        process.env,
      );
    await ask({ seconds: 2 });
    const queries = await measureQueries(context, lookups, () =>
      rateOf(origin, paths, resultsJson, seconds),
    );
    const unloaded = await ask({});
    const offending = ask({
      paths: [`/sparql?${new URLSearchParams({ query: endless })}`],
      connections: 4,
      seconds: seconds * 3,
      localAddress: '127.0.0.2',
    });
    const flooded = await ask({ seconds: seconds * 2 });
    const offender = await offending;
    const visibleMs = await measureVisible(context, engine, origin, samples[0]);
    const documentPaths = samples.map(({ graph }) => new URL(`${graph}.ttl`).pathname);
    const documents = (from: string) => rateOf(from, documentPaths, 'text/turtle', seconds);
    const rates = await inTurns(async () => ({
      ours: await documents(origin),
      floor: await measureBare(origin, documentPaths, documents),
    }));
    return {
      datasets,
      ...startUp,
      dumpsSeconds,
      directPerSecond: queries.floor,
      httpPerSecond: queries.ours,
      unloadedP95Ms: unloaded.p95Ms,
      floodedP95Ms: flooded.p95Ms,
      floodedStatuses: flooded.statuses,
      offenderStatuses: offender.statuses,
      visibleMs,
      documentPerSecond: rates.ours,
      barePerSecond: rates.floor,
    };
  } finally {
    await close();
  }
}

/** The queries over HTTP, in turns with the same ones in a store alone. */
async function measureQueries(
  context: Context,
  lookups: readonly string[],
  ask: () => Promise<number>,
): Promise<Round> {
  const alone = await startEngineAlone(context);
  try {
    return await inTurns(async () => ({
      ours: await ask(),
      floor: await alone.measure(lookups, seconds / 2),
    }));
  } finally {
    await alone.close();
  }
}

/** What was reached a second, and what it is compared with. */
interface Round {
  readonly ours: number;
  readonly floor: number;
}

/** The round whose ratio is the median of five. */
async function inTurns(round: () => Promise<Round>): Promise<Round> {
  const rounds: Round[] = [];
  for (let count = 0; count < 5; count += 1) rounds.push(await round());
  rounds.sort((a, b) => a.ours / a.floor - b.ours / b.floor);
  return rounds[2] ?? { ours: Number.NaN, floor: Number.NaN };
}

const mebibyte = 1_048_576;

async function measureStartUp(context: Context) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const engine = startEngine(context);
  const since = () => (performance.now() - start) / 1000;
  await engine.query({ query: 'SELECT * {}', mediaType: 'text/csv' });
  const firstCopySeconds = since();
  await engine.warm();
  const allCopiesSeconds = since();
  const copyMiB = ((await settledRss()) - before) / mebibyte / (workers + 1);
  await engine.close();
  return { firstCopySeconds, copyMiB, allCopiesSeconds, triples: await countTriples(context) };
}

/** Memory of the process once what the copies were made from has been collected, in bytes. */
async function settledRss(): Promise<number> {
  const seen: number[] = [];
  for (let look = 0; look < 30; look += 1) {
    globalThis.gc?.();
    await sleep(500);
    seen.push(process.memoryUsage().rss);
  }
  return Math.min(...seen);
}

function countTriples({ reader }: Context): Promise<number> {
  return reader.snapshot(async (_state, entities) => {
    let triples = 0;
    for await (const { ntriples } of entities) triples += ntriples.split('\n').length - 1;
    return triples;
  });
}

async function startApp(context: Context, folder: string) {
  const { settings, reader, logger, knowledge } = context;
  const watch = context.database.onCatalogueChange;
  const thread = createRenderThread();
  const directory = join(folder, 'dumps');
  const dumps = createDumps({ reader, directory, isBuilt: true, render: thread.render });
  const start = performance.now();
  await dumps.build();
  const dumpsSeconds = (performance.now() - start) / 1000;
  const kept = keepDumps({ dumps, watch, onFailure: (error) => logger.error({ error }, 'dumps') });
  const engine = startEngine(context);
  await engine.warm();
  const app = buildApp({
    baseUrl: settings.baseUrl,
    reader,
    watch,
    dumps,
    sparql: engine,
    sources: async () => [],
    targets: async () => [],
    ingest: context.ingest,
    quality: createQualityReader(context.database),
    coverage: createCoverageReader(context.database),
    documents: createReferenceDocuments(knowledge, settings.baseUrl),
    isReady: () => true,
    logger,
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const close = async () => {
    await kept.close();
    await thread.close();
    await app.close();
    await engine.close();
  };
  return { engine, origin, close, dumpsSeconds };
}
