import { Agent } from 'undici';
import type { Http, HttpRequest, HttpResponse } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import type { SourceLimits } from '../model/source.ts';
import { type Answer, exchange } from './exchange.ts';
import { shownUrl } from './failure.ts';
import { guardedConnector } from './private-address.ts';
import { createRateLimit } from './rate-limit.ts';
import { retry } from './retry.ts';

const mostRedirects = 5;

/**
 * Makes the HTTP client of one source: GET only, with the source's rate, size, time and address
 * limits. `close` ends its connections; requests under way then fail.
 */
export function createHttp(options: {
  readonly limits: SourceLimits;
  readonly userAgent: string;
}): Http {
  const { limits, userAgent } = options;
  const dispatcher = new Agent({
    connect: guardedConnector(limits),
    connections: limits.concurrency,
    headersTimeout: limits.timeoutMs,
    bodyTimeout: limits.timeoutMs,
  });
  const rateLimit = createRateLimit(limits);
  const figures = { requests: 0, bytes: 0, notModified: 0 };

  function ask(url: URL, headers: Record<string, string>, request: HttpRequest): Promise<Answer> {
    const { signal, expect = [] } = request;
    const once = () => exchange({ url, headers, expect, limits, dispatcher, signal, figures });
    return retry(() => rateLimit.run(url.host, once, signal), signal);
  }

  function counted(response: HttpResponse): HttpResponse {
    if (response.status === 304) figures.notModified += 1;
    return response;
  }

  async function get(address: string, request: HttpRequest = {}): Promise<HttpResponse> {
    let url = webUrl(address);
    let own = request.headers ?? {};
    const asked = new Set<string>();
    while (asked.size <= mostRedirects && !asked.has(url.href)) {
      asked.add(url.href);
      const headers = {
        accept: request.accept ?? '*/*',
        ...lowerCase(own),
        'user-agent': userAgent,
      };
      const answer = await ask(url, headers, request);
      if (answer.kind === 'response') return counted(answer.response);
      const next = webUrl(answer.location, url);
      // What a caller sends may be an API key: it is meant for the host it was given to.
      if (!mayKeepHeaders(url, next)) own = {};
      url = next;
    }
    const first = shownUrl(webUrl(address));
    const reason = asked.has(url.href) ? 'in a circle' : `more than ${mostRedirects} times`;
    throw new HarvestError('FETCH_REDIRECT_LOOP', `${first} redirects ${reason}`);
  }

  return { get, figures, close: () => dispatcher.destroy() };
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
