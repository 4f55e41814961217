import { HarvestError } from '../model/problem.ts';

/** Something that runs SQL: the database itself or a transaction under way. */
export interface Queryable {
  /** Runs one statement with `$1` parameters. Throws a HarvestError STORE_FAILED. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Runs several statements without parameters: the text of a migration. */
  script(sql: string): Promise<void>;
}

/** PostgreSQL, in a server or embedded. `bigint` is read as number, `timestamptz` as Date. */
export interface Database extends Queryable {
  /**
   * Commits what `work` did, or nothing of it when it throws. Inside, only the given handle may be
   * used: the embedded database has one connection and would wait for itself.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Takes a lock that dies with this process, or returns null when another holds it. */
  lock(key: string): Promise<(() => Promise<void>) | null>;
  /** Calls the listener after commits that changed the catalogue, perhaps once for several. */
  onCatalogueChange(listener: () => void): Promise<() => Promise<void>>;
  /** Calls the listener after changes of sources, and when a run is asked for or cancelled. */
  onSourceChange(listener: () => void): Promise<() => Promise<void>>;
  /** Closes all connections, with the locks and listeners still open. */
  close(): Promise<void>;
}

/** Name of the notification channel that tells of a new serial. */
export const catalogueChannel = 'catalogue';

/** Name of the channel on which triggers of the database tell of sources, and of runs asked for. */
export const sourceChannel = 'sources';

/** The driver's error as a STORE_FAILED one that says what was being done. */
export function storeError(doing: string, error: unknown): HarvestError {
  if (error instanceof HarvestError) return error;
  return new HarvestError('STORE_FAILED', `${doing}: ${reasonOf(error)}`, { cause: error });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  // An address with several IPs fails with an AggregateError whose own message is empty.
  return 'code' in error ? String(error.code) : error.name;
}
