import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { type AccessSettings, accessOf, accessVariables } from './access-settings.ts';
import { variable } from './config-files.ts';
import { HarvestError } from './model/problem.ts';
import type { StoreSettings } from './publish/sparql/external/index.ts';
import { sparqlStoreOf, sparqlStoreVariables } from './sparql-store-settings.ts';

/** Settings read from the environment; the README lists them, and a test keeps the two equal. */
const Environment = Type.Object({
  BASE_URL: Type.Optional(
    Type.String({ pattern: '^https?://[^/]', description: 'Public base of every minted IRI' }),
  ),
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65535,
    default: 8080,
    description: 'Port to listen on',
  }),
  HOST: Type.String({ minLength: 1, default: '127.0.0.1', description: 'Address to listen on' }),
  DATABASE_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description: 'PostgreSQL; absent: embedded PGlite in DATA_DIR',
    }),
  ),
  DATA_DIR: Type.String({
    minLength: 1,
    default: './data',
    description: 'Embedded database and prebuilt dumps',
  }),
  CONFIG_DIR: Type.String({
    minLength: 1,
    default: './config',
    description: 'Folder of catalogue.yaml, sources.yaml, profiles.yaml and vocabularies.yaml',
  }),
  ROLE: Type.Union([Type.Literal('all'), Type.Literal('web'), Type.Literal('worker')], {
    default: 'all',
    description: 'all: pages and harvests; web: pages only; worker: harvests only',
  }),
  LOG_LEVEL: Type.Union(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].map((level) =>
      Type.Literal(level),
    ),
    { default: 'info', description: 'Least severity that is logged' },
  ),
  HARVEST_THREADS: Type.Integer({
    minimum: 1,
    maximum: 64,
    default: Math.max(1, availableParallelism() - 1),
    description: 'Worker threads for parse to assess',
  }),
  HARVEST_PARALLEL: Type.Integer({
    minimum: 1,
    maximum: 64,
    default: 2,
    description: 'Sources harvested at once',
  }),
  DOCUMENT_CACHE_MB: Type.Integer({
    minimum: 0,
    maximum: 65_536,
    default: 64,
    description: 'Memory for finished RDF documents',
  }),
  SPARQL_TIMEOUT_MS: Type.Integer({
    minimum: 100,
    default: 30_000,
    description: 'Longest run of a SPARQL query before it is stopped',
  }),
  SPARQL_WORKERS: Type.Integer({
    minimum: 1,
    maximum: 16,
    default: 2,
    description: 'SPARQL queries computed at once; each, and one in reserve, holds the catalogue',
  }),
  SPARQL_MEMORY_MB: Type.Integer({
    minimum: 512,
    maximum: 4096,
    default: 2048,
    description: 'Most memory of one copy of the catalogue with the query it answers',
  }),
  SPARQL_MAX_ROWS: Type.Integer({
    minimum: 1,
    default: 250_000,
    description: 'Most rows or triples of a SPARQL result',
  }),
  SPARQL_MAX_BYTES: Type.Integer({
    minimum: 1000,
    maximum: 268_435_456,
    default: 33_554_432,
    description: 'Most bytes of a SPARQL result',
  }),
  TRUSTED_PROXIES: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'Addresses of reverse proxies whose X-Forwarded-For names the client',
    }),
  ),
  ...sparqlStoreVariables,
  ...accessVariables,
  LINK_CHECK_DAYS: Type.Integer({
    minimum: 0,
    maximum: 365,
    default: 7,
    description:
      'Days between two checks of a link of a published dataset; 0: links are not checked',
  }),
  OPERATOR_CONTACT: Type.Optional(
    Type.String({
      minLength: 3,
      description: 'Address or URL named in the User-Agent, so that holders can reach you',
    }),
  ),
});

