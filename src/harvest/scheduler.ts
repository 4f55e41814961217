import cron from 'node-cron';
import { endOfQuietHours } from '../model/quiet-hours.ts';
import type { RunTrigger } from '../model/run.ts';
import type { Source } from '../model/source.ts';

/** Runs sources at their times, and never in their quiet hours. */
export interface Scheduler {
  /** Time of the next run of a source; null when it has no schedule or is not scheduled here. */
  next(sourceId: string): Date | null;
  /** Runs a source as soon as its quiet hours allow; a run that waits already is not doubled. */
  run(sourceId: string, trigger: RunTrigger): void;
  /** Forgets all runs that wait. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly until: Date;
}

/** Whether a cron expression is one that the scheduler understands. */
export function isSchedule(expression: string): boolean {
  return cron.validate(expression);
}

/** Times of the next runs of a source by its schedule, quiet hours aside; none without a schedule. */
export function plannedRuns(
  { schedule, timeZone }: Pick<Source, 'schedule' | 'timeZone'>,
  count: number,
): readonly Date[] {
  if (schedule === null) return [];
  const task = cron.createTask(schedule, () => undefined, { timezone: timeZone });
  const times = task.getNextRuns(count);
  void task.destroy();
  return times;
}

/** Schedules every source that has a schedule, each in its own time zone. */
export function startScheduler(
  sources: readonly Source[],
  due: (sourceId: string, trigger: RunTrigger) => void,
  now: () => Date = () => new Date(),
): Scheduler {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const waiting = new Map<string, Waiting>();

  const run = (sourceId: string, trigger: RunTrigger) => {
    const source = byId.get(sourceId);
    if (!source || waiting.has(sourceId)) return;
    const until = quietUntil(source, now());
    if (until === null) return due(sourceId, trigger);
    const timer = setTimeout(() => {
      waiting.delete(sourceId);
      // Asked again: a timer that fires early, or a clock that was set, must not break the promise.
      run(sourceId, trigger);
    }, until.getTime() - now().getTime());
    waiting.set(sourceId, { timer, until });
  };
  const tasks = new Map(
    sources.flatMap((source) => {
      const { id, schedule, timeZone } = source;
      if (schedule === null) return [];
      const options = { timezone: timeZone, name: id, noOverlap: true };
      return [[id, cron.schedule(schedule, () => run(id, 'schedule'), options)] as const];
    }),
  );
  return {
    run,
    next: (sourceId) => {
      const source = byId.get(sourceId);
      const at = tasks.get(sourceId)?.getNextRun() ?? null;
      const planned = source && at ? (quietUntil(source, at) ?? at) : at;
      return waiting.get(sourceId)?.until ?? planned;
    },
    stop: async () => {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      for (const task of tasks.values()) await task.destroy();
    },
  };
}

function quietUntil({ quietHours, timeZone }: Source, at: Date): Date | null {
  return endOfQuietHours(quietHours, timeZone, at);
}
