import { randomUUID } from 'node:crypto';
import type { People, Person } from '../model/access.ts';
import { toText } from './json.ts';
import type { Database } from './queryable.ts';
import { isUuid } from './uuid.ts';

/** Columns of a {@link Person}, for a select from `person p`. */
export const personColumns = `p.id, p.issuer, p.name, p.email, p.role, p.sources, p.blocked,
  p.created_at as "createdAt", p.signed_in_at as "signedInAt"`;

/** The people in a database whose schema is up to date. */
export function createPeople({
  database,
  now,
}: {
  readonly database: Database;
  readonly now: () => Date;
}): People {
  return {
    signIn: async ({ issuer, subject, name, email, role }) => {
      const [person] = await database.query<Person>(
        `insert into person as p (id, issuer, subject, name, email, role, created_at, signed_in_at)
        values ($1, $2, $3, $4, $5, $6, $7, $7)
        on conflict (issuer, subject) do update set
          name = excluded.name, email = excluded.email, role = excluded.role,
          signed_in_at = excluded.signed_in_at
        where not p.blocked
        returning ${personColumns}`,
        [
          randomUUID(),
          issuer,
          toText(subject),
          toText(name),
          email === null ? null : toText(email),
          role,
          now().toISOString(),
        ],
      );
      return person ?? null;
    },
    list: () =>
      database.query<Person>(
        `select ${personColumns} from person p order by p.signed_in_at desc, p.id`,
      ),
    page: ({ after, limit }) =>
      database.query<Person>(
        `select ${personColumns} from person p
        where $1::timestamptz is null or (p.created_at, p.id) > ($1, $2::uuid)
        order by p.created_at, p.id
        limit $3`,
        [after?.createdAt.toISOString() ?? null, after?.id ?? null, limit],
      ),
    change: async (id, { sources, blocked }) => {
      if (!isUuid(id)) return null;
      return database.transaction(async (tx) => {
        const [person] = await tx.query<Person>(
          `update person p set sources = $2, blocked = $3 where p.id = $1
          returning ${personColumns}`,
          [id, sources, blocked],
        );
        if (blocked) await tx.query('delete from session where person_id = $1', [id]);
        return person ?? null;
      });
    },
    hasAdmin: async (issuer) => {
      const rows = await database.query(
        `select 1 from person where issuer = $1 and role = 'admin' and not blocked limit 1`,
        [issuer],
      );
      return rows.length > 0;
    },
  };
}
