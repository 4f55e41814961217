import { openDatabase } from '../../../src/store/database.ts';
import { shareStoredNodes } from '../../../src/store/share-stored-nodes.ts';

// Goes through the stored texts one by one, with one line to stdout per committed step. Arguments:
// data directory, and a database URL or nothing.
const [dataDir = '', url] = process.argv.slice(2);
const database = await openDatabase(url ? { url, dataDir } : { dataDir });
const { signal } = new AbortController();
const now = () => new Date();
await shareStoredNodes(
  {
    ...database,
    async transaction(work) {
      const result = await database.transaction(work);
      process.stdout.write('committed\n');
      return result;
    },
  },
  now,
  signal,
  1,
);
await database.close();
