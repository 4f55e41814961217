import type { Act, Audit, AuditEntry } from '../model/audit.ts';
import { toJson, toText } from './json.ts';
import type { Queryable } from './queryable.ts';

interface AuditRow extends Omit<AuditEntry, 'actor'> {
  readonly kind: Act['actor']['kind'];
  readonly actorId: string | null;
  readonly name: string;
}

/** The audit log in a database whose schema is up to date. */
export function createAudit({
  database,
  now,
}: {
  readonly database: Queryable;
  readonly now: () => Date;
}): Audit {
  return {
    write: async ({ actor, address, action, sourceId, target, status, detail }) => {
      await database.query(
        `insert into audit (at, actor_kind, actor_id, actor_name, address, action, source_id,
          target, status, detail)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)`,
        [
          now().toISOString(),
          actor.kind,
          actor.id,
          toText(actor.name),
          address,
          action,
          sourceId,
          target === null ? null : toText(target),
          status,
          toJson(detail),
        ],
      );
    },
    list: async ({ action, actorId, sourceId, from, to, before, limit }) => {
      const rows = await database.query<AuditRow>(
        `select id, at, actor_kind as kind, actor_id as "actorId", actor_name as name, address,
          action, source_id as "sourceId", target, status, detail
        from audit
        where ($1::text is null or action = $1) and ($2::text is null or actor_id = $2)
          and ($3::text is null or source_id = $3) and ($4::bigint is null or id < $4)
          and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)
        order by id desc
        limit $7`,
        [
          action ?? null,
          actorId ?? null,
          sourceId ?? null,
          before ?? null,
          from?.toISOString() ?? null,
          to?.toISOString() ?? null,
          limit,
        ],
      );
      return rows.map(({ kind, actorId: id, name, ...entry }) => ({
        ...entry,
        actor: { kind, id, name },
      }));
    },
  };
}
