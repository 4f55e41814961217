import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

/** Names the data folder that the tests of one run copy; set by the set-up of that run. */
const variable = 'GLANEUR_PREPARED_DATA';

/**
 * Set-up of a test run: makes one embedded database with the schema applied. To make one takes seconds,
 * to copy one a tenth of a second.
 */
export default async function prepare(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'glaneur-prepared-'));
  const database = await openDatabase({ dataDir });
  await migrate(database);
  await database.close();
  process.env[variable] = dataDir;
  return () => rm(dataDir, { recursive: true, force: true });
}

/** Puts a copy of the prepared database into a data folder, as if the service had been started there before. */
export async function usePreparedDatabase(dataDir: string): Promise<void> {
  const prepared = process.env[variable];
  if (prepared === undefined) throw new Error(`${variable} is not set: is this no test run?`);
  await cp(join(prepared, 'database'), join(dataDir, 'database'), { recursive: true });
}
