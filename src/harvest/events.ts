import type { Problem } from '../model/problem.ts';
import type { HarvestRun, Outcome } from '../model/run.ts';

/** Everything worth observing in a harvest; observe.ts decides what becomes log, metric or display. */
export type HarvestEvent =
  | { readonly kind: 'run-started'; readonly run: HarvestRun }
  | { readonly kind: 'outcomes'; readonly run: HarvestRun; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'problem'; readonly run: HarvestRun; readonly problem: Problem }
  | { readonly kind: 'run-finished'; readonly run: HarvestRun };
