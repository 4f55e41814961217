import { createHash } from 'node:crypto';
import { Piscina } from 'piscina';
import type { Payload, Prepared } from '../model/record.ts';
import type { Source } from '../model/source.ts';
import type { Knowledge } from './knowledge.ts';
import type { Fingerprinted } from './ports.ts';

export interface PreparePool {
  /** Prepares a batch in a worker thread, in order. */
  readonly prepare: (
    source: Source,
    batch: readonly Fingerprinted[],
  ) => Promise<readonly Prepared[]>;
  readonly close: () => Promise<void>;
}

export interface PrepareSettings {
  readonly knowledge: Knowledge;
  readonly baseUrl: string;
}

/** Worker threads for the CPU-heavy stages, so that HTTP never stalls behind them. */
export function createPreparePool(settings: PrepareSettings, threads: number): PreparePool {
  const isTypeScript = import.meta.url.endsWith('.ts');
  const pool = new Piscina({
    filename: new URL(isTypeScript ? './worker.ts' : './worker.js', import.meta.url).href,
    execArgv: isTypeScript ? ['--import', 'tsx'] : [],
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 30_000,
    workerData: settings,
  });
  return {
    prepare: (source, batch) => pool.run({ source, batch }),
    close: () => pool.destroy(),
  };
}

/**
 * Fingerprints payloads: the body with the recipe that turns it into a record (mapping, profile,
 * defaults, policy), so that a changed recipe makes every record of the source due again.
 */
export function createFingerprint(
  knowledge: Knowledge,
  version: string,
): (source: Source, payload: Payload) => string {
  const recipes = new WeakMap<Source, string>();
  const recipeOf = (source: Source): string => {
    const known = recipes.get(source);
    if (known !== undefined) return known;
    const profile = knowledge.profiles.find(({ id }) => id === source.profile);
    const { mapping, language, defaults, policy } = source;
    const recipe = JSON.stringify([
      version,
      mapping,
      language,
      defaults,
      policy.onViolation,
      source.profile,
      profile?.checksum,
    ]);
    recipes.set(source, recipe);
    return recipe;
  };
  return (source, payload) =>
    createHash('sha256')
      .update(recipeOf(source))
      .update('\0')
      .update(payload.mediaType)
      .update('\0')
      .update(payload.body)
      .digest('hex');
}
