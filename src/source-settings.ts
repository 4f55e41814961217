import { join } from 'node:path';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { check, describeErrors, type Settings, withDefaults } from './config.ts';
import { readYaml } from './config-files.ts';
import { isSchedule } from './harvest/scheduler.ts';
import { HarvestError } from './model/problem.ts';
import { quietHoursProblem } from './model/quiet-hours.ts';
import type { AgentDefault, Localised, Source } from './model/source.ts';
import { withPreset } from './presets.ts';
import { CatalogueFile, SourceEntry, SourcesFile } from './source-schema.ts';
import { connectors } from './sources/index.ts';

const connectorSchemas: ReadonlyMap<string, TSchema> = new Map(
  Object.entries(connectors).map(([name, { options }]) => [name, options]),
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
export async function readCatalogueSettings({
  configDir,
  environment,
}: Settings): Promise<CatalogueSettings> {
  const path = join(configDir, 'catalogue.yaml');
  return check(CatalogueFile, await readYaml(path, environment), path);
}

/**
 * Reads config/sources.yaml and the presets it names. A source whose address is an unset variable is
 * left out, before anything else of it is looked at: presets ship without addresses.
 *
 * @throws HarvestError CONFIG_INVALID for anything else that is wrong
 */
export async function readSources({
  configDir,
  environment,
}: Settings): Promise<readonly Source[]> {
  const path = join(configDir, 'sources.yaml');
  const { sources: entries } = check(SourcesFile, await readYaml(path, environment), path);
  const active = entries.filter(({ url }) => url !== '');
  const read = await Promise.all(
    active.map((entry) => readSource({ configDir, environment }, entry)),
  );
  const problems = read.flatMap(({ errors }, index) =>
    errors.map((error) => `${nameOf(active[index], index)}: ${error}`),
  );
  const sources = read.flatMap(({ source }) => (source ? [source] : []));
  const ids = active.map(({ id }) => id);
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) {
    problems.push(`the id ${id} is used twice`);
  }
  if (problems.length === 0) return sources;
  throw new HarvestError('CONFIG_INVALID', `Wrong settings in ${path}: ${problems.join('; ')}`);
}

/** A source that was read, or everything that is wrong with it. */
export type SourceReading =
  | { readonly source: Source; readonly errors: readonly [] }
  | { readonly source: null; readonly errors: readonly string[] };

/**
 * Lays one source over its preset, fills its defaults and checks all of it. Variables of the
 * environment are replaced in presets alone.
 */
export async function readSource(
  { configDir, environment }: Pick<Settings, 'configDir' | 'environment'>,
  entry: unknown,
): Promise<SourceReading> {
  const whole = await withPreset(entry, join(configDir, 'presets'), environment);
  const filled = withDefaults(SourceEntry, whole);
  const errors = describeErrors(SourceEntry, filled);
  if (errors.length > 0) return { source: null, errors };
  // Checked in the line above; the literals of its enumerations are plain strings there.
  const source = filled as Source;
  const problems = sourceProblems(source);
  if (problems.length > 0) return { source: null, errors: problems };
  return { source: withRobots(source), errors: [] };
}

function nameOf(entry: unknown, index: number): string {
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : null;
  return typeof id === 'string' && id !== '' ? id : `source ${index + 1}`;
}

/** Unless it is said, robots.txt rules where pages are crawled; at interfaces only its delay does. */
function withRobots(source: Source): Source {
  const usual = source.options['mode'] === 'pages' ? 'obey' : 'delay-only';
  return { ...source, limits: { ...source.limits, robots: source.limits.robots ?? usual } };
}

function sourceProblems(source: Source): string[] {
  const { id, url } = source;
  const problems: string[] = [];
  // The console has a page of this name beside those of the sources.
  if (id === 'new') problems.push('the id new is reserved: choose another');
  if (!URL.canParse(url)) {
    problems.push('the url is no web address');
  } else if (new URL(url).username !== '' || new URL(url).password !== '') {
    problems.push('the url holds a user name or password, which belong in auth');
  }
  return [...planProblems(source), ...problems, ...authProblems(source), ...optionProblems(source)];
}

/** What is wrong with when a source is to be harvested; each problem is a sentence. */
export function planProblems({
  schedule,
  timeZone,
  quietHours,
}: Pick<Source, 'schedule' | 'timeZone' | 'quietHours'>): readonly string[] {
  const problems: string[] = [];
  if (schedule !== null && !isSchedule(schedule)) {
    problems.push('the schedule is no cron expression');
  }
  if (!isTimeZone(timeZone)) {
    problems.push(`the time zone is unknown: ${timeZone}`);
  }
  const quiet = quietHoursProblem(quietHours);
  return quiet === null ? problems : [...problems, quiet];
}

const authParts = { basic: ['user', 'password'], bearer: ['token'], header: ['name', 'value'] };

function authProblems({ auth }: Source): string[] {
  if (!auth) return [];
  const needed = authParts[auth.kind];
  const given = Object.keys(auth).filter((name) => name !== 'kind');
  const isRight = needed.length === given.length && needed.every((name) => given.includes(name));
  return isRight ? [] : [`auth of the kind ${auth.kind} needs ${needed.join(' and ')} and no more`];
}

function optionProblems({ connector, options }: Source): string[] {
  const schema = connectorSchemas.get(connector);
  if (!schema || Value.Check(schema, options)) return [];
  return describeErrors(schema, options).map((error) => `options: ${error}`);
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== null;
  } catch {
    return false;
  }
}
