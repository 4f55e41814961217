import type { LinkAnswer, LinkStore } from '../model/link.ts';

/** What a round of checks needs from outside. */
export interface LinkCheckPorts {
  readonly links: LinkStore;
  readonly check: (url: string, signal: AbortSignal) => Promise<LinkAnswer>;
}

export interface LinkCheckPace {
  /** Days between two checks of a link. */
  readonly days: number;
  /** Minutes between two rounds. */
  readonly roundMinutes: number;
}

/** Most links of one round: at one in two seconds, a round of one host ends before the next. */
const mostPerRound = 120;
/** Hosts asked at once. */
const lanes = 8;

/**
 * Checks as many of the links that are due as let every link have its turn within the days given. Links of
 * a host follow one another at its pace; what is found is kept as it comes. Returns how many were checked;
 * throws GATHER_CANCELLED.
 */
export async function checkLinks(
  { links, check }: LinkCheckPorts,
  { days, roundMinutes }: LinkCheckPace,
  signal: AbortSignal,
): Promise<number> {
  await links.collect();
  // A fifth more than an even share, for links that fail are due more often.
  const share = (1.2 * roundMinutes) / (days * 24 * 60);
  const due = await links.take(share, mostPerRound);
  const hosts = byHost(due);
  const answerHosts = async () => {
    for (let urls = hosts.shift(); urls; urls = hosts.shift()) {
      for (const url of urls) await links.save([await check(url, signal)], days);
    }
  };
  await Promise.all(Array.from({ length: lanes }, answerHosts));
  return due.length;
}

function byHost(urls: readonly string[]): string[][] {
  const hosts = new Map<string, string[]>();
  for (const url of urls) {
    const { host } = new URL(url);
    const known = hosts.get(host);
    if (known) known.push(url);
    else hosts.set(host, [url]);
  }
  return [...hosts.values()];
}
