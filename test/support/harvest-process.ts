import { createContext } from '../../src/context.ts';
import { forSandbox, sandboxSettings } from './harvester.ts';

/**
 * A harvest in a process of its own, for tests that kill it. Arguments: addresses of the sandbox as
 * JSON, DATA_DIR, and a database URL or nothing. Prints a line for each stored batch.
 */
const [urls = '{}', dataDir = '', databaseUrl] = process.argv.slice(2);
const context = await createContext(
  sandboxSettings(JSON.parse(urls), dataDir, databaseUrl || undefined),
  {
    observe: (event) => {
      if (event.kind === 'outcomes') process.stdout.write(`${event.outcomes.length} stored\n`);
    },
    adapt: forSandbox,
  },
);
await Promise.all(context.sources.map(({ id }) => context.queue.request(id, 'request')));
await context.close();
