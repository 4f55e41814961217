import type { RouteOptions } from 'fastify';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guard } from '../../../src/web/plugins/access.ts';
import { csrfToken } from '../../../src/web/plugins/cross-site.ts';
import { type AdminService, startAdminService } from '../../support/admin-service.ts';

let service: AdminService;
const routes: RouteOptions[] = [];
const callers: Record<string, string | null> = {};

beforeAll(async () => {
  service = await startAdminService();
  service.app.addHook('onRoute', (route) => void routes.push(route));
  await service.app.ready();
  const { makeKey, keys, context } = service;
  const past = new Date(Date.now() - 1000);
  const revoked = await makeKey({ role: 'admin', name: 'revoked' });
  const found = await context.access.keys.find(revoked);
  await context.access.keys.revoke(found?.id ?? '');
  Object.assign(callers, {
    nobody: null,
    viewer: keys.viewer,
    'curator of the source': keys.curator,
    'curator of another': await makeKey({ role: 'curator', sourceId: 'south' }),
    admin: keys.admin,
    'expired key': await makeKey({ role: 'admin', expiresAt: past }),
    'revoked key': revoked,
    'key to push': await service.key('north'),
  });
});
afterAll(() => service.close());

const inEachLanguage = (...names: readonly string[]) =>
  names.flatMap((name) => ['fr', 'en'].map((language) => name.replace(' /', ` /${language}/`)));

/** What each route of console and API needs; one that is not here fails the test. */
const expected: Readonly<Record<string, readonly string[]>> = {
  anyone: [
    'GET /admin/sign-in',
    'GET /admin/sign-in/callback',
    'GET /admin/sign-in/oidc',
    'GET /api/docs',
    'GET /api/v1/datasets',
    'GET /api/v1/openapi.json',
    'GET /api/v1/quality',
    'GET /en/admin/sign-in',
    'GET /fr/admin/sign-in',
    'POST /admin/sign-in',
    'POST /en/admin/sign-in',
    'POST /fr/admin/sign-in',
  ],
  viewer: [
    ...inEachLanguage(
      'GET /admin',
      'GET /admin/runs',
      'GET /admin/runs/:run',
      'GET /admin/sources',
      'GET /admin/decisions',
      'GET /admin/duplicates/:first/:second',
      'GET /admin/records',
      'GET /admin/records/:record',
    ),
    'GET /admin',
    'GET /admin/*',
    'GET /api/v1/connectors',
    'GET /api/v1/deletions',
    'GET /api/v1/duplicates',
    'GET /api/v1/mappings',
    'GET /api/v1/me',
    'GET /api/v1/presets',
    'GET /api/v1/profiles',
    'GET /api/v1/records/:record',
    'GET /api/v1/records/:record/payload',
    'GET /api/v1/records/:record/report',
    'GET /api/v1/records/:record/versions/:version',
    'GET /api/v1/run-requests/:request',
    'GET /api/v1/runs',
    'GET /api/v1/runs/:run',
    'GET /api/v1/runs/:run/events',
    'GET /api/v1/runs/:run/outcomes',
    'GET /api/v1/sources',
    'GET /api/v1/sources/:source',
    'GET /api/v1/sources/:source/records',
    'POST /admin/sign-out',
  ],
  'viewer or curator of the source': inEachLanguage(
    'GET /admin/sources/:source',
    'GET /admin/sources/:source/deletions',
    'GET /admin/sources/:source/records/:record',
    'GET /admin/sources/:source/records/:record/diff',
    'GET /admin/sources/:source/records/:record/graph.ttl',
    'GET /admin/sources/:source/records/:record/payload',
  ),
  curator: inEachLanguage('GET /admin/schedule', 'GET /admin/upload'),
  'curator of the source': [
    ...inEachLanguage(
      'GET /admin/sources/:source/edit',
      'GET /admin/sources/:source/edit/test',
      'POST /admin/sources/:source/edit',
      'POST /admin/sources/:source/edit/test',
      'POST /admin/sources/:source/cancel',
      'POST /admin/sources/:source/pause',
      'POST /admin/sources/:source/replay',
      'POST /admin/sources/:source/resume',
      'POST /admin/sources/:source/run',
      'GET /admin/sources/:source/deletions/approve',
      'GET /admin/sources/:source/deletions/deleted',
      'GET /admin/sources/:source/deletions/reject',
      'GET /admin/sources/:source/upload',
      'GET /admin/sources/:source/upload/:upload',
      'POST /admin/sources/:source/deletions/approve',
      'POST /admin/sources/:source/deletions/reject',
      'POST /admin/sources/:source/deletions/undo',
      'POST /admin/sources/:source/records/:record/restore',
      'POST /admin/sources/:source/upload',
      'POST /admin/sources/:source/upload/:upload/confirm',
      'POST /admin/sources/:source/upload/:upload/forget',
    ),
    'POST /api/v1/sources/:source/deletions/approve',
    'POST /api/v1/sources/:source/deletions/reject',
    'POST /api/v1/sources/:source/pause',
    'POST /api/v1/sources/:source/records/:record/restore',
    'POST /api/v1/sources/:source/resume',
    'POST /api/v1/sources/:source/runs',
    'POST /api/v1/sources/:source/runs/cancel',
    'POST /api/v1/sources/:source/test',
    'PUT /api/v1/sources/:source',
  ],
  admin: [
    'DELETE /api/v1/declarations/:list',
    ...inEachLanguage('POST /admin/sources/:source/delete'),
    ...inEachLanguage(
      'GET /admin/audit',
      'GET /admin/declarations',
      'GET /admin/duplicates/:first/:second/merge',
      'GET /admin/duplicates/:first/:second/never',
      'GET /admin/duplicates/:first/:second/split',
      'GET /admin/keys',
      'GET /admin/keys/:key/revoke',
      'GET /admin/people',
      'GET /admin/people/:person',
      'GET /admin/people/:person/block',
      'GET /admin/people/:person/unblock',
      'POST /admin/duplicates/:first/:second/merge',
      'POST /admin/duplicates/:first/:second/never',
      'POST /admin/duplicates/:first/:second/split',
      'POST /admin/declarations',
      'POST /admin/declarations/:list/remove',
      'POST /admin/keys',
      'POST /admin/keys/:key/revoke',
      'POST /admin/people/:person',
      'POST /admin/people/:person/block',
      'POST /admin/people/:person/unblock',
      'GET /admin/sources/new',
      'GET /admin/sources/new/test',
      'POST /admin/sources/new',
      'POST /admin/sources/new/test',
    ),
    'DELETE /api/v1/keys/:key',
    'DELETE /api/v1/sources/:source',
    'GET /api/v1/audit',
    'GET /api/v1/keys',
    'GET /api/v1/people',
    'POST /api/v1/duplicates/merge',
    'POST /api/v1/duplicates/never',
    'POST /api/v1/duplicates/split',
    'POST /api/v1/keys',
    'POST /api/v1/sources',
    'POST /api/v1/sources/test',
    'PUT /api/v1/declarations/:list',
    'PUT /api/v1/people/:person',
  ],
};

