import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../model/ingest.ts';
import type { Queryable } from './queryable.ts';

/** Keys of partners who push. */
export interface ApiKeys {
  /** Makes a key for a source. The secret is told once and stored as a digest alone. */
  create(
    sourceId: string,
    name: string,
  ): Promise<{ readonly key: ApiKey; readonly secret: string }>;
  /** The key that a secret opens, unless it was revoked. */
  find(secret: string): Promise<ApiKey | null>;
  /** All keys, revoked ones included, by source and age. */
  list(): Promise<readonly ApiKey[]>;
  /** False when there is no such key, or it was revoked before. */
  revoke(id: string): Promise<boolean>;
}

interface KeyRow {
  readonly id: string;
  readonly source_id: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: string;
  readonly created_at: Date;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
}

const secretForm = /^gln_([0-9a-f]{8})_[A-Za-z0-9_-]{43}$/;
const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The keys in a database whose schema is up to date. */
export function createApiKeys({
  database,
  now,
}: {
  readonly database: Queryable;
  readonly now: () => Date;
}): ApiKeys {
  return {
    create: async (sourceId, name) => {
      const prefix = `gln_${randomBytes(4).toString('hex')}`;
      const secret = `${prefix}_${randomBytes(32).toString('base64url')}`;
      const [row] = await database.query<KeyRow>(
        `insert into api_key (id, source_id, name, prefix, hash, created_at)
        values ($1, $2, $3, $4, $5, $6)
        returning *`,
        [randomUUID(), sourceId, name, prefix, digest(secret), now().toISOString()],
      );
      // An insert that returns no row has thrown.
      return { key: keyOf(row as KeyRow), secret };
    },
    find: (secret) => find(database, secret, now()),
    list: async () => {
      const rows = await database.query<KeyRow>(
        'select * from api_key order by source_id, created_at, id',
      );
      return rows.map(keyOf);
    },
    revoke: async (id) => {
      if (!uuidForm.test(id)) return false;
      const rows = await database.query(
        'update api_key set revoked_at = $2 where id = $1 and revoked_at is null returning id',
        [id, now().toISOString()],
      );
      return rows.length > 0;
    },
  };
}

async function find(database: Queryable, secret: string, at: Date): Promise<ApiKey | null> {
  const prefix = secretForm.exec(secret)?.[1];
  if (prefix === undefined) return null;
  const [row] = await database.query<KeyRow>(
    'select * from api_key where prefix = $1 and revoked_at is null',
    [`gln_${prefix}`],
  );
  const given = Buffer.from(digest(secret));
  if (!row || !timingSafeEqual(given, Buffer.from(row.hash))) return null;
  await database.query(
    `update api_key set last_used_at = $2
    where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 hour')`,
    [row.id, at.toISOString()],
  );
  return keyOf(row);
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function keyOf(row: KeyRow): ApiKey {
  return {
    id: row.id,
    sourceId: row.source_id,
    name: row.name,
    prefix: row.prefix,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}
