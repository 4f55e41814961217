import { createContext } from '../../src/context.ts';
import { startHarvests } from '../../src/harvests.ts';
import { forSandbox, sandboxSettings } from './harvester.ts';

/**
 * A process that runs what was asked for, one source at a time, for tests that kill it. Arguments:
 * addresses of the sandbox as JSON, DATA_DIR, and a database URL or nothing. Prints a line for each
 * stored batch.
 */
const [urls = '{}', dataDir = '', databaseUrl] = process.argv.slice(2);
const settings = sandboxSettings(JSON.parse(urls), dataDir, databaseUrl || undefined);
const context = await createContext(
  { ...settings, harvestParallel: 1 },
  {
    observe: (event) => {
      if (event.kind === 'outcomes') process.stdout.write(`${event.outcomes.length} stored\n`);
    },
    adapt: forSandbox,
  },
);
await startHarvests(context);
