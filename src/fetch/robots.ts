import robotsParser from 'robots-parser';
import type { HttpResponse } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import type { RobotsPolicy } from '../model/source.ts';

/** Name by which robots.txt knows us: the product token of our User-Agent (RFC 9309 §2.2.1). */
const product = 'Glaneur';

/** The smallest limit that RFC 9309 §2.5 allows, in bytes. */
export const mostRobotsBytes = 500 * 1024;

const longestDelayMs = 30_000;
const longestLine = 500;
/** A rule with a wildcard costs its length times that of the path. */
const longestWildcard = 200;
const mostWildcards = 200;
const mostSites = 1000;

/** How long rules are believed, in milliseconds (RFC 9309 §2.4), their absence, and no answer. */
const believedMs = { rules: 24 * 60 * 60 * 1000, absence: 60 * 60 * 1000, silence: 60 * 1000 };

const answers: ReadonlySet<string> = new Set([
  'FETCH_STATUS',
  'FETCH_BODY_TOO_LARGE',
  'FETCH_REDIRECT_LOOP',
]);

type Rules = ReturnType<typeof robotsParser.default>;

// Its types declare a default export; what Node imports is the function itself.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** What the robots.txt of a site said, until it is read again. */
interface Site {
  readonly rules: Promise<Rules | null>;
  /** By the clock of performance.now(). */
  until: number;
}

/** Rules by origin, shared by the runs of a process. */
export type RobotsCache = Map<string, Site>;

/** Keeps to the robots.txt of every site that one run asks. */
export interface Robots {
  /**
   * Milliseconds that the site of a URL wants between two requests (its Crawl-delay, 30 s at most).
   * Throws FETCH_ROBOTS where the policy is to obey and the URL is kept from us.
   */
  spacing(url: URL): Promise<number>;
}

/**
 * Reads each robots.txt once, with `load`; what `sites` holds of a day is believed. A site whose robots.txt is missing or cannot be read
 * allows everything: a harvest was agreed with the holder, other than the crawls of RFC 9309.
 */
export function createRobots(
  policy: RobotsPolicy,
  load: (url: string) => Promise<HttpResponse>,
  sites: RobotsCache = new Map(),
): Robots {
  function rulesOf(origin: string): Promise<Rules | null> {
    const known = sites.get(origin);
    if (known && known.until > performance.now()) return known.rules;
    if (sites.size >= mostSites) sites.clear();
    const rules = load(`${origin}/robots.txt`).then(
      ({ body }) => rulesIn(origin, Buffer.from(body).toString('utf8')),
      (error: unknown) => {
        // What a broken connection says is soon out of date; it is not asked again for each request.
        const isAnswer = error instanceof HarvestError && answers.has(error.code);
        site.until = performance.now() + (isAnswer ? believedMs.absence : believedMs.silence);
        return null;
      },
    );
    const site: Site = { rules, until: performance.now() + believedMs.rules };
    sites.set(origin, site);
    return rules;
  }

  return {
    async spacing(url) {
      if (policy === 'ignore') return 0;
      const rules = await rulesOf(url.origin);
      if (rules === null) return 0;
      if (policy === 'obey') checkAllowed(rules, url);
      const seconds = rules.getCrawlDelay(product) ?? 0;
      return Math.min(Math.max(0, seconds * 1000), longestDelayMs);
    },
  };
}

function rulesIn(origin: string, text: string): Rules {
  let wildcards = 0;
  const lines = text.split(/\r\n|\r|\n/).map((line) => {
    if (line.length > longestLine) return '';
    if (!line.includes('*') || /^\s*user-agent/i.test(line)) return line;
    wildcards += 1;
    return line.length <= longestWildcard && wildcards <= mostWildcards ? line : '';
  });
  return parseRobots(`${origin}/robots.txt`, lines.join('\n'));
}

function checkAllowed(rules: Rules, { href, origin }: URL): void {
  if (rules.isAllowed(href, product) !== false) return;
  const line = rules.getMatchingLineNumber(href, product);
  throw new HarvestError(
    'FETCH_ROBOTS',
    `${origin}/robots.txt, line ${line}, keeps harvesters out of ${href}`,
  );
}
