import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HarvestError, problemOf } from '../../../src/model/problem.ts';
import { createNoticeStore } from '../../../src/store/notices.ts';
import { csrfToken } from '../../../src/web/plugins/cross-site.ts';
import { type AdminService, startAdminService } from '../../support/admin-service.ts';
import { startFileServer } from '../../support/file-server.ts';

let service: AdminService;
let session: { readonly cookie: string; readonly token: string };

beforeAll(async () => {
  service = await startAdminService({
    WEBHOOK_URL: 'https://hooks.example.org/in',
    WEBHOOK_SECRET: 'a-secret-of-the-webhook',
  });
  const { access } = service.context;
  const person = await access.people.signIn({
    issuer: 'test',
    subject: 'ada',
    name: 'Ada <b>Admin</b>',
    email: null,
    role: 'admin',
  });
  const secret = await access.sessions.begin(person?.id ?? '');
  session = { cookie: `__Host-glaneur-session=${secret}`, token: csrfToken(secret) };
});
afterAll(() => service.close());

function get(path: string, key?: string) {
  const identity = key ? { authorization: `Bearer ${key}` } : { cookie: session.cookie };
  return service.app.inject({ url: path, headers: { accept: 'text/html', ...identity } });
}

function post(path: string, fields: Record<string, string>, token: string | null = session.token) {
  return service.app.inject({
    method: 'POST',
    url: path,
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      cookie: session.cookie,
    },
    payload: new URLSearchParams({
      ...fields,
      ...(token === null ? {} : { csrf: token }),
    }).toString(),
  });
}

const valid = {
  preset: 'hdh',
  id: 'made',
  url: 'https://made.example.org/catalogue',
  'title.en': 'Made here',
};

describe('the form of a source', () => {
  it('creates one, and opens with what was written', async () => {
    const created = await post('/en/admin/sources/new', {
      ...valid,
      schedule: '0 5 * * *',
      quietHours: 'Mon-Fri 08:00-20:00\r\n',
      limits: 'concurrency: 2',
    });
    expect(created.statusCode).toBe(303);
    expect(created.headers.location).toBe('/en/admin/sources/made?done=saved');
    expect(service.context.registry.managed('made')).toMatchObject({
      managedBy: 'admin',
      entry: { preset: 'hdh', limits: { concurrency: 2 }, quietHours: ['Mon-Fri 08:00-20:00'] },
    });
    const { body } = await get('/fr/admin/sources/made/edit');
    expect(body).toContain('value="0 5 * * *"');
    expect(body).toContain('concurrency: 2');
    expect(body).toContain('lang="fr"');
  });

  it('refuses a form without the token of its session, and changes nothing', async () => {
    for (const [path, fields] of [
      ['/en/admin/sources/new', { ...valid, id: 'planted' }],
      ['/en/admin/sources/made/edit', { ...valid, revision: '1' }],
      ['/en/admin/sources/north/pause', {}],
      ['/en/admin/sources/made/delete', { confirm: 'yes', revision: '1' }],
    ] as const) {
      for (const token of [null, 'of-somebody-else']) {
        expect((await post(path, fields, token)).statusCode, path).toBe(403);
      }
    }
    expect(service.context.registry.find('planted')).toBeUndefined();
    expect(service.context.registry.isPaused('north')).toBe(false);
    expect(service.context.registry.find('made')).toBeDefined();
  });

  it.each([
    [{ url: 'ftp://made.example.org' }, 'field-url-error'],
    [{ url: '' }, 'field-url-error'],
    [{ schedule: 'now and then' }, 'field-schedule-error'],
    [{ timeZone: 'Europe/Atlantis' }, 'field-timeZone-error'],
    [{ quietHours: 'at night' }, 'field-quietHours-error'],
    [{ limits: '{ concurrency: [' }, 'field-limits-error'],
    [{ limits: 'concurrency: many' }, 'field-limits-error'],
    [{ 'option.pageSize': 'ten' }, 'field-option-pageSize-error'],
    [{ 'option.pageSize': '-1' }, 'field-option-pageSize-error'],
    [{ 'auth.kind': 'bearer' }, 'field-auth-kind-error'],
    [{ id: 'MADE' }, 'field-id-error'],
    [{ id: 'north' }, 'field-id-error'],
    [{ id: 'new' }, 'field-id-error'],
  ])('says beside the field what is wrong with %j', async (wrong, place) => {
    const response = await post('/en/admin/sources/new', { ...valid, id: 'wrong', ...wrong });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain(`id="${place}"`);
    expect(response.body).toContain('value="Made here"');
    expect(service.context.registry.find('wrong')).toBeUndefined();
  });

  it('gives way to whoever changed the source meanwhile', async () => {
    const revision = String(service.context.registry.managed('made')?.revision);
    const first = await post('/en/admin/sources/made/edit', { ...valid, revision });
    expect(first.statusCode).toBe(303);
    const second = await post('/en/admin/sources/made/edit', {
      ...valid,
      'title.en': 'Overwritten',
      revision,
    });
    expect(second.statusCode).toBe(412);
    expect(second.body).toContain('Somebody changed this source meanwhile.');
    expect(service.context.registry.get('made').title).toMatchObject({ en: 'Made here' });
  });

  it('keeps the secret it never shows', async () => {
    const secret = 'very-secret-token';
    const fields = { ...valid, id: 'secretive', 'auth.kind': 'bearer' };
    await post('/en/admin/sources/new', { ...fields, 'auth.secret': secret });
    for (const path of ['/edit', '']) {
      expect((await get(`/en/admin/sources/secretive${path}`)).body).not.toContain(secret);
    }
    const revision = String(service.context.registry.managed('secretive')?.revision);
    const changed = await post('/en/admin/sources/secretive/edit', {
      ...fields,
      'title.en': 'Other',
      revision,
    });
    expect(changed.statusCode).toBe(303);
    expect(service.context.registry.get('secretive').auth).toMatchObject({ token: secret });
  });

  it('is not there for a source that a file declares', async () => {
    expect((await get('/en/admin/sources/north/edit')).statusCode).toBe(409);
    const { body } = await get('/en/admin/sources/north');
    expect(body).toContain('only that file changes it');
    expect(body).not.toContain('/admin/sources/north/edit');
    expect(body).not.toContain('/admin/sources/north/delete');
  });
});

