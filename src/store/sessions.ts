import { randomBytes } from 'node:crypto';
import type { Person, Sessions } from '../model/access.ts';
import { digest } from './digest.ts';
import { personColumns } from './people.ts';
import type { Queryable } from './queryable.ts';

/** A session that nobody uses ends after so many minutes, and every one after so many hours. */
const idleMinutes = 60;
const lastsHours = 12;

/** The sessions in a database whose schema is up to date. */
export function createSessions({
  database,
  now,
}: {
  readonly database: Queryable;
  readonly now: () => Date;
}): Sessions {
  return {
    begin: async (personId) => {
      const at = now().toISOString();
      await database.query(`delete from session s where not ${isOpen('$1')}`, [at]);
      const secret = randomBytes(32).toString('base64url');
      await database.query(
        'insert into session (hash, person_id, created_at, seen_at) values ($1, $2, $3, $3)',
        [digest(secret), personId, at],
      );
      return secret;
    },
    find: async (secret) => {
      const at = now().toISOString();
      const hash = digest(secret);
      const [person] = await database.query<Person>(
        `select ${personColumns} from session s join person p on p.id = s.person_id
        where s.hash = $2 and not p.blocked and ${isOpen('$1')}`,
        [at, hash],
      );
      if (!person) return null;
      await database.query(
        `update session set seen_at = $1
        where hash = $2 and seen_at < $1::timestamptz - interval '1 minute'`,
        [at, hash],
      );
      return person;
    },
    end: async (secret) => {
      await database.query('delete from session where hash = $1', [digest(secret)]);
    },
  };
}

function isOpen(at: string): string {
  return `(s.seen_at > ${at}::timestamptz - interval '${idleMinutes} minutes'
    and s.created_at > ${at}::timestamptz - interval '${lastsHours} hours')`;
}
