import type { Context } from './context.ts';
import { startScheduler } from './harvest/scheduler.ts';
import type { RunTrigger } from './model/run.ts';
import { cancelledRuns, takeRunRequests } from './store/run-requests.ts';

/**
 * Schedules the sources, takes up those whose last run was cut off, and starts and cancels what is
 * asked for through the database. Follows all changes of sources.
 */
export async function startHarvests(context: Context): Promise<() => Promise<void>> {
  const { database, logger, queue, registry, runs } = context;
  const request = (id: string, trigger: RunTrigger) => {
    queue.request(id, trigger).catch((error: unknown) => {
      logger.error({ source: id, error }, 'harvest could not be run');
    });
  };
  const active = () => registry.list().filter(({ id }) => !registry.isPaused(id));
  const scheduler = startScheduler(active(), request);
  const stopPlanning = registry.onChange(() => scheduler.plan(active()));
  const interrupted = await runs.interrupted();
  for (const { id } of active()) if (interrupted.includes(id)) scheduler.run(id, 'resume');
  const heed = () =>
    heedRequests(context, request).catch((error: unknown) => {
      logger.error({ error }, 'runs that were asked for could not be read');
    });
  const stop = await database.onSourceChange(() => void heed());
  await heed();
  return async () => {
    stopPlanning();
    await stop();
    await scheduler.stop();
  };
}

async function heedRequests(
  { database, queue, registry }: Context,
  request: (id: string, trigger: RunTrigger) => void,
): Promise<void> {
  const wanted = await takeRunRequests(database);
  // One may be for a source that was made a moment ago.
  if (wanted.length > 0) await registry.refresh();
  for (const { sourceId, trigger } of wanted) {
    if (registry.find(sourceId)) request(sourceId, trigger);
  }
  for (const sourceId of await cancelledRuns(database)) queue.cancel(sourceId);
}