describe('the preview of a source', () => {
  it('shows hostile descriptions as text, and stores nothing', async () => {
    const hostile = `<https://x.example.org/d> a <http://www.w3.org/ns/dcat#Dataset> ;
      <http://purl.org/dc/terms/title> "<script>alert(1)</script>\u202Eevil"@en ;
      <http://purl.org/dc/terms/identifier> "<script>alert(2)</script>" ;
      <http://www.w3.org/ns/dcat#landingPage> <javascript:alert(3)> .`;
    const server = await startFileServer([['d.ttl', hostile]]);
    const { host } = new URL(server.url);
    const response = await post('/en/admin/sources/new/test', {
      ...valid,
      id: 'hostile',
      'title.en': '"><script>alert(4)</script>',
      url: `${server.url}/d.ttl`,
      'option.mode': 'document',
      limits: `allowPrivateHosts: ["${host}"]`,
    });
    await server.close();
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('&lt;script>alert(2)');
    expect(response.body).toContain('&lt;script>alert(4)');
    expect(response.body).not.toContain('<script>alert');
    expect(response.body).not.toContain('href="javascript:');
    expect(response.body).not.toContain('\u202E');
    expect(service.context.registry.find('hostile')).toBeUndefined();
  });
});

describe('the pages of the console', () => {
  it('show to each role what it may do', async () => {
    const { viewer, curator, admin } = service.keys;
    const asViewer = (await get('/en/admin/sources/north', viewer)).body;
    expect(asViewer).not.toContain('<form method="post" action="/en');
    expect(asViewer).not.toContain('/admin/keys');
    const asCurator = (await get('/en/admin/sources/north', curator)).body;
    expect(asCurator).toContain('/en/admin/sources/north/pause');
    expect((await get('/en/admin/sources/south', curator)).statusCode).toBe(403);
    expect((await get('/en/admin/sources', curator)).body).not.toContain('/admin/sources/south');
    expect((await get('/en/admin/runs?source=south', curator)).statusCode).toBe(403);
    const asAdmin = (await get('/en/admin/sources/made', admin)).body;
    expect(asAdmin).toContain('/en/admin/sources/made/delete');
    expect(asAdmin).toContain('/admin/keys');
  });

  it('name people as text', async () => {
    const { body, headers } = await get('/en/admin');
    expect(body).toContain('Ada &lt;b>Admin');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('pause, resume and delete a source, each noted in the audit log', async () => {
    await post('/en/admin/sources/made/pause', {});
    expect(service.context.registry.isPaused('made')).toBe(true);
    await post('/en/admin/sources/made/resume', {});
    expect(service.context.registry.isPaused('made')).toBe(false);
    const revision = String(service.context.registry.managed('made')?.revision);
    const unsure = await post('/en/admin/sources/made/delete', { revision });
    expect(unsure.statusCode).toBe(400);
    const deleted = await post('/en/admin/sources/made/delete', { revision, confirm: 'yes' });
    expect(deleted.headers.location).toBe('/en/admin/sources');
    expect(service.context.registry.find('made')).toBeUndefined();
    const acts = await service.context.audit.list({ sourceId: 'made', limit: 20 });
    expect(acts.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['source.create', 'source.change', 'source.pause', 'source.delete']),
    );
  });

  it('show how far each channel of notifications is, and none of its secrets', async () => {
    const { database } = service.context;
    const now = new Date('2026-02-03T04:05:00Z');
    const store = createNoticeStore({ database, now: () => now });
    expect((await get('/en/admin')).body).toMatch(/<code>webhook<\/code>.*none/s);
    await store.register(['webhook']);
    await store.told('webhook', 0);
    expect((await get('/en/admin')).body).toContain('3 Feb 2026, 04:05 UTC');
    const refused = new HarvestError('NOTIFY_FAILED', 'The webhook answered 500');
    await store.failed('webhook', problemOf(refused));
    const { body } = await get('/fr/admin');
    expect(body).toContain('Notification non envoyée');
    expect(body).toContain('lang="en">The webhook answered 500');
    expect(body).not.toContain('a-secret-of');
    expect(body).not.toContain('<code>admins</code>');
  });

  it('lead to the language of the reader', async () => {
    const response = await service.app.inject({
      url: '/admin/runs?verdict=failed',
      headers: { accept: 'text/html', 'accept-language': 'en', cookie: session.cookie },
    });
    expect(response.headers.location).toBe('/en/admin/runs?verdict=failed');
  });

  it('answer what is not there or cannot be with a page that says so', async () => {
    expect((await get('/en/admin/sources/nothing')).statusCode).toBe(404);
    expect((await get('/en/admin/runs/00000000-0000-4000-8000-000000000000')).statusCode).toBe(404);
    expect((await get('/en/admin/runs?cursor=x')).statusCode).toBe(400);
    expect((await post('/en/admin/sources/north/run', {})).statusCode).toBe(409);
  });
});
