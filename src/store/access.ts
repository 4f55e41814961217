import type { Access } from '../model/access.ts';
import { createApiKeys } from './api-keys.ts';
import { createPeople } from './people.ts';
import type { Database } from './queryable.ts';
import { createSessions } from './sessions.ts';

/** Keys, people and sessions in a database whose schema is up to date. */
export function createAccess(context: {
  readonly database: Database;
  readonly now: () => Date;
}): Access {
  return {
    keys: createApiKeys(context),
    people: createPeople(context),
    sessions: createSessions(context),
  };
}
