import type { Payload } from '../model/record.ts';
import type { Queryable } from './queryable.ts';

const pageSize = 200;

interface PayloadRow extends Payload {
  readonly id: string;
}

/**
 * The stored payloads of a source's living records, or of the given records, deleted ones included,
 * in the order of their ids.
 */
export async function* storedPayloads(
  database: Queryable,
  sourceId: string,
  recordIds: readonly string[] | null = null,
): AsyncGenerator<Payload> {
  for (let after: string | null = null; ; ) {
    const rows: PayloadRow[] = await database.query<PayloadRow>(
      `select r.id, r.remote_key as "remoteKey", p.body, p.media_type as "mediaType", p.url
      from payload p join record r on r.id = p.record_id
      where r.source_id = $1
        and case when $2::uuid[] is null then r.state <> 'deleted' else r.id = any($2) end
        and ($3::uuid is null or r.id > $3)
      order by r.id
      limit $4`,
      [sourceId, recordIds, after, pageSize],
    );
    for (const { id: _, ...payload } of rows) yield payload;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.id;
  }
}

/** The source of each of these records that exists. */
export async function sourcesOfRecords(
  database: Queryable,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.query<{ id: string; source_id: string }>(
    'select id, source_id from record where id = any($1::uuid[])',
    [recordIds],
  );
  return new Map(rows.map(({ id, source_id: sourceId }) => [id, sourceId]));
}

/** Remote keys of the records of a source that are not deleted. */
export async function livingKeys(
  database: Queryable,
  sourceId: string,
): Promise<readonly string[]> {
  const rows = await database.query<{ key: string }>(
    `select remote_key as key from record where source_id = $1 and state <> 'deleted' order by id`,
    [sourceId],
  );
  return rows.map(({ key }) => key);
}
