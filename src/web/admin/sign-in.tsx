import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessSettings } from '../../access-settings.ts';
import type { Access, Claims, Person } from '../../model/access.ts';
import { isSame, refuseOtherSites } from '../plugins/cross-site.ts';
import { attemptCookie, sessionCookie } from '../plugins/session-cookie.ts';
import { createThrottle } from '../plugins/throttle.ts';
import { HttpProblem } from '../problem.ts';
import { negotiateLanguage } from '../public/negotiate.ts';
import { sendPage } from '../public/pages.tsx';
import { clientOf } from '../public/unsent.ts';
import { type Language, languages } from '../ui/language.ts';
import { describePage } from '../ui/layout.tsx';
import { SignInPage } from '../ui/sign-in-page.tsx';
import { type Attempt, createOidc } from './oidc.ts';

/** What signing in needs. */
export interface SignInOptions {
  readonly baseUrl: string;
  readonly access: Access;
  readonly settings: AccessSettings;
}

/** Wrong tokens within a quarter of an hour: of one address, and of all together. */
const mostOfAddress = 10;
const mostOfToken = 100;
const windowMs = 15 * 60_000;

/** Who the admin token vouches for. */
const bootstrap: Claims = {
  issuer: 'bootstrap',
  subject: 'admin-token',
  name: 'Admin token',
  email: null,
  role: 'admin',
};

const Destination = Type.Object({ to: Type.Optional(Type.String({ maxLength: 2000 })) });
const TokenForm = Type.Object({
  token: Type.String({ maxLength: 1000 }),
  to: Type.Optional(Type.String({ maxLength: 2000 })),
});

/** Signing in by OpenID Connect or with the admin token, and signing out. */
export function signInRoutes(
  { baseUrl, access, settings }: SignInOptions,
  fixed?: Language,
): FastifyPluginAsyncTypebox {
  const { adminToken, oidc: provider } = settings;
  const session = sessionCookie(baseUrl);
  const attempts = attemptCookie(baseUrl);
  const basePath = new URL(baseUrl).pathname.replace(/\/$/, '');
  const oidc = provider && createOidc(provider, `${baseUrl}/admin/sign-in/callback`);
  const addresses = createThrottle(mostOfAddress, windowMs);
  const tokens = createThrottle(mostOfToken, windowMs);

  /** The token is for a first install: an admin of the provider puts an end to it. */
  async function takesToken(): Promise<boolean> {
    return (
      adminToken !== undefined && !(provider && (await access.people.hasAdmin(provider.issuer)))
    );
  }

  async function show(request: FastifyRequest, reply: FastifyReply, to: string, failed: boolean) {
    const language = fixed ?? negotiateLanguage(request.headers['accept-language'], languages);
    const page = describePage(baseUrl, language, `/admin/sign-in?to=${encodeURIComponent(to)}`);
    const ways = { oidc: oidc !== undefined, token: await takesToken() };
    reply.header('cache-control', 'no-store');
    return sendPage(reply, page, page.text.signIn, <SignInPage {...{ page, to, ways, failed }} />);
  }

  /** Begins a session with a new secret, so that one planted before is worth nothing. */
  async function enter(request: FastifyRequest, reply: FastifyReply, person: Person, to: string) {
    const before = session.read(request);
    if (before !== null) await access.sessions.end(before);
    session.write(reply, await access.sessions.begin(person.id));
    request.act = { actor: { kind: 'person', id: person.id, name: person.name } };
    return reply.redirect(`${basePath}${to}`, 303);
  }

  async function admit(claims: Claims): Promise<Person> {
    const person = await access.people.signIn(claims);
    if (person) return person;
    throw new HttpProblem('SIGN_IN_REFUSED', 'An admin has blocked this account.');
  }

  return async (app) => {
    const config = { needs: 'anyone' } as const;
    app.get('/admin/sign-in', { config, schema: { querystring: Destination } }, (request, reply) =>
      show(request, reply, localPath(request.query.to, fixed), false),
    );
    app.post(
      '/admin/sign-in',
      { config: { ...config, act: 'sign-in.token' }, schema: { body: TokenForm } },
      async (request, reply) => {
        refuseOtherSites(request, baseUrl);
        const client = clientOf(request.ip);
        const retryAfter = Math.max(addresses.wait(client), tokens.wait(bootstrap.subject));
        if (retryAfter > 0) {
          const detail = 'Too many wrong tokens; wait a little.';
          throw new HttpProblem('TOO_MANY_REQUESTS', detail, { retryAfter });
        }
        const to = localPath(request.body.to, fixed);
        if (!(await takesToken()) || !isSame(request.body.token.trim(), adminToken ?? '')) {
          addresses.failed(client);
          tokens.failed(bootstrap.subject);
          return show(request, reply.code(401), to, true);
        }
        addresses.passed(client);
        return enter(request, reply, await admit(bootstrap), to);
      },
    );
    if (fixed) return;

    app.get(
      '/admin/sign-in/oidc',
      { config, schema: { querystring: Destination } },
      async (request, reply) => {
        if (!oidc) throw new HttpProblem('NOT_FOUND', 'No provider is configured.');
        const { url, attempt } = await oidc.begin(localPath(request.query.to, fixed));
        attempts.write(reply, Buffer.from(JSON.stringify(attempt)).toString('base64url'));
        return reply.header('cache-control', 'no-store').redirect(url, 303);
      },
    );
    app.get(
      '/admin/sign-in/callback',
      { config: { ...config, act: 'sign-in.oidc' } },
      async (request, reply) => {
        if (!oidc) throw new HttpProblem('NOT_FOUND', 'No provider is configured.');
        reply.header('cache-control', 'no-store');
        const attempt = attemptOf(attempts.read(request));
        attempts.clear(reply);
        if (!attempt) {
          throw new HttpProblem(
            'SIGN_IN_FAILED',
            'This sign-in was not begun here, or too long ago.',
          );
        }
        const { search } = new URL(request.url, baseUrl);
        const claims = await oidc.complete(new URLSearchParams(search), attempt);
        return enter(request, reply, await admit(claims), localPath(attempt.to));
      },
    );
    app.post(
      '/admin/sign-out',
      { config: { needs: { role: 'viewer' }, act: 'sign-out' } },
      async (request, reply) => {
        const secret = session.read(request);
        if (secret !== null) await access.sessions.end(secret);
        session.clear(reply);
        return reply.redirect(`${basePath}/admin/sign-in`, 303);
      },
    );
  };
}

const consolePath = /^\/(?:(?:fr|en)\/)?admin(?:\/(?!sign-)[^\\]*)?$/;

/** A path of the console; anything else, an address elsewhere above all, becomes its first page. */
function localPath(to: string | undefined, language?: Language): string {
  const first = language ? `/${language}/admin` : '/admin';
  const base = 'http://local';
  if (!to?.startsWith('/') || !URL.canParse(to, base)) return first;
  const { origin, pathname, search } = new URL(to, base);
  return origin === base && consolePath.test(pathname) ? `${pathname}${search}` : first;
}

function attemptOf(cookie: string | null): Attempt | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString());
    if (typeof value !== 'object' || value === null) return null;
    const { state, nonce, verifier, to } = Object.fromEntries(Object.entries(value));
    const parts: readonly unknown[] = [state, nonce, verifier, to];
    return parts.every((part) => typeof part === 'string') ? { state, nonce, verifier, to } : null;
  } catch {
    return null;
  }
}
