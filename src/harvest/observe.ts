import type { HarvestEvent } from './events.ts';

/** The part of a pino logger that observation needs. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/**
 * Turns harvest events into log lines: one per run, one per problem, one per record that needs a look.
 * `isQuiet` tells whether a source has quiet hours now: a requested run starts all the same.
 */
export function logEvents(
  log: Log,
  isQuiet: (sourceId: string) => boolean,
): (event: HarvestEvent) => void {
  return (event) => {
    const fields = { source: event.run.sourceId, run: event.run.id };
    switch (event.kind) {
      case 'run-started':
        log.info(
          { ...fields, trigger: event.run.trigger },
          event.run.trigger === 'request' && isQuiet(event.run.sourceId)
            ? 'harvest started by request, in the quiet hours of the source'
            : 'harvest started',
        );
        break;
      case 'problem':
        log.warn({ ...fields, ...event.problem }, 'harvest problem');
        break;
      case 'outcomes':
        for (const { remoteKey, kind, problem, violations } of event.outcomes) {
          if (kind !== 'failed' && kind !== 'quarantined') continue;
          log.warn({ ...fields, record: remoteKey, outcome: kind, violations, ...problem }, kind);
        }
        break;
      case 'run-finished': {
        const { verdict, gathered, counts, violations, missing, held } = event.run;
        const { requests, bytes, notModified, retries, waitedMs } = event.run;
        const records = { verdict, gathered, ...counts, violations, missing, held };
        const cost = { requests, bytes, notModified, retries, waitedMs };
        log.info({ ...fields, ...records, ...cost }, 'harvest finished');
        break;
      }
    }
  };
}
