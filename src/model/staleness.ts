const day = 86_400_000;
/** A source may miss one run before it counts as stale. */
const missedRuns = 2;
/** Shorter schedules do not make a source stale sooner. */
const leastAgeMs = day;

/** Whether the last complete run of a source, planned this often, is too long ago. */
export function isStale(last: Date, intervalMs: number, now: Date): boolean {
  return now.getTime() - last.getTime() > Math.max(intervalMs * missedRuns, leastAgeMs);
}
