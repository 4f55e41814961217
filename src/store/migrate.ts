import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { HarvestError } from '../model/problem.ts';
import type { Database, Queryable } from './queryable.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const ownMigrations = new URL('./migrations/', import.meta.url);

/**
 * Brings the schema up to date and returns the names of the migrations it applied. Forward only, one
 * transaction each; concurrent starts wait for one another. Throws STORE_FAILED when an applied file
 * was edited, or when the database was migrated by a newer version.
 */
export async function migrate(
  database: Database,
  directory: URL = ownMigrations,
): Promise<readonly string[]> {
  const migrations = await readMigrations(directory);
  await locked(database, async (tx) => {
    await tx.script(`create table if not exists migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
    await refuseNewer(tx, migrations);
  });
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await locked(database, (tx) => apply(tx, migration))) applied.push(migration.name);
  }
  return applied;
}

async function readMigrations(directory: URL): Promise<readonly Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      // A checkout on Windows may turn line ends; that is no edit.
      const sql = (await readFile(new URL(name, directory), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function locked<T>(database: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  return database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('glaneur migrate', 0))`);
    return work(tx);
  });
}

async function refuseNewer(tx: Queryable, migrations: readonly Migration[]): Promise<void> {
  const known = new Set(migrations.map(({ name }) => name));
  const rows = await tx.query<{ name: string }>('select name from migration order by name');
  const unknown = rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new HarvestError(
    'STORE_FAILED',
    `The database was migrated by a newer version of Glaneur (${unknown.join(', ')}); install that version.`,
  );
}

async function apply(tx: Queryable, { name, sql, checksum }: Migration): Promise<boolean> {
  const [row] = await tx.query<{ checksum: string }>(
    'select checksum from migration where name = $1',
    [name],
  );
  if (row !== undefined && row.checksum !== checksum) {
    throw new HarvestError(
      'STORE_FAILED',
      `The migration ${name} was edited after it was applied; restore it and add a new migration.`,
    );
  }
  if (row !== undefined) return false;
  await tx.script(sql);
  await tx.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum]);
  return true;
}
