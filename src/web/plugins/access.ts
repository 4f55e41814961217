import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import {
  type Access,
  type Identity,
  identityOfKey,
  identityOfPerson,
  type Need,
  permits,
} from '../../model/access.ts';
import { HttpProblem } from '../problem.ts';
import { negotiateType } from '../public/negotiate.ts';
import { clientOf } from '../public/unsent.ts';
import { csrfToken, isUnsafe, refuseOtherSites, requireToken } from './cross-site.ts';
import { type SessionCookie, sessionCookie } from './session-cookie.ts';
import { createThrottle } from './throttle.ts';

/** Who made a request. */
export interface Caller {
  readonly identity: Identity;
  /** What forms of their pages carry; null for a key, which no browser sends by itself. */
  readonly csrf: string | null;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route asks of its callers; below /admin and /api/v1 each must say it. */
    readonly needs?: Need | 'anyone';
    /** What the audit log calls a call of the route. */
    readonly act?: string;
  }
  interface FastifyRequest {
    /** Null where the route needs nobody in particular. */
    caller: Caller | null;
  }
}

/** What access needs to know. */
export interface AccessOptions {
  readonly access: Access;
  readonly baseUrl: string;
}

const guarded = /^(?:\/(?:fr|en))?\/(?:admin|api\/v1)(?:\/|$)/;

/** Wrong keys that one address may send in a quarter of an hour. */
const mostWrongKeys = 20;
const windowMs = 15 * 60_000;

/**
 * Lets nobody past without the role that the route declares in its `config.needs`. A route below
 * /admin or /api/v1 that declares none, or one that changes something and has no name for the audit
 * log, stops the start.
 */
export function guard(app: FastifyInstance, { access, baseUrl }: AccessOptions): void {
  const throttle = createThrottle(mostWrongKeys, windowMs);
  const session = sessionCookie(baseUrl);
  app.register(cookie);
  app.decorateRequest('caller', null);
  app.addHook('onRoute', requireDeclaration);
  // Cookies are read first.
  void app.after(() => {
    app.addHook('onRequest', async (request, reply) => {
      const { needs } = request.routeOptions.config;
      if (needs === undefined || needs === 'anyone') return;
      reply.header('cache-control', 'no-store');
      request.caller = await callerOf(request);
      if (request.caller === null) return refuseStranger(request, reply, baseUrl);
      const { identity, csrf } = request.caller;
      if (csrf !== null && isUnsafe(request.method)) refuseOtherSites(request, baseUrl);
      if (!permits(identity, needs, sourceOf(request, needs))) throw forbidden(identity, needs);
    });
    app.addHook('preHandler', async (request) => {
      const csrf = request.caller?.csrf ?? null;
      if (csrf !== null && isUnsafe(request.method)) requireToken(request, csrf);
    });
  });

  function callerOf(request: FastifyRequest): Promise<Caller | null> {
    const secret = keyOf(request);
    return secret === null
      ? callerOfSession(request, access, session)
      : callerOfKey(clientOf(request.ip), secret);
  }

  async function callerOfKey(client: string, secret: string): Promise<Caller> {
    const retryAfter = throttle.wait(client);
    if (retryAfter > 0) {
      throw new HttpProblem('TOO_MANY_REQUESTS', 'Too many wrong keys came from here.', {
        retryAfter,
      });
    }
    const key = await access.keys.find(secret);
    const identity = key && identityOfKey(key);
    if (!key) throttle.failed(client);
    if (!identity) {
      const detail = key
        ? 'This key is for pushing descriptions only.'
        : 'The key is unknown, was revoked or has expired.';
      throw new HttpProblem('UNAUTHORIZED', detail);
    }
    return { identity, csrf: null };
  }
}

function requireDeclaration({ url, method, config }: RouteOptions): void {
  const needs = config?.needs;
  if (needs === undefined) {
    if (guarded.test(url)) throw new Error(`${method} ${url} must declare config.needs`);
    return;
  }
  const changes = [method].flat().some(isUnsafe);
  if (changes && config?.act === undefined) {
    throw new Error(`${method} ${url} changes something and must declare config.act`);
  }
  if (needs !== 'anyone' && needs.source !== undefined) {
    const names = url.split('/');
    if (!names.includes(`:${needs.source}`)) throw new Error(`${url} has no :${needs.source}`);
  }
}

/** The source that a request is about, where its route says which parameter names it. */
export function sourceOf({ params }: FastifyRequest, needs: Need | 'anyone'): string | null {
  if (needs === 'anyone' || needs.source === undefined) return null;
  const isNamed = typeof params === 'object' && params !== null && needs.source in params;
  // Checked in the line above; parameters of a path are texts.
  return isNamed ? ((params as Record<string, string>)[needs.source] ?? null) : null;
}

function keyOf({ headers }: FastifyRequest): string | null {
  const own = headers['x-api-key'];
  if (typeof own === 'string') return own;
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

async function callerOfSession(
  request: FastifyRequest,
  access: Access,
  session: SessionCookie,
): Promise<Caller | null> {
  const secret = session.read(request);
  const person = secret === null ? null : await access.sessions.find(secret);
  if (secret === null || person === null) return null;
  return { identity: identityOfPerson(person), csrf: csrfToken(secret) };
}

function refuseStranger(request: FastifyRequest, reply: FastifyReply, baseUrl: string) {
  const { method, url, headers } = request;
  const isPage = negotiateType(headers.accept, ['application/json', 'text/html']) === 'text/html';
  if (method === 'GET' && isPage && !url.startsWith('/api/')) {
    const { pathname } = new URL(baseUrl);
    const signIn = `${pathname.replace(/\/$/, '')}/admin/sign-in?to=${encodeURIComponent(url)}`;
    return reply.redirect(signIn, 303);
  }
  reply.header('www-authenticate', 'Bearer realm="glaneur"');
  throw new HttpProblem('UNAUTHORIZED', 'Sign in, or send a key as Authorization: Bearer.');
}

function forbidden({ role }: Identity, needs: Need): HttpProblem {
  const detail =
    role === 'curator' && needs.role !== 'admin'
      ? 'You are not in charge of this source.'
      : `This needs the role ${needs.role}; yours is ${role}.`;
  return new HttpProblem('FORBIDDEN', detail);
}
