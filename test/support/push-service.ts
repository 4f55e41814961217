import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { createAdministration } from '../../src/administration.ts';
import { buildApp } from '../../src/app.ts';
import { overview } from '../../src/cli/serve.ts';
import { readSettings } from '../../src/config.ts';
import { type Context, createContext } from '../../src/context.ts';
import { createDumps } from '../../src/publish/dumps/index.ts';
import { createReferenceDocuments } from '../../src/publish/reference-documents.ts';
import { createCoverageReader } from '../../src/store/coverage.ts';
import { createQualityReader } from '../../src/store/quality-reader.ts';
import { testBaseUrl } from './harvester.ts';
import { usePreparedDatabase } from './prepared-database.ts';

const root = resolve(import.meta.dirname, '../..');

/** The service with its routes, and sources that push: two of RDF, one of sheets. */
export interface PushService {
  readonly context: Context;
  readonly app: ReturnType<typeof buildApp>;
  /** A key for a source. */
  key(sourceId: string): Promise<string>;
  close(): Promise<void>;
}

const agent = { name: { en: 'Access body' }, contactPage: 'https://hdab.example.org/contact' };

function source(id: string) {
  return {
    id,
    title: { en: id },
    connector: 'push',
    url: `https://${id}.example.org/`,
    mapping: 'dcat-ap',
    level: 'regional',
    defaults: {
      hdab: agent,
      accessRights: 'RESTRICTED',
      healthCategory: ['EHRS'],
      hasStructuredData: false,
      applicableLegislation: ['http://data.europa.eu/eli/reg/2025/327/oj'],
      distribution: { accessUrl: `https://${id}.example.org/access` },
    },
    policy: { deletion: { maxShare: 0, floor: 2 } },
  };
}

/**
 * Starts it on an embedded database, without a port: requests are injected. `environment` adds
 * settings.
 */
export async function startPushService(
  baseUrl = testBaseUrl,
  environment: Readonly<Record<string, string>> = {},
): Promise<PushService> {
  const folder = await mkdtemp(join(tmpdir(), 'glaneur-push-'));
  for (const name of ['config', 'shapes', 'vocab']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  const sheets = {
    ...source('sheets'),
    mapping: 'inventory',
    policy: { deletion: { graceDays: 0, maxShare: 0, floor: 1 } },
  };
  const sources = [source('north'), source('south'), sheets];
  await writeFile(join(folder, 'config/sources.yaml'), stringify({ sources }));
  await usePreparedDatabase(join(folder, 'data'));
  const settings = readSettings({
    BASE_URL: baseUrl,
    LOG_LEVEL: 'silent',
    HARVEST_THREADS: '1',
    CONFIG_DIR: join(folder, 'config'),
    DATA_DIR: join(folder, 'data'),
    ...environment,
  });
  const context = await createContext(settings, { observe: () => undefined });
  const app = buildApp({
    baseUrl,
    reader: context.reader,
    dumps: createDumps({ reader: context.reader, directory: join(folder, 'dumps') }),
    sparql: {
      limits: { timeoutMs: 1000, maxRows: 1, maxBytes: 1 },
      query: () => Promise.reject(new Error('Nobody queries here')),
      serial: async () => 0,
      warm: async () => undefined,
      close: async () => undefined,
    },
    sources: () => overview(context),
    ingest: context.ingest,
    administration: createAdministration(context),
    quality: createQualityReader(context.database),
    coverage: createCoverageReader(context.database),
    documents: createReferenceDocuments(context.knowledge, baseUrl),
    targets: async () => [],
    isReady: () => true,
    logger: context.logger,
  });
  return {
    context,
    app,
    key: async (sourceId) => {
      const key = { role: 'push', sourceId, name: 'test', expiresAt: null } as const;
      return (await context.access.keys.create(key)).secret;
    },
    close: async () => {
      await app.close();
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