/** Who may pass, by what a route needs. */
const may: Readonly<Record<string, readonly string[]>> = {
  anyone: ['nobody', 'viewer', 'curator of the source', 'curator of another', 'admin'],
  viewer: ['viewer', 'curator of the source', 'curator of another', 'admin'],
  'viewer or curator of the source': ['viewer', 'curator of the source', 'admin'],
  curator: ['curator of the source', 'curator of another', 'admin'],
  'curator of the source': ['curator of the source', 'admin'],
  admin: ['admin'],
};

function table(): readonly (readonly [string, RouteOptions])[] {
  return routes
    .filter(({ url, config }) => config?.needs !== undefined || /\/(admin|api)(\/|$)/.test(url))
    .flatMap((route) =>
      [route.method]
        .flat()
        .filter((method) => method !== 'HEAD')
        .map((method) => [`${method} ${route.url}`, route] as const),
    );
}

const strangers = ['nobody', 'expired key', 'revoked key', 'key to push'];

let asked = 0;

function verdictFor(need: string, who: string): string {
  if (need === 'anyone' || may[need]?.includes(who)) return 'let past';
  return strangers.includes(who) ? 'stranger' : 'refused';
}

/** Whoever may sign in is let past, if only to be told that it failed. */
function verdictOf(status: number, need: string): string {
  if (status === 401) return need === 'anyone' ? 'let past' : 'stranger';
  return status === 403 ? 'refused' : status === 500 ? 'broken' : 'let past';
}

