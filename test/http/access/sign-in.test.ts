import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PushService, startPushService } from '../../support/push-service.ts';

const adminToken = 'a-token-of-thirty-two-characters-or-more';
let service: PushService;
beforeAll(async () => {
  service = await startPushService(undefined, { ADMIN_TOKEN: adminToken });
});
afterAll(() => service.close());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
let addresses = 0;

/** Signs in from an address of its own, so that no test slows down another. */
function post(fields: Record<string, string>, headers: Record<string, string> = {}, from?: string) {
  addresses += 1;
  return service.app.inject({
    method: 'POST',
    url: '/admin/sign-in',
    headers: { ...form, ...headers },
    payload: new URLSearchParams(fields).toString(),
    remoteAddress: from ?? `198.51.100.${addresses}`,
  });
}

function cookieOf(response: { cookies: { name: string; value: string }[] }) {
  const session = response.cookies.find(({ name }) => name === '__Host-glaneur-session');
  return { cookie: `__Host-glaneur-session=${session?.value}` };
}

async function formToken(cookie: { cookie: string }): Promise<string> {
  const { csrfToken } = await import('../../../src/web/plugins/cross-site.ts');
  return csrfToken(cookie.cookie.split('=')[1] ?? '');
}

describe('signing in with the admin token', () => {
  it('opens a session in a cookie that scripts and other sites never see', async () => {
    const response = await post({ token: adminToken, to: '/admin/audit?x=1' });
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe('/admin/audit?x=1');
    const header = String(response.headers['set-cookie']);
    expect(header).toMatch(/^__Host-glaneur-session=[\w-]{43};/);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) {
      expect(header).toContain(part);
    }
    expect(header).not.toContain('Domain');
  });

  it.each([
    'https://evil.example.org/admin',
    '//evil.example.org/admin',
    '/admin/../../evil',
    '/admin/sign-in',
    '/adminx',
    '/\\evil.example.org/admin',
  ])('never leads to %s', async (to) => {
    const { headers } = await post({ token: adminToken, to });
    expect(headers.location).toBe('/admin');
  });

  it('shows the form again for a wrong token, in the reader’s language and without the token', async () => {
    const response = await post({ token: 'wrong-token' }, { 'accept-language': 'fr' });
    expect(response.statusCode).toBe(401);
    expect(response.body).toContain('Ce jeton n’est pas le bon.');
    expect(response.body).not.toContain('wrong-token');
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  it('lets an address guess ten times, and says how long to wait', async () => {
    const from = '203.0.113.9';
    for (let count = 0; count < 10; count += 1) {
      expect((await post({ token: 'guess' }, {}, from)).statusCode).toBe(401);
    }
    const refused = await post({ token: adminToken }, {}, from);
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
    expect((await post({ token: adminToken })).statusCode).toBe(303);
  });

  it('takes no form that a page of another site sent', async () => {
    const token = { token: adminToken };
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example.org' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const response = await post(token, headers);
      expect(response.json()).toMatchObject({ status: 403, code: 'CROSS_SITE' });
    }
    expect((await post(token, { origin: 'https://catalogue.example.org' })).statusCode).toBe(303);
    expect((await post(token, { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(303);
  });

  it('replaces the session it finds, and signs out for good', async () => {
    const first = cookieOf(await post({ token: adminToken }));
    const second = cookieOf(await post({ token: adminToken }, first));
    expect(second).not.toEqual(first);
    const signOut = async (cookie: { cookie: string }, payload: string) =>
      service.app.inject({
        method: 'POST',
        url: '/admin/sign-out',
        headers: { ...form, ...cookie },
        payload,
      });
    expect((await signOut(first, `csrf=${await formToken(first)}`)).statusCode).toBe(401);
    expect((await signOut(second, '')).json()).toMatchObject({ code: 'CROSS_SITE' });
    const csrf = await formToken(second);
    const out = await signOut(second, `csrf=${csrf}`);
    expect(out.statusCode).toBe(303);
    expect(String(out.headers['set-cookie'])).toMatch(
      /__Host-glaneur-session=;.*(Expires|Max-Age)/,
    );
    expect((await signOut(second, `csrf=${csrf}`)).statusCode).toBe(401);
  });

  it('is written to the audit log, failures too, with the address and no secret', async () => {
    const from = '192.0.2.77';
    await post({ token: 'a-secret-guess' }, {}, from);
    await post({ token: adminToken }, {}, from);
    const entries = await service.context.audit.list({ action: 'sign-in.token', limit: 2 });
    expect(entries).toMatchObject([
      { status: 303, address: from, actor: { kind: 'person', name: 'Admin token' } },
      { status: 401, address: from, actor: { kind: 'nobody' } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('secret');
  });
});

it('takes a cookie over plain HTTP only where the catalogue itself is plain HTTP', async () => {
  const plain = await startPushService('http://localhost:8080', { ADMIN_TOKEN: adminToken });
  const response = await plain.app.inject({
    method: 'POST',
    url: '/fr/admin/sign-in',
    headers: form,
    payload: `token=${adminToken}`,
  });
  await plain.close();
  expect(String(response.headers['set-cookie'])).toMatch(/^glaneur-session=[^;]+;(?!.*Secure)/);
});

it('offers no form without a token and a provider', async () => {
  const closed = await startPushService();
  const page = await closed.app.inject({ url: '/en/admin/sign-in' });
  const posted = await closed.app.inject({
    method: 'POST',
    url: '/admin/sign-in',
    headers: form,
    payload: 'token=',
  });
  await closed.close();
  expect(page.body).toContain('No way to sign in is configured');
  expect(page.body).not.toContain('<form');
  expect(posted.statusCode).toBe(401);
});
