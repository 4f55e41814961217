import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { lockDataDir } from './data-lock.ts';
import {
  catalogueChannel,
  type Database,
  type Queryable,
  sourceChannel,
  storeError,
} from './queryable.ts';

const refused = 'The embedded database refused a statement';

/**
 * Opens the embedded PostgreSQL in `${dataDir}/database`. Throws STORE_FAILED when another process
 * has it open: two on one directory lose committed rows without a word.
 */
export async function openPGlite(dataDir: string): Promise<Database> {
  const unlock = await lockDataDir(dataDir);
  let pglite: PGlite;
  try {
    pglite = await PGlite.create(join(dataDir, 'database'), { extensions: { pg_trgm } });
  } catch (error) {
    await unlock();
    throw storeError(`The embedded database in ${dataDir} does not open`, error);
  }
  const held = new Set<string>();
  return {
    ...queryable(pglite),
    transaction: (work) => pglite.transaction((tx) => work(queryable(tx))),
    // One process owns the directory, so a lock within the process is a lock.
    async lock(key) {
      if (held.has(key)) return null;
      held.add(key);
      return async () => void held.delete(key);
    },
    async onCatalogueChange(listener) {
      return pglite.listen(catalogueChannel, listener);
    },
    async onSourceChange(listener) {
      return pglite.listen(sourceChannel, listener);
    },
    async close() {
      await pglite.close();
      await unlock();
    },
  };
}

function queryable(client: PGlite | Transaction): Queryable {
  return {
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      try {
        const result = await client.query<Row>(sql, [...params]);
        return result.rows;
      } catch (error) {
        throw refusal(error);
      }
    },
    async script(sql) {
      try {
        await client.exec(sql);
      } catch (error) {
        throw refusal(error);
      }
    },
  };
}

// The driver's error carries the parameters: whole payloads, which have no place in a log.
function refusal(error: unknown): Error {
  if (error instanceof Error && 'params' in error) error.params = undefined;
  return storeError(refused, error);
}
