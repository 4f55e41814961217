import cron, { type ScheduledTask } from 'node-cron';
import { endOfQuietHours } from '../model/quiet-hours.ts';
import type { RunTrigger } from '../model/run.ts';
import type { Source } from '../model/source.ts';

/** Runs sources at their times, and never in their quiet hours. */
export interface Scheduler {
  /** Time of the next run of a source; null when it has no schedule or is not scheduled here. */
  next(sourceId: string): Date | null;
  /** Runs a source as soon as its quiet hours allow; a run that waits already is not doubled. */
  run(sourceId: string, trigger: RunTrigger): void;
  /** Takes these sources in place of the ones before; what did not change goes on undisturbed. */
  plan(sources: readonly Source[]): void;
  /** Forgets all runs that wait. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly until: Date;
  readonly trigger: RunTrigger;
}

interface Planned {
  readonly task: ScheduledTask;
  readonly schedule: string;
  readonly timeZone: string;
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

/** As `plannedRuns`, with quiet hours counted in. */
export function upcomingRuns(
  source: Pick<Source, 'schedule' | 'timeZone' | 'quietHours'>,
  count: number,
): readonly Date[] {
  const times = plannedRuns(source, count).map(
    (at) => endOfQuietHours(source.quietHours, source.timeZone, at) ?? at,
  );
  // Several that fall into quiet hours become one.
  return times.filter((at, index) => at.getTime() !== times[index - 1]?.getTime());
}

/** Schedules every source that has a schedule, each in its own time zone. */
export function startScheduler(
  sources: readonly Source[],
  due: (sourceId: string, trigger: RunTrigger) => void,
  now: () => Date = () => new Date(),
): Scheduler {
  let byId: ReadonlyMap<string, Source> = new Map();
  const waiting = new Map<string, Waiting>();
  const planned = new Map<string, Planned>();

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
    waiting.set(sourceId, { timer, until, trigger });
  };
  const schedule = ({ id, schedule: expression, timeZone }: Source) => {
    const known = planned.get(id);
    if (known?.schedule === expression && known.timeZone === timeZone) return;
    forget(id);
    if (expression === null) return;
    const options = { timezone: timeZone, name: id, noOverlap: true };
    const task = cron.schedule(expression, () => run(id, 'schedule'), options);
    planned.set(id, { task, schedule: expression, timeZone });
  };
  const forget = (id: string) => {
    void planned.get(id)?.task.destroy();
    planned.delete(id);
  };
  const plan = (next: readonly Source[]) => {
    byId = new Map(next.map((source) => [source.id, source]));
    for (const id of planned.keys()) if (!byId.has(id)) forget(id);
    for (const source of next) schedule(source);
    // Quiet hours may be others now.
    const held = [...waiting];
    waiting.clear();
    for (const [id, { timer, trigger }] of held) {
      clearTimeout(timer);
      run(id, trigger);
    }
  };
  plan(sources);
  return {
    run,
    plan,
    next: (sourceId) => {
      const source = byId.get(sourceId);
      const at = planned.get(sourceId)?.task.getNextRun() ?? null;
      const free = source && at ? (quietUntil(source, at) ?? at) : at;
      return waiting.get(sourceId)?.until ?? free;
    },
    stop: async () => {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      for (const { task } of planned.values()) await task.destroy();
    },
  };
}

function quietUntil({ quietHours, timeZone }: Source, at: Date): Date | null {
  return endOfQuietHours(quietHours, timeZone, at);
}
