import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A cookie that only this host sets and reads. */
export interface SessionCookie {
  read(request: FastifyRequest): string | null;
  write(reply: FastifyReply, value: string): void;
  clear(reply: FastifyReply): void;
}

/** The cookie that holds the secret of a session, until the browser is closed. */
export function sessionCookie(baseUrl: string): SessionCookie {
  return hostCookie(baseUrl, 'glaneur-session', {});
}

/** The cookie that remembers a sign-in under way at the provider. */
export function attemptCookie(baseUrl: string): SessionCookie {
  return hostCookie(baseUrl, 'glaneur-sign-in', { maxAge: 600 });
}

function hostCookie(baseUrl: string, name: string, more: CookieSerializeOptions): SessionCookie {
  const secure = baseUrl.startsWith('https:');
  // The prefix makes browsers refuse the cookie from any other host (RFC 6265bis §4.1.3.2).
  const fullName = secure ? `__Host-${name}` : name;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, ...more } as const;
  return {
    read: ({ cookies }) => cookies[fullName] ?? null,
    write: (reply, value) => void reply.setCookie(fullName, value, options),
    clear: (reply) => void reply.clearCookie(fullName, options),
  };
}