async function statusOf(name: string, key: string | null): Promise<number> {
  const [method, url = ''] = name.split(' ');
  asked += 1;
  const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
  const response = await service.app.inject({
    // One of those in the table above.
    method: method as 'GET',
    url: filled(url),
    // Wrong keys slow down their address.
    remoteAddress: `10.1.${Math.floor(asked / 250)}.${asked % 250}`,
    headers: { accept: 'application/json', ...authorization },
    ...(method === 'GET' ? {} : { payload: {} }),
  });
  return response.statusCode;
}

function filled(url: string): string {
  return url
    .replace(':source', 'north')
    .replace(':version', '1')
    .replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
}

describe('the routes of console and API', () => {
  it('are these, each with what it needs', () => {
    const found = table().map(([name]) => name);
    expect(found.toSorted()).toEqual(Object.values(expected).flat().toSorted());
  });

  it.each(Object.keys(may))('that need %s let nobody else past', async (need) => {
    for (const name of expected[need] ?? []) {
      for (const who of Object.keys(callers)) {
        const status = await statusOf(name, callers[who] ?? null);
        expect(verdictOf(status, need), `${name} by ${who}: ${status}`).toBe(verdictFor(need, who));
      }
    }
  });

  it('answer nothing of what they guard to those they refuse', async () => {
    const response = await service.call(null, 'GET', '/sources');
    expect(response.json()).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
    expect(response.headers['www-authenticate']).toContain('Bearer');
    expect(response.body).not.toContain('north');
  });

  it('send a browser that is not signed in to the sign-in, and back', async () => {
    const app = fastify();
    guard(app, { access: service.context.access, baseUrl: 'https://x.example.org/base' });
    app.register(async (inner) => {
      inner.get('/admin/a', { config: { needs: { role: 'viewer' } } }, async () => 'secret');
    });
    const response = await app.inject({ url: '/admin/a?b=1', headers: { accept: 'text/html' } });
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe('/base/admin/sign-in?to=%2Fadmin%2Fa%3Fb%3D1');
  });

  it.each([
    ['/admin/x', {}, 'must declare config.needs'],
    ['/fr/admin/x', {}, 'must declare config.needs'],
    ['/api/v1/x', { act: 'x' }, 'must declare config.needs'],
    ['/elsewhere', { needs: { role: 'admin' } }, 'must declare config.act'],
    ['/api/v1/x', { needs: { role: 'curator', source: 'source' }, act: 'x' }, 'has no :source'],
  ] as const)('stop the start when %s says %j', async (url, config, message) => {
    const app = fastify();
    guard(app, { access: service.context.access, baseUrl: 'https://x.example.org' });
    app.register(async (inner) => {
      inner.post(url, { config }, async () => 'done');
    });
    await expect(app.ready()).rejects.toThrow(message);
  });
});

describe('a session', () => {
  it('changes something only with its token and from its own site', async () => {
    const { people, sessions } = service.context.access;
    const claims = { issuer: 'i', subject: 's', name: 'Ada', email: null, role: 'admin' } as const;
    const person = await people.signIn(claims);
    const secret = await sessions.begin(person?.id ?? '');
    const cookie = `__Host-glaneur-session=${secret}`;
    const pause = (headers: Record<string, string>) =>
      service.call(null, 'POST', '/sources/north/resume', undefined, { cookie, ...headers });
    const token = { 'x-csrf-token': csrfToken(secret) };
    expect((await pause({})).json()).toMatchObject({ code: 'CROSS_SITE' });
    expect((await pause({ 'x-csrf-token': 'guess' })).json()).toMatchObject({ code: 'CROSS_SITE' });
    const foreign = { ...token, 'sec-fetch-site': 'same-site' };
    expect((await pause(foreign)).json()).toMatchObject({ code: 'CROSS_SITE' });
    expect((await pause(token)).statusCode).toBe(200);
    expect((await service.call(null, 'GET', '/me', undefined, { cookie })).json()).toEqual({
      kind: 'person',
      id: person?.id,
      name: 'Ada',
      role: 'admin',
      sources: [],
    });
  });
});

it('an address that sends wrong keys is turned away after twenty', async () => {
  const guess = (key: string) =>
    service.app.inject({
      url: '/api/v1/me',
      headers: { 'x-api-key': key },
      remoteAddress: '203.0.113.50',
    });
  for (let count = 0; count < 20; count += 1) {
    expect((await guess(`gln_00000000_${'a'.repeat(43)}`)).statusCode).toBe(401);
  }
  expect((await guess(service.keys.admin)).statusCode).toBe(429);
});
