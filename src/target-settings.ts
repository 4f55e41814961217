import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { check, type Settings } from './config.ts';
import { readYaml } from './config-files.ts';
import type { DeliveryTarget } from './model/delivery.ts';
import { HarvestError } from './model/problem.ts';
import type { Source } from './model/source.ts';
import { targets as profiles } from './publish/profiles/index.ts';
import { Limits, LocalisedText, SourceEntry } from './source-schema.ts';

const Retry = Type.Object(
  {
    firstSeconds: Type.Number({ minimum: 0.01, maximum: 3600, default: 5 }),
    longestSeconds: Type.Number({ minimum: 0.01, maximum: 86_400, default: 900 }),
    tries: Type.Integer({ minimum: 1, maximum: 1000, default: 10 }),
  },
  { additionalProperties: false, default: {} },
);

/** One target of config/targets.yaml. */
export const TargetEntry = Type.Object(
  {
    id: SourceEntry.properties.id,
    title: LocalisedText,
    kind: Type.Enum(['ingest-api']),
    url: Type.String({ pattern: '^https?://' }),
    apiKey: Type.String({ pattern: '^[!-~]+$' }),
    profile: Type.Enum(profiles.map(({ id }) => id)),
    sources: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    levels: Type.Optional(
      Type.Array(Type.Enum(['local', 'regional', 'national']), { minItems: 1 }),
    ),
    since: Type.Union([Type.Literal('all'), Type.Literal('now')], { default: 'all' }),
    retry: Retry,
    limits: Limits,
  },
  { additionalProperties: false },
);

const TargetsFile = Type.Object(
  { targets: Type.Array(Type.Record(Type.String(), Type.Unknown())) },
  { additionalProperties: false },
);

/**
 * Reads config/targets.yaml; without that file there is no target. One whose address is an unset
 * variable is left out.
 *
 * @throws HarvestError CONFIG_INVALID for anything else that is wrong
 */
export async function readTargets({
  configDir,
  environment,
}: Settings): Promise<readonly DeliveryTarget[]> {
  const path = join(configDir, 'targets.yaml');
  if (!existsSync(path)) return [];
  const file = check(TargetsFile, await readYaml(path, environment), path);
  const active = file.targets.filter(({ url }) => url !== '');
  const entries = check(
    Type.Object({ targets: Type.Array(TargetEntry) }),
    { targets: active },
    path,
  );
  // Checked in the line above; the literals of its enumerations are plain strings there.
  const targets = entries.targets as readonly DeliveryTarget[];
  const problems = targets.flatMap((target, index) => problemsOf(target, index, targets));
  if (problems.length > 0) {
    throw new HarvestError('CONFIG_INVALID', `Wrong settings in ${path}: ${problems.join('; ')}`);
  }
  return targets.map((target) => ({
    ...target,
    limits: { ...target.limits, robots: target.limits.robots ?? 'ignore' },
  }));
}

/** Ids of the sources whose datasets a target gets; null for all. */
export function sourcesFor(
  { sources, levels }: DeliveryTarget,
  all: readonly Source[],
): readonly string[] | null {
  if (sources === undefined && levels === undefined) return null;
  return all
    .filter(({ id, level }) => (sources?.includes(id) ?? true) && (levels?.includes(level) ?? true))
    .map(({ id }) => id);
}

function problemsOf(
  { id, url }: DeliveryTarget,
  index: number,
  all: readonly DeliveryTarget[],
): readonly string[] {
  const problems: string[] = [];
  if (all.findIndex((other) => other.id === id) !== index)
    problems.push(`the id ${id} is used twice`);
  if (!URL.canParse(url)) problems.push(`the url of ${id} is no web address`);
  else if (new URL(url).username !== '' || new URL(url).password !== '') {
    problems.push(`the url of ${id} holds a user name or password; targets take an apiKey`);
  }
  return problems;
}
