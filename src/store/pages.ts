import type { PageStore, RememberedPage } from '../harvest/ports.ts';
import type { Page } from '../model/record.ts';
import { toJson } from './json.ts';
import { isIndexable } from './key-length.ts';
import type { Database } from './queryable.ts';

/** The store of what connectors remember of pages. */
export function createPageStore({ database }: { readonly database: Database }): PageStore {
  return {
    memory: (run, source, recipe) => ({
      recall: async (key) => {
        const [row] = await database.query<RememberedPage>(
          `select key, etag, last_modified as "lastModified", body_hash as "bodyHash",
            remote_keys as "remoteKeys", rest, coalesce(run_id = $4, false) as "isFresh"
          from source_page
          where source_id = $1 and key = $2 and recipe = $3`,
          [source.id, key, recipe, run.resumes],
        );
        return row ?? null;
      },
    }),
    keep: async (run, source, recipe, pages) => {
      const rows = lastOfEach(pages.filter(({ key }) => isIndexable(key)));
      if (rows.length === 0) return;
      await database.query(
        `insert into source_page
          (source_id, key, recipe, run_id, etag, last_modified, body_hash, remote_keys, rest)
        select $1, key, $2, $3, etag, "lastModified", "bodyHash", "remoteKeys", rest
        from json_to_recordset($4::json) as p(
          key text, etag text, "lastModified" text, "bodyHash" text, "remoteKeys" jsonb, rest jsonb
        )
        on conflict (source_id, key) do update set
          recipe = excluded.recipe, run_id = excluded.run_id, etag = excluded.etag,
          last_modified = excluded.last_modified, body_hash = excluded.body_hash,
          remote_keys = excluded.remote_keys, rest = excluded.rest`,
        [source.id, recipe, run.id, toJson(rows)],
      );
    },
  };
}

/** A page may be yielded twice in a run; PostgreSQL refuses two rows of one key in a statement. */
function lastOfEach(pages: readonly Page[]): readonly Page[] {
  return [...new Map(pages.map((page) => [page.key, page])).values()];
}
