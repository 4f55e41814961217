import type { FastifyInstance, FastifyReply } from 'fastify';
import helmet from 'helmet';

/** Sets the security headers: nothing but our own scripts, styles and images; no framing. */
export function secure(app: FastifyInstance, baseUrl: string): void {
  // Made once: its plugin for Fastify makes it anew for each request.
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Public data may be used by pages of any origin.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    strictTransportSecurity: baseUrl.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
    // For browsers and plug-ins that are no more: each answer is the smaller without them.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
  app.addHook('onRequest', ({ raw: request }, { raw: response }, done) => {
    setHeaders(request, response, (error) => done(error instanceof Error ? error : undefined));
  });
}

/** Headers that mean something for pages alone. */
const ofPages = [
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-frame-options',
];

/** Leaves out of an answer that is no page what only browsers with a page need, and forbids all else. */
export function secureData(reply: FastifyReply): void {
  for (const name of ofPages) reply.removeHeader(name);
  reply.header('content-security-policy', "default-src 'none';frame-ancestors 'none'");
}

const preflightHeaders =
  'Accept, Accept-Profile, If-Modified-Since, If-None-Match, If-Range, Range';

/** Lets pages of any origin read what the routes of this scope answer (Fetch, CORS protocol). */
export function allowAnyOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    // The wildcards hold for requests without credentials: here nobody needs any.
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', '*');
  });
}

/**
 * Lets pages of any origin ask the routes of this scope with headers that no simple request has: browsers
 * inquire first (Fetch, CORS-preflight request).
 */
export function answerPreflights(app: FastifyInstance): void {
  app.addHook('onRoute', ({ url, method }) => {
    if (![method].flat().includes('GET')) return;
    app.options(url, async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'GET, HEAD')
        .header('access-control-allow-headers', preflightHeaders)
        .header('access-control-max-age', '86400')
        .send(),
    );
  });
}
