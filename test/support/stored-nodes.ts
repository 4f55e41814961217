import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

/** Puts a database back to what it was before shared nodes had graphs of their own, and migrates it again. */
export async function forgetSharedNodes(database: Database): Promise<void> {
  await database.script(`
    delete from shared_reference;
    delete from shared_line;
    delete from event where kind = 'shared';
    delete from entity where kind = 'shared';
    alter table catalogue drop column nodes_shared_to;
    delete from migration where name like '0019%';
  `);
  await migrate(database);
}
