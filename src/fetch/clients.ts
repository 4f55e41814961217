import type { Http, WritableHttp } from '../harvest/ports.ts';
import type { Authentication, Source } from '../model/source.ts';
import { authenticate } from './authentication.ts';
import { createHttp } from './http.ts';
import { createRateLimit } from './rate-limit.ts';
import type { RobotsCache } from './robots.ts';

/**
 * Makes the HTTP clients of a process, one per run. They share one rate limit, so that two sources on
 * one host together keep to the stricter of their limits, and what robots.txt files said.
 */
export function createHttpClients(
  sources: readonly Source[],
  userAgent: string,
): (source: Source) => Http {
  const rateLimit = createRateLimit();
  const robotsCache: RobotsCache = new Map();
  for (const { url, limits } of sources) {
    if (URL.canParse(url)) rateLimit.declare(new URL(url).host, limits);
  }
  return ({ url, limits, auth }) =>
    createHttp({ limits, userAgent, rateLimit, robotsCache, credentials: authenticate(auth, url) });
}

/** Makes the HTTP client of a target that datasets or notices are delivered to. */
export function createTargetClient(
  { url, limits }: Pick<Source, 'url' | 'limits'>,
  auth: Authentication | undefined,
  userAgent: string,
): WritableHttp {
  return createHttp({ limits, userAgent, credentials: authenticate(auth, url) });
}
