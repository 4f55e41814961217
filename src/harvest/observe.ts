import type { HarvestEvent } from './events.ts';

/** The part of a pino logger that observation needs. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Turns harvest events into log lines: one per run, one per problem, one per record that needs a look. */
export function logEvents(log: Log): (event: HarvestEvent) => void {
  return (event) => {
    const fields = { source: event.run.sourceId, run: event.run.id };
    switch (event.kind) {
      case 'run-started':
        log.info({ ...fields, trigger: event.run.trigger }, 'harvest started');
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
        const { verdict, gathered, counts, violations, missing, held, requests, bytes } = event.run;
        const figures = {
          verdict,
          gathered,
          ...counts,
          violations,
          missing,
          held,
          requests,
          bytes,
        };
        log.info({ ...fields, ...figures }, 'harvest finished');
        break;
      }
    }
  };
}
