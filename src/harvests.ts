import type { Context } from './context.ts';
import { startScheduler } from './harvest/scheduler.ts';
import type { RunTrigger } from './model/run.ts';
import { cancelledRuns, openRequests } from './store/run-requests.ts';

/** How often it is looked for requests that a process which died left behind. */
const lookMs = 10_000;

/** Runs of a source in a row that end with their process, after which it waits for its schedule: it may be the cause. */
const mostCutOff = 3;

/** Asks for a run; it is dropped if it is not wanted any more at its turn. */
type Ask = (id: string, trigger: RunTrigger, isWanted?: () => Promise<boolean>) => void;

/**
 * Schedules the sources, takes up those whose last run was cut off, but not for ever, and starts and cancels what is
 * asked for through the database. Follows all changes of sources.
 */
export async function startHarvests(context: Context): Promise<() => Promise<void>> {
  const { database, logger, queue, registry, runs } = context;
  const ask: Ask = (id, trigger, isWanted) => {
    queue
      .request(id, trigger, isWanted)
      // A replay may have waited for a harvest, or the other way round.
      .then((run) => (run === null ? undefined : heed()))
      .catch((error: unknown) => {
        logger.error({ source: id, error }, 'harvest could not be run');
      });
  };
  let isStopped = false;
  const heed = async () => {
    if (isStopped) return;
    await heedRequests(context, ask).catch((error: unknown) => {
      logger.error({ error }, 'runs that were asked for could not be read');
    });
  };
  const active = () => registry.list().filter(({ id }) => !registry.isPaused(id));
  const scheduler = startScheduler(active(), ask);
  const stopPlanning = registry.onChange(() => scheduler.plan(active()));
  for (const run of await runs.interrupted()) {
    if (run.times >= mostCutOff) await runs.abandon(run);
    else if (active().some(({ id }) => id === run.sourceId)) scheduler.run(run.sourceId, 'resume');
  }
  const stop = await database.onSourceChange(() => void heed());
  const looking = setInterval(() => void heed(), lookMs);
  await heed();
  return async () => {
    isStopped = true;
    clearInterval(looking);
    stopPlanning();
    await stop();
    await scheduler.stop();
  };
}

async function heedRequests({ database, queue, registry }: Context, ask: Ask): Promise<void> {
  const wanted = await openRequests(database, new Date());
  // One may be for a source that was made a moment ago.
  if (wanted.length > 0) await registry.refresh();
  for (const { id, sourceId, trigger } of wanted) {
    // Another process may answer it while it waits for its turn here.
    const isWanted = async () => (await openRequests(database, new Date(), id)).length > 0;
    if (registry.find(sourceId)) ask(sourceId, trigger, isWanted);
  }
  for (const sourceId of await cancelledRuns(database)) queue.cancel(sourceId);
}
