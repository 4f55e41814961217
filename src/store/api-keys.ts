import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { ApiKey, ApiKeys } from '../model/access.ts';
import { digest } from './digest.ts';
import { toText } from './json.ts';
import type { Queryable } from './queryable.ts';
import { isUuid } from './uuid.ts';

interface KeyRow {
  readonly id: string;
  readonly role: ApiKey['role'];
  readonly source_id: string | null;
  readonly name: string;
  readonly prefix: string;
  readonly hash: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
}

const secretForm = /^gln_([0-9a-f]{8})_[A-Za-z0-9_-]{43}$/;

/** The keys in a database whose schema is up to date. */
export function createApiKeys({
  database,
  now,
}: {
  readonly database: Queryable;
  readonly now: () => Date;
}): ApiKeys {
  return {
    create: async ({ role, sourceId, name, expiresAt }) => {
      const prefix = `gln_${randomBytes(4).toString('hex')}`;
      const secret = `${prefix}_${randomBytes(32).toString('base64url')}`;
      const [row] = await database.query<KeyRow>(
        `insert into api_key (id, role, source_id, name, prefix, hash, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        returning *`,
        [
          randomUUID(),
          role,
          sourceId,
          toText(name),
          prefix,
          digest(secret),
          now().toISOString(),
          expiresAt?.toISOString() ?? null,
        ],
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
    page: async ({ after, limit }) => {
      const rows = await database.query<KeyRow>(
        `select * from api_key
        where $1::timestamptz is null or (created_at, id) > ($1, $2::uuid)
        order by created_at, id
        limit $3`,
        [after?.createdAt.toISOString() ?? null, after?.id ?? null, limit],
      );
      return rows.map(keyOf);
    },
    revoke: async (id) => {
      if (!isUuid(id)) return false;
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
    `select * from api_key
    where prefix = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
    [`gln_${prefix}`, at.toISOString()],
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

function keyOf(row: KeyRow): ApiKey {
  return {
    id: row.id,
    role: row.role,
    sourceId: row.source_id,
    name: row.name,
    prefix: row.prefix,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}
