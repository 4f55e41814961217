import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Claims } from '../../../src/model/access.ts';
import { createApiKeys } from '../../../src/store/api-keys.ts';
import { createAudit } from '../../../src/store/audit.ts';
import { createPeople } from '../../../src/store/people.ts';
import { createSessions } from '../../../src/store/sessions.ts';
import { syncSources } from '../../../src/store/sources.ts';
import { databases, type TestDatabase } from '../../support/database.ts';
import { aSource } from './samples.ts';

const ada: Claims = {
  issuer: 'https://id.example.org',
  subject: 'ada',
  name: 'Ada',
  email: 'ada@example.org',
  role: 'curator',
};
const minute = 60_000;

describe.each(databases())('access on $name', (kind) => {
  let test: TestDatabase;
  let at = new Date('2026-01-01T00:00:00Z');
  const now = () => at;
  const later = (milliseconds: number) => {
    at = new Date(at.getTime() + milliseconds);
  };
  beforeAll(async () => {
    test = await kind.open();
  });
  beforeEach(() => test.reset());
  afterAll(() => test.drop());
  const parts = () => ({
    people: createPeople({ database: test.database, now }),
    sessions: createSessions({ database: test.database, now }),
    keys: createApiKeys({ database: test.database, now }),
  });
  const signIn = async (claims: Claims) => {
    const person = await parts().people.signIn(claims);
    if (!person) throw new Error('The person is blocked');
    return person;
  };

  it('knows a person again by issuer and subject, and takes over role and name', async () => {
    const { people } = parts();
    const first = await signIn(ada);
    const again = await signIn({ ...ada, name: 'Ada L.', role: 'admin' });
    expect(again).toMatchObject({ id: first.id, name: 'Ada L.', role: 'admin' });
    expect((await signIn({ ...ada, issuer: 'https://other.example.org' })).id).not.toBe(first.id);
    expect(await people.hasAdmin(ada.issuer)).toBe(true);
    expect(await people.hasAdmin('https://other.example.org')).toBe(false);
  });

  it('keeps the sources of a curator over sign-ins, and ends the sessions of who is blocked', async () => {
    const { people, sessions } = parts();
    const { id } = await signIn(ada);
    const secret = await sessions.begin(id);
    await people.change(id, { sources: ['hdh'], blocked: false });
    expect(await people.signIn(ada)).toMatchObject({ sources: ['hdh'] });
    expect(await sessions.find(secret)).toMatchObject({ id, sources: ['hdh'] });
    await people.change(id, { sources: ['hdh'], blocked: true });
    expect(await sessions.find(secret)).toBeNull();
    expect(await people.signIn(ada)).toBeNull();
    expect(await people.change('nobody', { sources: [], blocked: false })).toBeNull();
  });

  it('ends a session that idles for an hour, and any after twelve', async () => {
    const { sessions } = parts();
    const { id } = await signIn(ada);
    const idle = await sessions.begin(id);
    const busy = await sessions.begin(id);
    later(59 * minute);
    expect(await sessions.find(busy)).toMatchObject({ id });
    later(2 * minute);
    expect(await sessions.find(idle)).toBeNull();
    for (let used = 61; used < 719; used += 50) {
      later(50 * minute);
      expect(await sessions.find(busy), `${used + 50} minutes`).toEqual(
        used + 50 < 720 ? expect.objectContaining({ id }) : null,
      );
    }
  });

  it('forgets a session that was signed out of, and never stores its secret', async () => {
    const { sessions } = parts();
    const { id } = await signIn(ada);
    const secret = await sessions.begin(id);
    const stored = await test.database.query('select * from session');
    expect(JSON.stringify(stored)).not.toContain(secret);
    await sessions.end(secret);
    expect(await sessions.find(secret)).toBeNull();
  });

  it('opens with a key until it expires or is revoked, and stores no secret', async () => {
    const { keys } = parts();
    await syncSources(test.database, [aSource('hdh')]);
    const expiresAt = new Date(at.getTime() + minute);
    const short = await keys.create({ role: 'viewer', sourceId: null, name: 'short', expiresAt });
    const long = await keys.create({
      role: 'curator',
      sourceId: 'hdh',
      name: 'long',
      expiresAt: null,
    });
    expect(await keys.find(short.secret)).toMatchObject({ role: 'viewer', sourceId: null });
    expect(await keys.find(`${short.secret.slice(0, -1)}~`)).toBeNull();
    later(minute);
    expect(await keys.find(short.secret)).toBeNull();
    expect(await keys.find(long.secret)).toMatchObject({ role: 'curator', sourceId: 'hdh' });
    expect(await keys.revoke(long.key.id)).toBe(true);
    expect(await keys.find(long.secret)).toBeNull();
    const stored = JSON.stringify(await test.database.query('select * from api_key'));
    expect(stored).not.toContain(long.secret.slice(13));
  });

  it('refuses a key whose role and source do not go together', async () => {
    const { keys } = parts();
    const wrong = { role: 'push', sourceId: null, name: 'x', expiresAt: null } as const;
    await expect(keys.create(wrong)).rejects.toMatchObject({ code: 'STORE_FAILED' });
  });

  it('keeps an audit log that nobody can change, shorten or empty', async () => {
    const audit = createAudit({ database: test.database, now });
    for (const action of ['source.create', 'source.change', 'key.create']) {
      await audit.write({
        actor: { kind: 'command', id: null, name: 'ada\0' },
        address: null,
        action,
        sourceId: action.startsWith('source') ? 'hdh' : null,
        target: null,
        status: 200,
        detail: { fields: ['url'] },
      });
    }
    const [newest] = await audit.list({ limit: 1 });
    expect(newest).toMatchObject({ action: 'key.create', actor: { name: 'ada\ufffd' } });
    const ofSource = await audit.list({ sourceId: 'hdh', limit: 10 });
    expect(ofSource.map(({ action }) => action)).toEqual(['source.change', 'source.create']);
    expect(await audit.list({ before: ofSource[0]?.id ?? 0, limit: 10 })).toHaveLength(1);
    for (const sql of ['update audit set action = $$x$$', 'delete from audit', 'truncate audit']) {
      await expect(test.database.query(sql), sql).rejects.toThrow('the audit log only grows');
    }
    expect(await audit.list({ limit: 10 })).toHaveLength(3);
  });
});
