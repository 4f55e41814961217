import { Agent, type Dispatcher, request } from 'undici';
import type { LinkAnswer } from '../model/link.ts';
import { HarvestError } from '../model/problem.ts';
import { retryAfterMs } from '../model/retry-after.ts';
import type { SourceLimits } from '../model/source.ts';
import { fetchFailure } from './failure.ts';
import { createHttp } from './http.ts';
import { guardedConnector } from './private-address.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRobots } from './robots.ts';

const mostRedirects = 5;

/**
 * What links are checked with: one request at a time and one in two seconds per host, public addresses
 * alone, and never where robots.txt keeps us out.
 */
export const linkLimits: SourceLimits = {
  requestsPerSecond: 0.5,
  concurrency: 1,
  maxBytes: 1_048_576,
  timeoutMs: 15_000,
  allowPrivateHosts: [],
  robots: 'obey',
};

/** Statuses to HEAD that say nothing of GET, or that the server is only busy. */
const final: ReadonlySet<number> = new Set([401, 410, 429]);

/** Tries links, whatever they lead to. */
export interface LinkChecker {
  /** Never throws but GATHER_CANCELLED. */
  check(url: string, signal: AbortSignal): Promise<LinkAnswer>;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
}

/** Makes a link checker with rate limits and connections of its own. */
export function createLinkChecker(userAgent: string, limits = linkLimits): LinkChecker {
  const rateLimit = createRateLimit();
  const own = createHttp({ limits: { ...limits, robots: 'ignore' }, userAgent, rateLimit });
  const robots = createRobots(limits.robots, (url) => own.get(url));
  const dispatcher = new Agent({
    connect: guardedConnector(limits),
    connections: limits.concurrency,
    headersTimeout: limits.timeoutMs,
    bodyTimeout: limits.timeoutMs,
  });

  async function ask(method: 'HEAD' | 'GET', url: URL, signal: AbortSignal): Promise<Reply> {
    const spacingMs = await robots.spacing(url);
    const turn = { host: url.host, pace: limits, spacingMs, signal, waited: () => undefined };
    const reply = await rateLimit.run(turn, () =>
      knock(method, url, { dispatcher, userAgent, signal }),
    );
    const pauseMs = retryAfterMs(reply.retryAfter, Date.now());
    if (pauseMs !== null) rateLimit.hold(url.host, pauseMs);
    return reply;
  }

  /** Follows redirects and returns the status at their end. */
  async function follow(method: 'HEAD' | 'GET', start: URL, signal: AbortSignal): Promise<number> {
    let url = start;
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const { status, location } = await ask(method, url, signal);
      if (status < 300 || status >= 400 || location === undefined) return status;
      if (!URL.canParse(location, url)) return status;
      url = new URL(location, url);
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return status;
    }
    throw new HarvestError('FETCH_REDIRECT_LOOP', `${start.href} redirects too often`);
  }

  return {
    async check(address, signal) {
      try {
        const url = new URL(address);
        const status = await follow('HEAD', url, signal);
        const isSure = status < 400 || final.has(status);
        return verdict(address, isSure ? status : await follow('GET', url, signal));
      } catch (error) {
        return failureOf(address, error, signal);
      }
    },
    async close() {
      await Promise.all([dispatcher.destroy(), own.close()]);
    },
  };
}

/** Asks for an address and hangs up as soon as the status is known. */
async function knock(
  method: 'HEAD' | 'GET',
  url: URL,
  {
    dispatcher,
    userAgent,
    signal,
  }: { dispatcher: Dispatcher; userAgent: string; signal: AbortSignal },
): Promise<Reply> {
  const headers = { accept: '*/*', 'user-agent': userAgent };
  const answer = await request(url, { method, dispatcher, signal, headers });
  // undici destroys what is not read, and then complains about it to this listener.
  answer.body.on('error', () => {});
  answer.body.destroy();
  const field = (name: string) => {
    const value = answer.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return {
    status: answer.statusCode,
    location: field('location'),
    retryAfter: field('retry-after'),
  };
}

/** MQA: a status of 200 to 399 confirms that a link leads somewhere. */
function verdict(url: string, status: number): LinkAnswer {
  const isReachable = status === 429 ? null : status >= 200 && status < 400;
  return { url, isReachable, status, problem: isReachable === false ? 'FETCH_STATUS' : null };
}

function failureOf(url: string, error: unknown, signal: AbortSignal): LinkAnswer {
  if (signal.aborted)
    throw new HarvestError('GATHER_CANCELLED', `Cancelled while checking ${url}`, { cause: error });
  const { code } = URL.canParse(url)
    ? fetchFailure(error, new URL(url), 'before the answer')
    : { code: 'FETCH_ADDRESS_REFUSED' as const };
  // Where robots.txt keeps us out, and where a host asked for a pause, nothing was learnt.
  const isUnknown = code === 'FETCH_ROBOTS' || code === 'FETCH_STATUS';
  return { url, isReachable: isUnknown ? null : false, status: null, problem: code };
}
