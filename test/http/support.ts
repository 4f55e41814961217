import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readKnowledge } from '../../src/knowledge-files.ts';
import type { CoverageReader } from '../../src/model/coverage.ts';
import type { Ingest } from '../../src/model/ingest.ts';
import type { CatalogueReader } from '../../src/model/published.ts';
import type { QualityReader } from '../../src/model/quality-figures.ts';
import { noOutcomes } from '../../src/model/run.ts';
import { createDumps } from '../../src/publish/dumps/index.ts';
import {
  createReferenceDocuments,
  type ReferenceDocuments,
} from '../../src/publish/reference-documents.ts';
import type { SparqlEngine } from '../../src/publish/sparql/contract.ts';
import { createSparqlEngine, type SparqlEngineOptions } from '../../src/publish/sparql/engine.ts';
import type { SourceOverview } from '../../src/publish/status.ts';
import { coverageReader, qualityReader } from '../support/quality.ts';
import { baseUrl } from '../support/sample-catalogue.ts';

export const sources: readonly SourceOverview[] = [
  {
    id: 'hdh',
    title: { fr: 'Plateforme des données', en: 'Data Hub' },
    schedule: '0 3 * * *',
    isPaused: false,
    lastComplete: new Date('2026-01-02T03:00:00Z'),
    runs: [
      {
        id: 'run-1',
        sourceId: 'hdh',
        trigger: 'schedule',
        startedAt: new Date('2026-01-02T03:00:00Z'),
        finishedAt: new Date('2026-01-02T03:01:00Z'),
        verdict: 'complete',
        gathered: 12,
        counts: { ...noOutcomes, created: 12 },
        violations: 0,
        missing: 0,
        held: 0,
        requests: 3,
        bytes: 1000,
        evidence: { announced: 35, walked: 35, isWhole: true, lost: 0 },
        notModified: 0,
        retries: 0,
        waitedMs: 0,
        resumes: null,
        problems: [],
      },
    ],
  },
];

const knowledge = readKnowledge('config', baseUrl);

/** Knows no key: pushing is tested on the whole service. */
const closedIngest: Ingest = {
  pusher: async () => null,
  sheet: async () => ({ kind: 'unknown' }),
  document: async () => ({ kind: 'unknown' }),
  push: async () => ({ kind: 'unknown' }),
  remove: async () => ({ kind: 'unknown' }),
};

/** The application on a catalogue in memory, with real dumps and a real SPARQL engine. */
export async function startApp(
  reader: CatalogueReader,
  parts: Partial<SparqlEngineOptions> & {
    readonly trustedProxies?: string;
    readonly quality?: QualityReader;
    readonly coverage?: CoverageReader;
    readonly documents?: ReferenceDocuments;
  } = {},
) {
  const directory = await mkdtemp(join(tmpdir(), 'glaneur-dumps-'));
  const documents = parts.documents ?? createReferenceDocuments(await knowledge, baseUrl);
  const options = {
    reader,
    baseUrl,
    timeoutMs: 20_000,
    maxRows: 10_000,
    maxBytes: 1_000_000,
    maxMemoryBytes: 2 ** 28,
    workers: 1,
    spare: false,
    references: documents.vocabularies().map(({ graph }) => graph),
    ...parts,
  };
  let engine: SparqlEngine | undefined;
  // Most tests ask no query: the engine starts with the first that does.
  const started = () => {
    engine ??= createSparqlEngine(options);
    return engine;
  };
  const sparql: SparqlEngine = {
    limits: options,
    query: (query) => started().query(query),
    serial: () => started().serial(),
    warm: () => started().warm(),
    close: async () => engine?.close(),
  };
  const app = buildApp({
    baseUrl,
    reader,
    watch: parts.watch,
    dumps: createDumps({ reader, directory: join(directory, 'dumps') }),
    sparql,
    sources: async () => sources,
    ingest: closedIngest,
    quality: parts.quality ?? qualityReader(),
    coverage: parts.coverage ?? coverageReader(),
    documents,
    targets: async () => [],
    isReady: () => true,
    logger: pino({ level: 'silent' }),
    trustedProxies: parts.trustedProxies,
  });
  onTestFinished(async () => {
    await app.close();
    await sparql.close();
    await rm(directory, { recursive: true, force: true });
  });
  return app;
}
