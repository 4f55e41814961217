import { mkdir } from 'node:fs/promises';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import type { CommandInput } from './command.ts';

/** `glaneur migrate`: applies the migrations that the database lacks. */
export async function migrateDatabase({ settings, stdout }: CommandInput): Promise<number> {
  const { databaseUrl: url, dataDir } = settings;
  await mkdir(dataDir, { recursive: true });
  const database = await openDatabase(url === undefined ? { dataDir } : { url, dataDir });
  try {
    const applied = await migrate(database);
    stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}\n` : 'Nothing to apply\n');
    return 0;
  } finally {
    await database.close();
  }
}
