import { randomUUID } from 'node:crypto';
import type { Upload, UploadedFile } from '../model/upload.ts';
import { toText } from './json.ts';
import type { Queryable } from './queryable.ts';
import { isUuid } from './uuid.ts';

const lifetimeMs = 3_600_000;

/** Files that wait for a confirmation. */
export interface UploadStore {
  /** Keeps a file instead of the one its owner had before, and forgets all that have expired. */
  keep(owner: string, sourceId: string, file: UploadedFile): Promise<string>;
  find(id: string, owner: string, sourceId: string): Promise<Upload | null>;
  forget(id: string): Promise<void>;
}

/** Uploads in a database whose schema is up to date. */
export function createUploadStore({
  database,
  now,
}: {
  readonly database: Queryable;
  readonly now: () => Date;
}): UploadStore {
  const oldest = () => new Date(now().getTime() - lifetimeMs).toISOString();
  return {
    keep: async (owner, sourceId, { name, body }) => {
      const id = randomUUID();
      await database.query('delete from upload where at < $1', [oldest()]);
      await database.query(
        `insert into upload (owner, id, source_id, name, body, at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (owner) do update set id = excluded.id, source_id = excluded.source_id,
          name = excluded.name, body = excluded.body, at = excluded.at`,
        [owner, id, sourceId, toText(name), body, now().toISOString()],
      );
      return id;
    },
    find: async (id, owner, sourceId) => {
      if (!isUuid(id)) return null;
      const [upload] = await database.query<Upload>(
        `select id, source_id as "sourceId", name, body, at from upload
        where id = $1 and owner = $2 and source_id = $3 and at >= $4`,
        [id, owner, sourceId, oldest()],
      );
      return upload ?? null;
    },
    forget: async (id) => {
      await database.query('delete from upload where id = $1', [id]);
    },
  };
}
