import type { SourceInput } from '../model/managed-source.ts';
import type { Authentication, Source } from '../model/source.ts';
import { toJson } from './json.ts';
import type { Queryable } from './queryable.ts';

/** A source the database knows. */
export interface StoredSource {
  /** Its credentials apart. */
  readonly source: Source;
  readonly paused: boolean;
  readonly revision: number;
  /** As an admin wrote it; null where a file declares it. */
  readonly entry: SourceInput | null;
  /** Credentials of a source that an admin wrote. */
  readonly auth: Authentication | null;
}

/** What is written of a source that an admin made. */
export interface WrittenSource {
  readonly source: Source;
  readonly entry: SourceInput;
}

/**
 * Stores the definitions of the sources that files declare, without their credentials; a pause
 * outlives it, and a source that an admin made under the same id becomes the file's.
 */
export async function syncSources(database: Queryable, sources: readonly Source[]): Promise<void> {
  const rows = sources.map(({ auth: _secret, ...definition }) => ({
    id: definition.id,
    definition,
  }));
  await database.query(
    `insert into source (id, definition)
    select id, definition from json_to_recordset($1::json) as s(id text, definition jsonb)
    on conflict (id) do update set
      definition = excluded.definition, entry = null, auth = null, removed_at = null,
      revision = source.revision + (source.definition is distinct from excluded.definition)::int`,
    [toJson(rows)],
  );
}

/** Adds a source that an admin made, or brings back a removed one; false when the id is taken. */
export async function insertSource(
  database: Queryable,
  { source: { auth, ...definition }, entry }: WrittenSource,
): Promise<boolean> {
  const rows = await database.query(
    `insert into source (id, definition, entry, auth) values ($1, $2::jsonb, $3::jsonb, $4::jsonb)
    on conflict (id) do update set
      definition = excluded.definition, entry = excluded.entry, auth = excluded.auth,
      paused = false, removed_at = null, revision = source.revision + 1
    where source.removed_at is not null
    returning id`,
    [definition.id, toJson(definition), toJson(entry), auth ? toJson(auth) : null],
  );
  return rows.length > 0;
}

/** Changes a source that an admin made; false unless it still has this revision. */
export async function updateSource(
  database: Queryable,
  { source: { auth, ...definition }, entry }: WrittenSource,
  revision: number,
): Promise<boolean> {
  const rows = await database.query(
    `update source set definition = $2::jsonb, entry = $3::jsonb, auth = $4::jsonb,
      revision = revision + 1
    where id = $1 and revision = $5 and entry is not null and removed_at is null
    returning id`,
    [definition.id, toJson(definition), toJson(entry), auth ? toJson(auth) : null, revision],
  );
  return rows.length > 0;
}

/**
 * Takes a source that an admin made, with its credentials, out of force; its runs and records stay.
 */
export async function removeSource(database: Queryable, sourceId: string, at: Date): Promise<void> {
  await database.query(
    `update source set removed_at = $2, paused = true, auth = null, revision = revision + 1
    where id = $1 and entry is not null and removed_at is null`,
    [sourceId, at.toISOString()],
  );
}

/** Pauses a source or lets it run again; false when there is no such source. */
export async function setPaused(
  database: Queryable,
  sourceId: string,
  paused: boolean,
): Promise<boolean> {
  const rows = await database.query(
    `update source set paused = $2, revision = revision + (paused <> $2)::int
    where id = $1 and removed_at is null
    returning id`,
    [sourceId, paused],
  );
  return rows.length > 0;
}

/** All sources ever declared but the removed ones, in the order they were first declared. */
export function listSources(database: Queryable): Promise<readonly StoredSource[]> {
  return database.query<StoredSource>(
    `select definition as source, paused, revision, entry, auth from source
    where removed_at is null
    order by position`,
  );
}
