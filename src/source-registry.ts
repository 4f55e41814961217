import type { ManagedSource } from './model/managed-source.ts';
import { HarvestError } from './model/problem.ts';
import type { Source } from './model/source.ts';
import type { Database } from './store/database.ts';
import { listSources, type StoredSource } from './store/sources.ts';

/** The sources in force: those of the files, and those that admins made. It follows the database. */
export interface SourceRegistry {
  /** The files' first, each kind in the order of declaration. */
  list(): readonly Source[];
  find(id: string): Source | undefined;
  /** As `find`; throws CONFIG_INVALID when there is none. */
  get(id: string): Source;
  managed(id: string): ManagedSource | undefined;
  isPaused(id: string): boolean;
  /** Reads the database again; tells the listeners if anything is different. */
  refresh(): Promise<void>;
  /** Calls the listener after each change, whichever process made it; returns what ends that. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface RegistryContext {
  readonly database: Database;
  /** Of the files, stored already, with their credentials. */
  readonly declared: readonly Source[];
  /** Changes a source that was read from the database. */
  readonly adapt: (source: Source) => Source;
  readonly onFailure: (error: unknown) => void;
}

/** Opens the registry and follows what any process changes of the sources. */
export async function openRegistry(context: RegistryContext): Promise<SourceRegistry> {
  const { database, declared, adapt, onFailure } = context;
  const listeners = new Set<() => void>();
  let rows: ReadonlyMap<string, StoredSource> = new Map();
  let sources: readonly Source[] = declared;
  let print = '';

  async function refresh(): Promise<void> {
    const stored = await listSources(database);
    const now = JSON.stringify(stored);
    if (now === print) return;
    print = now;
    rows = new Map(stored.map((row) => [row.source.id, row]));
    const made = stored.flatMap(({ source, entry, auth }) =>
      entry === null ? [] : [adapt(auth === null ? source : { ...source, auth })],
    );
    const own = declared.filter(({ id }) => !made.some((source) => source.id === id));
    sources = [...own, ...made];
    for (const listener of listeners) listener();
  }

  const find = (id: string) => sources.find((source) => source.id === id);
  await refresh();
  const stop = await database.onSourceChange(() => void refresh().catch(onFailure));
  return {
    list: () => sources,
    find,
    get: (id) => {
      const source = find(id);
      if (source) return source;
      const known = sources.map((each) => each.id).join(', ') || 'none';
      const message = `There is no source named ${id}; the configured ones are: ${known}`;
      throw new HarvestError('CONFIG_INVALID', message);
    },
    managed: (id) => {
      const source = find(id);
      const row = rows.get(id);
      return source && row ? describe(source, row) : undefined;
    },
    isPaused: (id) => rows.get(id)?.paused ?? false,
    refresh,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: stop,
  };
}

function describe({ auth: _secret, ...source }: Source, row: StoredSource): ManagedSource {
  const { entry, paused, revision } = row;
  return { source, managedBy: entry === null ? 'file' : 'admin', entry, paused, revision };
}
