import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readYaml } from './config-files.ts';
import { HarvestError } from './model/problem.ts';

type Entry = Readonly<Record<string, unknown>>;

/** Presets may build on presets, but not for ever. */
const longestChain = 5;

/**
 * Lays the settings of a source over those of its preset, a file of config/presets, and these over
 * those of the preset that the preset itself names. Objects are merged, anything else is replaced.
 *
 * @throws HarvestError CONFIG_INVALID for a preset that does not exist, or presets in a circle
 */
export async function withPreset(
  entry: unknown,
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<unknown> {
  let merged = entry;
  for (let length = 0; isEntry(merged) && 'preset' in merged; length += 1) {
    const { preset, ...own } = merged;
    if (length >= longestChain) {
      throw new HarvestError(
        'CONFIG_INVALID',
        `Presets build on one another in a circle: ${preset} of ${directory}`,
      );
    }
    merged = merge(await readPreset(preset, directory, environment), own);
  }
  return merged;
}

/** Names of the presets in a folder. */
export async function presetNames(directory: string): Promise<readonly string[]> {
  const files = await readdir(directory).catch(() => []);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -5))
    .sort();
}

async function readPreset(
  name: unknown,
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<unknown> {
  const known = await presetNames(directory);
  if (typeof name === 'string' && known.includes(name)) {
    return readYaml(join(directory, `${name}.yaml`), environment);
  }
  throw new HarvestError(
    'CONFIG_INVALID',
    `There is no preset ${JSON.stringify(name)} in ${directory}; there are: ${known.join(', ') || 'none'}`,
  );
}

function merge(below: unknown, above: unknown): unknown {
  if (!isEntry(below) || !isEntry(above)) return above;
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in above ? merge(below[key], above[key]) : below[key]]),
  );
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
