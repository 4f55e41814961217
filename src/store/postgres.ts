import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  catalogueChannel,
  type Database,
  type Queryable,
  sourceChannel,
  storeError,
} from './queryable.ts';

const refused = 'The database refused a statement';
const unreachable = 'The database could not be reached';
const reconnectMs = 1000;

/** Opens a pool on a PostgreSQL server (14 or later). Throws STORE_FAILED when it does not answer. */
export async function openPostgres(url: string): Promise<Database> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const connection: pg.ClientConfig = {
    connectionString: url,
    application_name: 'glaneur',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types,
  };
  const pool = new pg.Pool({ ...connection, max: 10 });
  // An idle connection that breaks is replaced by the pool; without a listener it ends the process.
  pool.on('error', () => {});
  const sessions = new Set<() => Promise<void>>();
  const track = (end: () => Promise<void>) => {
    const untrack = async () => {
      if (sessions.delete(untrack)) await end();
    };
    sessions.add(untrack);
    return untrack;
  };
  const listeners = new Set<() => void>();
  let opening: Promise<unknown> | undefined;
  /** Opens the one session that hears of commits for all listeners. */
  const listening = () => {
    opening ??= listen(connection, catalogueChannel, () => {
      for (const listener of listeners) listener();
    }).then(track, (error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const database: Database = {
    ...queryable(pool),
    transaction: (work) => transaction(pool, work),
    async lock(key) {
      const release = await lock(connection, key);
      return release && track(release);
    },
    async onCatalogueChange(listener) {
      await listening();
      // The same function may listen twice.
      const each = () => listener();
      listeners.add(each);
      return async () => void listeners.delete(each);
    },
    onSourceChange: async (listener) => track(await listen(connection, sourceChannel, listener)),
    async close() {
      await Promise.all([...sessions].map((end) => end()));
      await pool.end();
    },
  };
  try {
    await database.query('select 1');
  } catch (error) {
    await pool.end();
    throw storeError(unreachable, error);
  }
  return database;
}

function queryable(client: pg.Pool | pg.ClientBase): Queryable {
  return {
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      try {
        const result = await client.query(sql, [...params]);
        // The caller names the row type; only the statement itself knows it.
        return result.rows as Row[];
      } catch (error) {
        throw storeError(refused, error);
      }
    },
    async script(sql) {
      try {
        await client.query(sql);
      } catch (error) {
        throw storeError(refused, error);
      }
    },
  };
}

async function transaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw storeError(unreachable, error);
  });
  // While it is checked out, a connection that breaks reports to its client and not to the pool.
  const ignore = () => {};
  client.on('error', ignore);
  let broken = false;
  try {
    const tx = queryable(client);
    await tx.script('begin');
    const result = await work(tx);
    await tx.script('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

async function connect(connection: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw storeError(unreachable, error);
  }
  return client;
}

// A session of its own: the server frees the lock when the process dies, and a second attempt in
// the same process is refused too, which within one session it would not be.
async function lock(
  connection: pg.ClientConfig,
  key: string,
): Promise<(() => Promise<void>) | null> {
  const client = await connect(connection);
  try {
    const [row] = await queryable(client).query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [key],
    );
    if (row?.locked) return () => client.end();
  } catch (error) {
    await client.end();
    throw error;
  }
  await client.end();
  return null;
}

async function listen(
  connection: pg.ClientConfig,
  channel: string,
  listener: () => void,
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const subscribe = async (): Promise<pg.Client> => {
    const client = await connect(connection);
    client.on('notification', listener);
    try {
      await queryable(client).script(`listen ${channel}`);
    } catch (error) {
      await client.end();
      throw error;
    }
    client.once('end', () => void resume());
    return client;
  };
  const resume = async () => {
    while (!stopping.signal.aborted) {
      try {
        await sleep(reconnectMs, undefined, { signal: stopping.signal, ref: false });
        client = await subscribe();
        // Something may have been committed while nobody listened.
        listener();
        return;
      } catch {
        // The server is still away: the next turn tries again.
      }
    }
  };
  let client = await subscribe();
  return async () => {
    stopping.abort();
    await client.end();
  };
}
