import { Agent } from 'undici';
import type { HttpPost, HttpRequest, HttpResponse, WritableHttp } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import type { SourceLimits } from '../model/source.ts';
import { type Answer, exchange, type Method } from './exchange.ts';
import { shownUrl } from './failure.ts';
import { guardedConnector } from './private-address.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { type Attempt, retry } from './retry.ts';
import { createRobots, mostRobotsBytes, type RobotsCache } from './robots.ts';

const mostRedirects = 5;

/** What one request is sent with, beyond its own settings. */
interface Sending {
  readonly method: Method;
  readonly request: HttpRequest;
  readonly content?: HttpPost;
  readonly limits: SourceLimits;
  /** Milliseconds the site wants between two requests; throws where it keeps us out. */
  readonly spacing: (url: URL) => Promise<number>;
  /** A second try is not worth its wait, or would not be safe. */
  readonly isOnce: boolean;
}

/**
 * Makes the HTTP client of one run, or of one target: with its rate, size, time and address
 * limits, its credentials, and the wishes of robots.txt. `close` ends its connections; requests under
 * way then fail. `rateLimit` is that of the process; without one this client counts for itself.
 */
export function createHttp(options: {
  readonly limits: SourceLimits;
  readonly userAgent: string;
  /** Headers for an address that prove who asks; see authenticate in authentication.ts. */
  readonly credentials?: (url: URL) => Readonly<Record<string, string>>;
  readonly rateLimit?: RateLimit;
  /** What the process knows of robots.txt files. */
  readonly robotsCache?: RobotsCache;
}): WritableHttp {
  const { limits, userAgent, credentials, rateLimit = createRateLimit(), robotsCache } = options;
  const dispatcher = new Agent({
    connect: guardedConnector(limits),
    connections: limits.concurrency,
    headersTimeout: limits.timeoutMs,
    bodyTimeout: limits.timeoutMs,
  });
  const figures = { requests: 0, bytes: 0, notModified: 0, retries: 0, waitedMs: 0 };
  const waited = (milliseconds: number) => {
    figures.waitedMs += milliseconds;
  };
  const robots = createRobots(
    limits.robots,
    (url) => send(url, robotsSending(limits)),
    // Who obeys wants to know today's rules; for a mere delay yesterday's will do.
    limits.robots === 'obey' ? undefined : robotsCache,
  );

  async function ask(url: URL, headers: Record<string, string>, sending: Sending): Promise<Answer> {
    const { method, request, content, isOnce } = sending;
    const { signal, expect = [] } = request;
    const spacingMs = await sending.spacing(url);
    const turn = { host: url.host, pace: limits, spacingMs, signal, waited };
    const once = () =>
      exchange({
        url,
        headers,
        method,
        content,
        expect,
        limits: sending.limits,
        dispatcher,
        signal,
        figures,
      });
    const attempt = async (): Promise<Attempt<Answer>> => {
      const outcome = await rateLimit.run(turn, once);
      if (outcome.kind === 'done') return outcome;
      if (outcome.waitMs !== null) rateLimit.hold(url.host, outcome.waitMs);
      return isOnce ? { ...outcome, tries: 1 } : outcome;
    };
    const onRetry = (waitMs: number) => {
      figures.retries += 1;
      waited(waitMs);
    };
    return retry(attempt, onRetry, signal);
  }

  async function send(address: string, sending: Sending): Promise<HttpResponse> {
    const { method, request, content } = sending;
    let url = webUrl(address);
    let own = request.headers ?? {};
    const asked = new Set<string>();
    while (asked.size <= mostRedirects && !asked.has(url.href)) {
      asked.add(url.href);
      const headers = {
        accept: request.accept ?? '*/*',
        ...lowerCase(own),
        ...(content && { 'content-type': content.contentType }),
        ...credentials?.(url),
        'user-agent': userAgent,
      };
      const answer = await ask(url, headers, sending);
      if (answer.kind === 'response') return answer.response;
      const next = webUrl(answer.location, url);
      checkMayFollow(method, url, next, answer.status);
      // What a caller sends may be an API key: it is meant for the host it was given to.
      if (!mayKeepHeaders(url, next)) own = {};
      url = next;
    }
    const first = shownUrl(webUrl(address));
    const reason = asked.has(url.href) ? 'in a circle' : `more than ${mostRedirects} times`;
    throw new HarvestError('FETCH_REDIRECT_LOOP', `${first} redirects ${reason}`);
  }

  function counted(response: HttpResponse): HttpResponse {
    if (response.status === 304) figures.notModified += 1;
    return response;
  }

  const { spacing } = robots;
  return {
    get: async (address, request = {}) =>
      counted(await send(address, { method: 'GET', request, limits, spacing, isOnce: false })),
    post: (address, content) => {
      const isOnce = content.isSafe !== true;
      return send(address, { method: 'POST', request: content, content, limits, spacing, isOnce });
    },
    put: (address, content) =>
      send(address, { method: 'PUT', request: content, content, limits, spacing, isOnce: true }),
    delete: (address, request = {}) =>
      send(address, { method: 'DELETE', request, limits, spacing, isOnce: true }),
    figures,
    close: () => dispatcher.destroy(),
  };
}

/** A robots.txt is asked for once, and never at the cost of the walk. */
function robotsSending(limits: SourceLimits): Sending {
  return {
    method: 'GET',
    request: { accept: 'text/plain, */*;q=0.1' },
    limits: { ...limits, maxBytes: mostRobotsBytes },
    spacing: async () => 0,
    isOnce: true,
  };
}

/** Other redirects would turn the question into a GET of something else, or show it to another site. */
function checkMayFollow(method: Method, from: URL, to: URL, status: number): void {
  if (method === 'GET' || ((status === 307 || status === 308) && mayKeepHeaders(from, to))) return;
  throw new HarvestError(
    'FETCH_REDIRECT_LOOP',
    `${shownUrl(from)} answered a ${method} with ${status} to ${shownUrl(to)}, where the request is not sent again`,
  );
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function mayKeepHeaders(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  const upgraded = from.protocol === 'http:' && to.protocol === 'https:';
  return upgraded && from.hostname === to.hostname && from.port === '' && to.port === '';
}

/** Reads an absolute http(s) address, or one relative to where the redirect came from. */
function webUrl(address: string, base?: URL): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    const origin = base ? `, to which ${shownUrl(base)} redirects,` : '';
    throw new HarvestError(
      'FETCH_ADDRESS_REFUSED',
      `"${address.slice(0, 200)}"${origin} is not an http or https address`,
    );
  }
  url.hash = '';
  return url;
}
