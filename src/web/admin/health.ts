import type { ManagedSource } from '../../model/managed-source.ts';
import type { HarvestRun } from '../../model/run.ts';
import { isStale } from '../../model/staleness.ts';
import type { SourceOverview } from '../../publish/status.ts';

/** How a source is, from what needs somebody most. */
export const healths = ['failing', 'incomplete', 'stale', 'never', 'fine'] as const;
export type Health = (typeof healths)[number];

/** A source as lists of the console show it. */
export interface SourceState {
  readonly managed: ManagedSource;
  readonly health: Health;
  /** Newest run, under way or not. */
  readonly lastRun: HarvestRun | null;
  /** Newest run that is over. */
  readonly lastEnded: HarvestRun | null;
  readonly lastComplete: Date | null;
  readonly nextRun: Date | null;
  /** Newest first. */
  readonly runs: readonly HarvestRun[];
}

/** Judges a source by its latest runs; `nextRuns` are the next two of its schedule. */
export function stateOf(
  managed: ManagedSource,
  overview: SourceOverview | undefined,
  nextRuns: readonly Date[],
  now: Date,
): SourceState {
  const runs = overview?.runs ?? [];
  const lastComplete = overview?.lastComplete ?? null;
  const lastEnded = runs.find(({ verdict }) => verdict !== null) ?? null;
  const [next, second] = managed.paused ? [] : nextRuns;
  const intervalMs = next && second ? second.getTime() - next.getTime() : null;
  const isLate =
    intervalMs !== null && lastComplete !== null && isStale(lastComplete, intervalMs, now);
  const health = lastEnded === null ? 'never' : healthOf(lastEnded, isLate);
  const lastRun = runs[0] ?? null;
  return { managed, health, lastRun, lastEnded, lastComplete, nextRun: next ?? null, runs };
}

function healthOf({ verdict }: HarvestRun, isLate: boolean): Health {
  if (verdict === 'failed') return 'failing';
  if (verdict === 'partial') return 'incomplete';
  return isLate ? 'stale' : 'fine';
}
