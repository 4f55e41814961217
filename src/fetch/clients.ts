import type { Http, WritableHttp } from '../harvest/ports.ts';
import type { Authentication, Source } from '../model/source.ts';
import { authenticate } from './authentication.ts';
import { createHttp } from './http.ts';
import { createRateLimit } from './rate-limit.ts';
import type { RobotsCache } from './robots.ts';

/** The HTTP clients of a process. */
export interface HttpClients {
  /** Opens a client for one run. */
  readonly open: (source: Source) => Http;
  /** Puts the limits of these sources into force, in place of those declared before. */
  readonly declare: (sources: readonly Source[]) => void;
}

/**
 * Makes the HTTP clients of a process, one per run. They share one rate limit, so that two sources on
 * one host together keep to the stricter of their limits, and what robots.txt files said.
 */
export function createHttpClients(userAgent: string): HttpClients {
  const rateLimit = createRateLimit();
  const robotsCache: RobotsCache = new Map();
  return {
    open: ({ url, limits, auth }) =>
      createHttp({
        ...{ limits, userAgent, rateLimit, robotsCache },
        credentials: authenticate(auth, url),
      }),
    declare: (sources) =>
      rateLimit.declare(
        sources.flatMap(({ url, limits }) =>
          URL.canParse(url) ? [[new URL(url).host, limits] as const] : [],
        ),
      ),
  };
}

/** Makes the HTTP client of a target that datasets or notices are delivered to. */
export function createTargetClient(
  { url, limits }: Pick<Source, 'url' | 'limits'>,
  auth: Authentication | undefined,
  userAgent: string,
): WritableHttp {
  return createHttp({ limits, userAgent, credentials: authenticate(auth, url) });
}
