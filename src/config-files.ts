import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { HarvestError } from './model/problem.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a YAML file with `${NAME}` replaced by the value of that variable, or by the content of the
 * file that NAME_FILE names, or by nothing; without an environment they stay as they are.
 *
 * @throws HarvestError CONFIG_INVALID
 */
export async function readYaml(path: string, environment: Environment | null): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new HarvestError('CONFIG_INVALID', `${path} cannot be read`, { cause });
  }
  let content: unknown;
  try {
    content = parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarvestError('CONFIG_INVALID', `${path} is no valid YAML: ${reason}`, { cause });
  }
  return environment === null ? content : substitute(content, environment);
}

/**
 * The value of a variable, or of the file that NAME_FILE names, for secrets.
 *
 * @throws HarvestError CONFIG_INVALID when there is no such file
 */
export function variable(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  const path = environment[`${name}_FILE`];
  if (value !== undefined || path === undefined || path === '') return value;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new HarvestError('CONFIG_INVALID', `The file named in ${name}_FILE cannot be read`, {
      cause,
    });
  }
}

function substitute(value: unknown, environment: Environment): unknown {
  if (typeof value === 'string') {
    return value.replace(
      /\$\{([A-Z][A-Z0-9_]*)\}/g,
      (_, name: string) => variable(environment, name) ?? '',
    );
  }
  if (Array.isArray(value)) return value.map((item) => substitute(item, environment));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, substitute(item, environment)]),
    );
  }
  return value;
}
