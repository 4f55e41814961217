import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createBrowser,
  freePort,
  startProvider,
  type TestProvider,
} from '../../support/oidc-provider.ts';
import { type PushService, startPushService } from '../../support/push-service.ts';

const adminToken = 'a-token-of-thirty-two-characters-or-more';
let base: string;
let provider: TestProvider;
let service: PushService;

beforeAll(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  provider = await startProvider(`${base}/admin/sign-in/callback`, {
    ada: ['staff', 'catalogue-admins'],
    colin: ['catalogue-curators'],
    vera: ['staff'],
  });
  service = await startPushService(base, {
    ADMIN_TOKEN: adminToken,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_SCOPES: 'openid profile email groups',
    OIDC_ADMINS: 'catalogue-admins',
    OIDC_CURATORS: 'catalogue-curators, other-curators',
  });
  await service.app.listen({ host: '127.0.0.1', port });
});
afterAll(async () => {
  await service.close();
  await provider.close();
});

type Browser = ReturnType<typeof createBrowser>;
const isAnswer = (url: string) => url.startsWith(`${base}/admin/sign-in/callback`);

/** Signs in at the provider and returns the address it sends the browser back to. */
async function authenticate(browser: Browser, login: string, to = '/admin/x'): Promise<string> {
  const start = `${base}/admin/sign-in/oidc?to=${encodeURIComponent(to)}`;
  let { url, response } = await browser.open(start, undefined, isAnswer);
  for (let pages = 0; pages < 3 && !isAnswer(url); pages += 1) {
    const page = await response.text();
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
    const prompt = page.includes('name="login"') ? 'login' : 'consent';
    const form = new URLSearchParams({ prompt, login, password: 'any' });
    ({ url, response } = await browser.open(new URL(action, url).href, form, isAnswer));
  }
  return url;
}

async function signIn(login: string) {
  const browser = createBrowser();
  const answer = await authenticate(browser, login);
  const response = await browser.step(answer);
  return { browser, answer, response };
}

it('asks the provider with PKCE, state and nonce', async () => {
  const { headers } = await createBrowser().step(`${base}/admin/sign-in/oidc`);
  const parameters = new URL(headers.get('location') ?? '').searchParams;
  expect(parameters.get('response_type')).toBe('code');
  expect(parameters.get('code_challenge_method')).toBe('S256');
  for (const name of ['code_challenge', 'state', 'nonce']) {
    expect(parameters.get(name)?.length, name).toBeGreaterThan(20);
  }
});

it('gives people the role of their groups, where they wanted to go', async () => {
  const { response, browser } = await signIn('colin');
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/admin/x');
  expect([...browser.cookies(base).keys()]).toEqual(['glaneur-session']);
  expect(await service.context.access.people.list()).toMatchObject([
    { name: 'Person colin', email: 'colin@example.org', role: 'curator', sources: [] },
  ]);
});

it('lets nobody in whose groups mean nothing here, nor one that was blocked', async () => {
  const { response, browser } = await signIn('vera');
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('None of your groups may administer this catalogue.');
  expect(browser.cookies(base).has('glaneur-session')).toBe(false);
  const [colin] = await service.context.access.people.list();
  await service.context.access.people.change(colin?.id ?? '', { sources: [], blocked: true });
  const again = await signIn('colin');
  expect(again.response.status).toBe(403);
  expect(again.browser.cookies(base).has('glaneur-session')).toBe(false);
});

it('takes an answer once, from the browser that asked, and unchanged', async () => {
  const browser = createBrowser();
  const answer = await authenticate(browser, 'ada');
  const attempt = browser.cookies(base).get('glaneur-sign-in') ?? '';
  expect((await createBrowser().step(answer)).status).toBe(401);
  const otherState = new URL(answer);
  otherState.searchParams.set('state', 'of-somebody-else');
  expect((await browser.step(otherState.href)).status).toBe(401);
  browser.cookies(base).set('glaneur-sign-in', attempt);
  expect((await browser.step(answer)).status).toBe(303);
  browser.cookies(base).set('glaneur-sign-in', attempt);
  expect((await browser.step(answer)).status).toBe(401);
});

it('refuses a code that was asked for with another verifier or nonce', async () => {
  for (const part of ['verifier', 'nonce']) {
    const browser = createBrowser();
    const answer = await authenticate(browser, 'ada');
    const cookie = browser.cookies(base).get('glaneur-sign-in') ?? '';
    const attempt = JSON.parse(Buffer.from(cookie, 'base64url').toString());
    attempt[part] = 'x'.repeat(43);
    const forged = Buffer.from(JSON.stringify(attempt)).toString('base64url');
    browser.cookies(base).set('glaneur-sign-in', forged);
    const response = await browser.step(answer);
    expect(response.status, part).toBe(401);
    expect(browser.cookies(base).has('glaneur-session')).toBe(false);
  }
});

it('puts an end to the admin token once an admin has signed in', async () => {
  expect((await signIn('ada')).response.status).toBe(303);
  const page = await (await fetch(`${base}/en/admin/sign-in`)).text();
  expect(page).not.toContain('name="token"');
  const posted = await fetch(`${base}/admin/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ token: adminToken }),
    redirect: 'manual',
  });
  expect(posted.status).toBe(401);
});

it('says so when the provider is away', async () => {
  const { createOidc } = await import('../../../src/web/admin/oidc.ts');
  const settings = {
    issuer: `http://127.0.0.1:${await freePort()}`,
    clientId: 'x',
    clientSecret: 'y',
    scopes: 'openid',
    rolesClaim: 'realm_access.roles',
    groups: { admin: ['a'], curator: [], viewer: [] },
  };
  const away = createOidc(settings, `${base}/admin/sign-in/callback`);
  await expect(away.begin('/admin')).rejects.toMatchObject({ code: 'SIGN_IN_UNAVAILABLE' });
});
