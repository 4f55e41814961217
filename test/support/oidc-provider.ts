import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { startServer } from './loopback-server.ts';

/** A real provider of OpenID Connect on this machine; whoever signs in is in the groups of that name. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

/** Starts a provider with one client, which may come back to `redirectUri`. */
export async function startProvider(
  redirectUri: string,
  groups: Readonly<Record<string, readonly string[]>>,
): Promise<TestProvider> {
  const clientId = 'glaneur';
  const clientSecret = 'secret-of-the-client';
  let handle: ReturnType<Provider['callback']> | undefined;
  const server = await startServer((request, response) => void handle?.(request, response));
  const issuer = server.url;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], profile: ['name'], email: ['email'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    pkce: { required: () => true },
    cookies: { keys: ['a key of this test'] },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        name: `Person ${accountId}`,
        email: `${accountId}@example.org`,
        groups: [...(groups[accountId] ?? [])],
      }),
    }),
  });
  handle = provider.callback();
  return { issuer, clientId, clientSecret, close: server.close };
}

/** A browser without scripts: follows redirects and forms, and keeps cookies by origin. */
export function createBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };

  async function request(url: string, form?: URLSearchParams): Promise<Response> {
    const jar = jarOf(url);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  return {
    cookies: (url: string) => jarOf(url),
    /** Asks for one page, without following where it leads. */
    step: request,
    /** Follows redirects until `isEnd` or a page; returns the last address and answer. */
    async open(url: string, form?: URLSearchParams, isEnd: (url: string) => boolean = () => false) {
      let at = url;
      let response = await request(at, form);
      for (let hops = 0; hops < 20; hops += 1) {
        const location = response.headers.get('location');
        if (location === null) break;
        at = new URL(location, at).href;
        if (isEnd(at)) break;
        response = await request(at);
      }
      return { url: at, response };
    },
  };
}

/** A free port of this machine. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
