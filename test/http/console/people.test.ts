import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, signIn } from '../../support/console-service.ts';
import { type PushService, startPushService } from '../../support/push-service.ts';

let service: PushService;
let admin: SignedIn;
let curator: SignedIn;
let viewer: SignedIn;
beforeAll(async () => {
  service = await startPushService();
  admin = await signIn(service, 'admin');
  curator = await signIn(service, 'curator', ['north']);
  viewer = await signIn(service, 'viewer', [], { name: '<img src=x onerror=alert(1)>' });
});
afterAll(() => service.close());

it('keys, people and audit are for admins, their forms for those who hold the token', async () => {
  for (const path of [
    'keys',
    'people',
    `people/${viewer.id}`,
    `people/${viewer.id}/block`,
    'audit',
  ]) {
    expect((await admin.get(`/fr/admin/${path}`)).statusCode).toBe(200);
    for (const who of [curator, viewer]) {
      expect((await who.get(`/en/admin/${path}`)).statusCode, path).toBe(403);
    }
  }
  for (const path of ['keys', `people/${viewer.id}`, `people/${viewer.id}/block`]) {
    const key = path === 'keys' ? { name: 'x', role: 'viewer' } : {};
    expect((await curator.post(`/en/admin/${path}`, key)).statusCode, path).toBe(403);
    expect((await admin.post(`/en/admin/${path}`, key, null)).statusCode, path).toBe(403);
  }
  expect(await service.context.access.keys.list()).toEqual([]);
});

describe('a key', () => {
  it('is shown once, opens what its role says, and is revoked after a confirmation', async () => {
    const made = await admin.post('/en/admin/keys', {
      name: 'Exporter of <b>north</b>',
      role: 'push',
      source: 'north',
      days: '30',
    });
    expect(made.statusCode).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    const secret = /gln_[\w-]+_[\w-]{43}/.exec(made.body)?.[0] ?? '';
    const key = await service.context.access.keys.find(secret);
    expect(key).toMatchObject({ role: 'push', sourceId: 'north' });
    const list = await admin.get('/en/admin/keys');
    expect(list.body).not.toContain(secret);
    expect(list.body).toContain('in force');
    expect(list.body).not.toContain('<b>north</b>');
    const audit = await admin.get('/en/admin/audit?action=key.create');
    expect(audit.body).toContain('Key created');
    expect(audit.body).not.toContain(secret);
    const path = `/en/admin/keys/${key?.id}/revoke`;
    expect((await admin.get(path)).body).toContain('refused at once');
    expect((await admin.post(path)).statusCode).toBe(303);
    expect(await service.context.access.keys.find(secret)).toBeNull();
    expect((await admin.get('/en/admin/keys')).body).toContain('revoked');
    expect((await admin.post(path)).statusCode).toBe(404);
  });

  it('that cannot be is refused with the reason, and the form keeps what was written', async () => {
    const refused = await admin.post('/en/admin/keys', { name: 'My exporter', role: 'push' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('is for one source: name it');
    expect(refused.body).toContain('value="My exporter"');
    const odd = await admin.post('/en/admin/keys', { name: 'x', role: 'viewer', days: '-1' });
    expect(odd.statusCode).toBe(400);
  });
});

describe('a person', () => {
  it('is put in charge of sources', async () => {
    const page = await admin.get(`/en/admin/people/${curator.id}`);
    expect(page.body).toMatch(/value="north" checked/);
    const saved = await admin.post(`/en/admin/people/${curator.id}`, { sources: 'south' });
    expect((await admin.get(String(saved.headers.location))).body).toContain('Saved.');
    expect((await curator.get('/en/admin/sources/north/deletions')).statusCode).toBe(403);
    expect((await curator.get('/en/admin/sources/south/deletions')).statusCode).toBe(200);
    expect((await admin.post(`/en/admin/people/${curator.id}`)).statusCode).toBe(303);
    expect((await curator.get('/en/admin/sources/south/deletions')).statusCode).toBe(403);
  });

  it('is blocked after a confirmation, at once, and unblocked', async () => {
    expect((await admin.get('/en/admin/people')).body).not.toContain('<img');
    const path = `/en/admin/people/${viewer.id}`;
    expect((await admin.get(`${path}/block`)).body).toContain('sessions end at once');
    expect((await admin.post(`${path}/block`)).statusCode).toBe(303);
    expect((await viewer.get('/en/admin/records')).statusCode).toBe(303);
    expect((await admin.post(`${path}/unblock`)).statusCode).toBe(303);
    expect((await admin.get(path)).body).toContain('>allowed<');
  });

  it('does not block themselves', async () => {
    const path = `/en/admin/people/${admin.id}/block`;
    expect((await admin.post(path)).statusCode).toBe(409);
    expect((await admin.get(path)).statusCode).toBe(200);
  });
});

describe('the audit log', () => {
  const list = async (query: string) => (await admin.get(`/en/admin/audit?${query}`)).body;

  it('is filtered by who, what and when, refusals among the rest', async () => {
    expect(await list(`actor=${curator.id}`)).toContain('refused 403');
    expect(await list(`actor=${curator.id}&action=person.block`)).toContain('Person blocked');
    expect(await list(`actor=${viewer.id}`)).toContain('No act matches');
    expect(await list('from=2020-01-01&to=2020-12-31')).toContain('No act matches');
    const today = new Date().toISOString().slice(0, 10);
    expect(await list(`from=${today}&to=${today}`)).toContain('Key created');
    expect((await admin.get('/en/admin/audit?from=yesterday')).statusCode).toBe(400);
  });

  it('goes on from page to page', async () => {
    const act = { actor: { kind: 'command', id: null, name: 'c' }, address: null } as const;
    for (let count = 0; count < 101; count += 1) {
      await service.context.audit.write({
        ...act,
        action: 'run.start',
        sourceId: 'north',
        target: `target-${count}-`,
        status: 200,
        detail: {},
      });
    }
    const first = await list('action=run.start');
    expect(first).toContain('target-100-');
    expect(first).not.toContain('target-0-');
    const next = /href="([^"]*before=\d+)"/.exec(first)?.[1] ?? '';
    expect((await admin.get(next.replaceAll('&amp;', '&'))).body).toContain('target-0-');
  });
});
