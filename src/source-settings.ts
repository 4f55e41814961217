import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type } from 'typebox';
import { parse } from 'yaml';
import { check, type Settings } from './config.ts';
import { isSchedule } from './harvest/scheduler.ts';
import { mappings } from './map/index.ts';
import { HarvestError } from './model/problem.ts';
import type { AgentDefault, Localised, Source } from './model/source.ts';
import { connectors } from './sources/index.ts';

const LocalisedText = Type.Record(
  Type.String({ pattern: '^[a-z]{2,3}$' }),
  Type.String({ minLength: 1 }),
  {
    minProperties: 1,
  },
);
const Agent = Type.Object(
  {
    name: LocalisedText,
    iri: Type.Optional(Type.String({ pattern: '^https?://' })),
    type: Type.Optional(Type.String()),
    description: Type.Optional(LocalisedText),
    homepage: Type.Optional(Type.String({ pattern: '^https?://' })),
    contactPage: Type.Optional(Type.String({ pattern: '^https?://' })),
    email: Type.Optional(Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$' })),
  },
  { additionalProperties: false },
);
const Codes = Type.Array(Type.String({ minLength: 1 }));
const Defaults = Type.Object(
  {
    publisher: Type.Optional(Agent),
    custodian: Type.Optional(Agent),
    hdab: Type.Optional(Agent),
    contactPoint: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(LocalisedText),
          email: Type.Optional(Type.String()),
          url: Type.Optional(Type.String({ pattern: '^https?://' })),
        },
        { additionalProperties: false, minProperties: 1 },
      ),
    ),
    accessRights: Type.Optional(
      Type.Union([Type.Literal('PUBLIC'), Type.Literal('RESTRICTED'), Type.Literal('NON_PUBLIC')]),
    ),
    healthCategory: Type.Optional(Codes),
    datasetType: Type.Optional(Codes),
    codingSystem: Type.Optional(Codes),
    language: Type.Optional(Codes),
    spatial: Type.Optional(Codes),
    keyword: Type.Optional(Type.Array(LocalisedText)),
    provenance: Type.Optional(LocalisedText),
    purpose: Type.Optional(LocalisedText),
    legalBasis: Type.Optional(LocalisedText),
    applicableLegislation: Type.Optional(Codes),
    hasStructuredData: Type.Optional(Type.Boolean()),
    distribution: Type.Optional(
      Type.Object(
        { accessUrl: Type.String({ minLength: 1 }), title: Type.Optional(LocalisedText) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
const Policy = Type.Object(
  {
    onViolation: Type.Union([Type.Literal('quarantine'), Type.Literal('publish')], {
      default: 'quarantine',
    }),
    deletion: Type.Object(
      {
        graceDays: Type.Number({ minimum: 0, default: 7 }),
        maxShare: Type.Number({ minimum: 0, maximum: 1, default: 0.2 }),
        floor: Type.Integer({ minimum: 0, default: 5 }),
      },
      { additionalProperties: false, default: {} },
    ),
  },
  { additionalProperties: false, default: {} },
);
const Limits = Type.Object(
  {
    requestsPerSecond: Type.Number({ exclusiveMinimum: 0, default: 4 }),
    concurrency: Type.Integer({ minimum: 1, maximum: 64, default: 4 }),
    maxBytes: Type.Integer({ minimum: 1024, default: 64 * 1024 * 1024 }),
    timeoutMs: Type.Integer({ minimum: 10, default: 30_000 }),
    allowPrivateHosts: Type.Array(Type.String(), { default: [] }),
  },
  { additionalProperties: false, default: {} },
);
const SourceEntry = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,62}$' }),
    title: LocalisedText,
    connector: Type.Union(Object.keys(connectors).map((name) => Type.Literal(name))),
    url: Type.String({ pattern: '^https?://' }),
    options: Type.Record(Type.String(), Type.Unknown(), { default: {} }),
    mapping: Type.Union(Object.keys(mappings).map((name) => Type.Literal(name))),
    schedule: Type.Union([Type.String(), Type.Null()], { default: null }),
    timeZone: Type.String({ default: 'Europe/Paris' }),
    profile: Type.String({ default: 'healthdcat-ap-8' }),
    language: Type.String({ pattern: '^[a-z]{2,3}$', default: 'fr' }),
    level: Type.Union([Type.Literal('local'), Type.Literal('regional'), Type.Literal('national')]),
    defaults: Defaults,
    policy: Policy,
    limits: Limits,
  },
  { additionalProperties: false },
);
const SourcesFile = Type.Object(
  { sources: Type.Array(SourceEntry) },
  { additionalProperties: false },
);
const CatalogueFile = Type.Object(
  {
    title: LocalisedText,
    description: LocalisedText,
    publisher: Agent,
    homepage: Type.Optional(Type.String({ pattern: '^https?://' })),
    legislation: Type.Optional(Codes),
    licence: Type.Optional(Type.String({ pattern: '^https?://' })),
  },
  { additionalProperties: false },
);

/** How the catalogue presents itself. */
export interface CatalogueSettings {
  readonly title: Localised;
  readonly description: Localised;
  readonly publisher: AgentDefault;
  readonly homepage?: string;
  /** ELI IRIs; by default the EHDS Regulation. */
  readonly legislation?: readonly string[];
  /** IRI of the licence of the descriptions. */
  readonly licence?: string;
}

/** Reads config/catalogue.yaml. */
export async function readCatalogueSettings(settings: Settings): Promise<CatalogueSettings> {
  const path = join(settings.configDir, 'catalogue.yaml');
  return check(CatalogueFile, await readYaml(path, settings), path);
}

/**
 * Reads config/sources.yaml. A source whose address is an unset variable is left out: presets ship
 * without addresses.
 *
 * @throws HarvestError CONFIG_INVALID for anything else that is wrong
 */
export async function readSources(settings: Settings): Promise<readonly Source[]> {
  const path = join(settings.configDir, 'sources.yaml');
  const content = await readYaml(path, settings);
  const all: unknown = (content as { sources?: unknown } | null)?.sources;
  const configured = Array.isArray(all) ? all.filter((entry) => entry?.url !== '') : all;
  // The schema's unions are built from the registries, so their literals are plain strings here.
  const { sources } = check(SourcesFile, { sources: configured }, path) as { sources: Source[] };
  const problems = sources.flatMap((source, index) => sourceProblems(source, index, sources));
  if (problems.length > 0) {
    throw new HarvestError('CONFIG_INVALID', `Wrong settings in ${path}: ${problems.join('; ')}`);
  }
  return sources;
}

function sourceProblems(source: Source, index: number, all: readonly Source[]): string[] {
  const problems: string[] = [];
  if (all.findIndex(({ id }) => id === source.id) !== index) {
    problems.push(`the id ${source.id} is used twice`);
  }
  if (source.schedule !== null && !isSchedule(source.schedule)) {
    problems.push(`the schedule of ${source.id} is no cron expression`);
  }
  return problems;
}

async function readYaml(path: string, settings: Settings): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new HarvestError('CONFIG_INVALID', `${path} cannot be read`, { cause });
  }
  try {
    return substitute(parse(text), settings.environment);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarvestError('CONFIG_INVALID', `${path} is no valid YAML: ${reason}`, { cause });
  }
}

/** Replaces `${NAME}` in every text by the variable's value, or by nothing when it is unset. */
function substitute(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => environment[name] ?? '');
  }
  if (Array.isArray(value)) return value.map((item) => substitute(item, environment));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, substitute(item, environment)]),
    );
  }
  return value;
}
