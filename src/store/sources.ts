import type { Source } from '../model/source.ts';
import { toJson } from './json.ts';
import type { Queryable } from './queryable.ts';

/** A source the database knows, with whether an admin paused it. */
export interface StoredSource {
  readonly source: Source;
  readonly paused: boolean;
}

/**
 * Stores the definitions of sources, without their credentials; a pause outlives it, and no source is
 * ever removed.
 */
export async function syncSources(database: Queryable, sources: readonly Source[]): Promise<void> {
  const rows = sources.map(({ auth: _secret, ...definition }) => ({
    id: definition.id,
    definition,
  }));
  await database.query(
    `insert into source (id, definition)
    select id, definition from json_to_recordset($1::json) as s(id text, definition jsonb)
    on conflict (id) do update set definition = excluded.definition`,
    [toJson(rows)],
  );
}

/** Pauses a source or lets it run again; false when there is no such source. */
export async function setPaused(
  database: Queryable,
  sourceId: string,
  paused: boolean,
): Promise<boolean> {
  const rows = await database.query('update source set paused = $2 where id = $1 returning id', [
    sourceId,
    paused,
  ]);
  return rows.length > 0;
}

/** All sources ever declared, by id. */
export async function listSources(database: Queryable): Promise<readonly StoredSource[]> {
  const rows = await database.query<{ definition: Source; paused: boolean }>(
    'select definition, paused from source order by id',
  );
  return rows.map(({ definition, paused }) => ({ source: definition, paused }));
}
