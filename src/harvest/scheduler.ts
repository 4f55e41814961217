import cron from 'node-cron';
import type { Source } from '../model/source.ts';

/** Runs sources at their times. */
export interface Scheduler {
  /** Time of the next run of a source; null when it has no schedule or is paused. */
  next(sourceId: string): Date | null;
  stop(): Promise<void>;
}

/** Whether a cron expression is one that the scheduler understands. */
export function isSchedule(expression: string): boolean {
  return cron.validate(expression);
}

/** Schedules every source that has a schedule, each in its own time zone. */
export function startScheduler(
  sources: readonly Source[],
  due: (sourceId: string) => void,
): Scheduler {
  const tasks = new Map(
    sources.flatMap((source) => {
      if (source.schedule === null) return [];
      const options = { timezone: source.timeZone, name: source.id, noOverlap: true };
      return [[source.id, cron.schedule(source.schedule, () => due(source.id), options)] as const];
    }),
  );
  return {
    next: (sourceId) => tasks.get(sourceId)?.getNextRun() ?? null,
    stop: async () => {
      for (const task of tasks.values()) await task.destroy();
    },
  };
}
