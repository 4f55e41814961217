import { mkdir } from 'node:fs/promises';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { shareStoredNodes } from '../store/share-stored-nodes.ts';
import type { CommandInput } from './command.ts';

/** `glaneur migrate`: applies the migrations that the database lacks, and what a service does after them. */
export async function migrateDatabase(input: CommandInput): Promise<number> {
  const { settings, signal, stdout } = input;
  const { databaseUrl: url, dataDir } = settings;
  await mkdir(dataDir, { recursive: true });
  const database = await openDatabase(url === undefined ? { dataDir } : { url, dataDir });
  try {
    const applied = await migrate(database);
    stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}\n` : 'Nothing to apply\n');
    const nodes = await shareStoredNodes(database, () => new Date(), signal);
    if (nodes > 0) stdout.write(`Published ${nodes} nodes that descriptions share\n`);
    return 0;
  } finally {
    await database.close();
  }
}
