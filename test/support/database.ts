import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { usePreparedDatabase } from './prepared-database.ts';

/** A database of a test's own, with the schema applied. */
export interface TestDatabase {
  readonly database: Database;
  /** Address for further connections; undefined for the embedded database, which has one. */
  readonly url: string | undefined;
  /** Empties every table, as after the first migration. */
  reset(): Promise<void>;
  /** Closes and removes the database. */
  drop(): Promise<void>;
}

/** A kind of database to run a test on. */
export interface DatabaseKind {
  readonly name: string;
  open(): Promise<TestDatabase>;
}

/** PGlite always; PostgreSQL too when TEST_DATABASE_URL is set. For `describe.each`. */
export function databases(): readonly DatabaseKind[] {
  const embedded = { name: 'PGlite', open: openEmbedded };
  const url = process.env['TEST_DATABASE_URL'];
  return url ? [embedded, { name: 'PostgreSQL', open: () => openServer(url) }] : [embedded];
}

async function openEmbedded(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'glaneur-'));
  await usePreparedDatabase(dataDir);
  const database = await openDatabase({ dataDir });
  await migrate(database);
  return {
    database,
    url: undefined,
    reset: () => reset(database),
    async drop() {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function openServer(adminUrl: string): Promise<TestDatabase> {
  const name = `glaneur_test_${randomUUID().replaceAll('-', '')}`;
  const admin = await openDatabase({ url: adminUrl, dataDir: '' });
  await admin.script(`create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href, dataDir: '' });
  await migrate(database);
  return {
    database,
    url: url.href,
    reset: () => reset(database),
    async drop() {
      await database.close();
      await admin.script(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}

async function reset(database: Database): Promise<void> {
  await database.script(`
    truncate source, run, record, payload, record_version, report, outcome, entity, event,
      tombstone, agent_description, agent_reference, shared_line, shared_reference, match_key, merged_record, duplicate,
      delivery_target, delivery, notice, notification_channel, person, session,
      dataset_quality, dataset_quality_day, quality_day, link, link_check,
      declaration_list, declaration, dataset_search, facet_value, search_word
      restart identity cascade;
    update catalogue set serial = 0, datasets = 0, agents = 0, changed_at = null, base_url = null;
  `);
}
