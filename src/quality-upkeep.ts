import type { Context } from './context.ts';
import { createLinkChecker } from './fetch/link-check.ts';
import { checkLinks } from './harvest/link-checks.ts';
import { computeCoverage } from './store/coverage.ts';
import { createLinkStore } from './store/links.ts';
import { computeQuality } from './store/quality-days.ts';
import { version } from './version.ts';

const minute = 60_000;
const hour = 60 * minute;
const roundMinutes = 5;

/** Adds up quality after changes and every hour, and checks links bit by bit; returns what ends it. */
export async function startQualityUpkeep(context: Context): Promise<() => Promise<void>> {
  const ends = [await keepFiguresFresh(context)];
  if (context.settings.linkCheckDays > 0) ends.push(keepCheckingLinks(context));
  return async () => {
    for (const end of ends) await end();
  };
}

/** Computes at once, then every hour and, at most once a minute, after changes of the catalogue. */
async function keepFiguresFresh({ database, logger }: Context) {
  let under: Promise<void> = Promise.resolve();
  let waiting: NodeJS.Timeout | null = null;
  const compute = () => {
    waiting = null;
    under = under
      .then(() => computeQuality(database, new Date()))
      .then(() => computeCoverage(database))
      .catch((error: unknown) => {
        logger.error({ error }, 'quality could not be added up');
      });
  };
  const stopListening = await database.onCatalogueChange(() => {
    waiting ??= setTimeout(compute, minute);
  });
  compute();
  const timer = setInterval(compute, hour);
  return async () => {
    clearInterval(timer);
    if (waiting) clearTimeout(waiting);
    await stopListening();
    await under;
  };
}

function keepCheckingLinks({ database, logger, settings }: Context) {
  const stopping = new AbortController();
  const checker = createLinkChecker(
    `Glaneur/${version} (+${settings.operatorContact ?? settings.baseUrl})`,
  );
  const links = createLinkStore({ database, now: () => new Date() });
  const pace = { days: settings.linkCheckDays, roundMinutes };
  let round: Promise<void> | null = null;
  const begin = () => {
    // A round that takes long is not doubled.
    round ??= checkLinks({ links, check: checker.check }, pace, stopping.signal)
      .then(
        (checked) => logger.debug({ checked }, 'links checked'),
        (error: unknown) => {
          if (!stopping.signal.aborted) logger.error({ error }, 'links could not be checked');
        },
      )
      .finally(() => {
        round = null;
      });
  };
  begin();
  const timer = setInterval(begin, roundMinutes * minute);
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await round;
    await checker.close();
  };
}