export interface Settings {
  readonly baseUrl: string;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly configDir: string;
  readonly role: 'all' | 'web' | 'worker';
  readonly logLevel: string;
  readonly harvestThreads: number;
  readonly harvestParallel: number;
  readonly documentCacheMb: number;
  readonly sparqlTimeoutMs: number;
  readonly sparqlWorkers: number;
  readonly sparqlMemoryMb: number;
  readonly sparqlMaxRows: number;
  readonly sparqlMaxBytes: number;
  readonly trustedProxies: string | undefined;
  /** The store that answers SPARQL instead of the embedded engine. */
  readonly sparqlStore: StoreSettings | undefined;
  readonly access: AccessSettings;
  readonly linkCheckDays: number;
  readonly operatorContact: string | undefined;
  /** The whole environment, for `${NAME}` in configuration files. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Names and descriptions of all settings, for the documentation test. */
export const settingNames = Object.keys(Environment.properties);

/**
 * Reads the settings. `NAME_FILE` gives a setting from a file, for secrets; `configDir` is that of
 * the command line.
 *
 * @throws HarvestError CONFIG_INVALID that lists everything wrong at once
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  configDir?: string,
): Settings {
  const given = Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = variable(environment, name);
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const values = check(Environment, given, 'the environment') as Static<typeof Environment>;
  if (values.ROLE !== 'all' && values.DATABASE_URL === undefined) {
    throw new HarvestError(
      'CONFIG_INVALID',
      'ROLE web and worker share a database: they need DATABASE_URL',
    );
  }
  return Object.freeze({
    baseUrl: (values.BASE_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    dataDir: resolve(values.DATA_DIR),
    configDir: resolve(configDir ?? values.CONFIG_DIR),
    role: values.ROLE,
    logLevel: values.LOG_LEVEL,
    harvestThreads: values.HARVEST_THREADS,
    harvestParallel: values.HARVEST_PARALLEL,
    documentCacheMb: values.DOCUMENT_CACHE_MB,
    sparqlTimeoutMs: values.SPARQL_TIMEOUT_MS,
    sparqlWorkers: values.SPARQL_WORKERS,
    sparqlMemoryMb: values.SPARQL_MEMORY_MB,
    sparqlMaxRows: values.SPARQL_MAX_ROWS,
    sparqlMaxBytes: values.SPARQL_MAX_BYTES,
    trustedProxies: values.TRUSTED_PROXIES,
    sparqlStore: sparqlStoreOf(values),
    access: accessOf(values),
    linkCheckDays: values.LINK_CHECK_DAYS,
    operatorContact: values.OPERATOR_CONTACT,
    environment,
  });
}

/**
 * Fills defaults, converts and checks a value read from outside.
 *
 * @throws HarvestError CONFIG_INVALID with every problem and its place
 */
export function check<Schema extends TSchema>(
  schema: Schema,
  value: unknown,
  where: string,
): Static<Schema> {
  const filled = withDefaults(schema, value);
  const errors = describeErrors(schema, filled);
  if (errors.length > 0) {
    throw new HarvestError('CONFIG_INVALID', `Wrong settings in ${where}: ${errors.join('; ')}`);
  }
  // Value.Errors has just found nothing against the schema.
  return filled as Static<Schema>;
}

/** A value with the defaults of a schema filled in and texts converted; it may still be wrong. */
export function withDefaults(schema: TSchema, value: unknown): unknown {
  return Value.Convert(schema, Value.Default(schema, value));
}

/** Everything a value has against a schema, with its place and without the value: it may be a secret. */
export function describeErrors(schema: TSchema, value: unknown): readonly string[] {
  return [...Value.Errors(schema, value)]
    .filter(({ keyword }) => keyword !== 'boolean' && keyword !== 'const')
    .map(({ keyword, instancePath, message, params }) => {
      // The names that a message leaves out: allowed values, properties that are too many.
      const names =
        keyword === 'required' ? [] : Object.values(params).filter(Array.isArray).flat();
      const extra = names.length > 0 ? `: ${names.join(', ')}` : '';
      return `${instancePath.slice(1).replaceAll('/', '.') || 'it'} ${message}${extra}`;
    });
}
