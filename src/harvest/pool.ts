import { Piscina } from 'piscina';
import type { Prepared } from '../model/record.ts';
import type { Source } from '../model/source.ts';
import type { ValidationEngine } from '../validate/shacl.ts';
import type { Knowledge } from './knowledge.ts';
import type { Fingerprinted } from './ports.ts';

export interface PreparePool {
  /** Prepares a batch in a worker thread, in order; an abort ends the thread, whatever it does. */
  readonly prepare: (
    source: Source,
    batch: readonly Fingerprinted[],
    signal: AbortSignal,
  ) => Promise<readonly Prepared[]>;
  readonly close: () => Promise<void>;
}

export interface PrepareSettings {
  readonly knowledge: Knowledge;
  readonly baseUrl: string;
  /** What validates; `compiled` where none is given. */
  readonly engine?: ValidationEngine;
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
    prepare: (source, batch, signal) => pool.run({ source, batch }, { signal }),
    close: () => pool.destroy(),
  };
}
