import type { Database } from './queryable.ts';

export type { Database } from './queryable.ts';

/** Opens the PostgreSQL at `url`, or without one the embedded database in `dataDir`. */
export async function openDatabase(settings: {
  readonly url?: string;
  readonly dataDir: string;
}): Promise<Database> {
  // Imported on demand: the embedded database costs hundreds of megabytes.
  if (settings.url === undefined) {
    const { openPGlite } = await import('./pglite.ts');
    return openPGlite(settings.dataDir);
  }
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(settings.url);
}
