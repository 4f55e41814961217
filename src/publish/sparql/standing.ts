/** How clients have behaved of late. */
export interface Standing {
  /** Longest time a query of the client may compute, in milliseconds. */
  budget(client: string): number;
  /** Queries of the client that had to be killed and are not forgotten yet. */
  strikes(client: string): number;
  /** Milliseconds until the client may ask again; 0 when it may now. */
  refusedFor(client: string): number;
  strike(client: string): void;
  /** Notes how long a query of the client took, in milliseconds. */
  answered(client: string, ms: number): void;
  /** Notes that a query of the client, which is not answered yet, is none of the brief ones. */
  outstayed(client: string): void;
  /** Whether its latest queries were all so short that others would not notice them. */
  isBrief(client: string): boolean;
}

const strikesToRefuse = 4;
/** A strike is forgotten after so many times the time a query may take. */
const memoryFactor = 10;
const leastBudgetMs = 1000;
const maxClients = 10_000;
/** A query that takes no longer is brief; so many in a row make a client so. */
export const briefMs = 100;
const briefInARow = 8;

/**
 * Remembers whose queries had to be killed. Each time halves what the client's next ones may take, and
 * the fourth shuts it out until the first is forgotten: what one client costs is bounded so.
 */
export function createStanding(timeoutMs: number, now: () => number = Date.now): Standing {
  const struck = new Map<string, readonly number[]>();
  const brief = new Map<string, number>();
  const memoryMs = timeoutMs * memoryFactor;

  function remembered(client: string): readonly number[] {
    const times = struck.get(client);
    if (times === undefined) return [];
    const recent = times.filter((time) => time > now() - memoryMs);
    if (recent.length === 0) struck.delete(client);
    return recent;
  }

  return {
    budget: (client) =>
      Math.max(timeoutMs / 2 ** remembered(client).length, Math.min(timeoutMs, leastBudgetMs)),
    strikes: (client) => remembered(client).length,
    refusedFor(client) {
      const times = remembered(client);
      const [oldest] = times.slice(-strikesToRefuse);
      return oldest === undefined || times.length < strikesToRefuse
        ? 0
        : Math.max(1, oldest + memoryMs - now());
    },
    answered(client, ms) {
      const inARow = ms > briefMs ? 0 : (brief.get(client) ?? 0) + 1;
      brief.delete(client);
      if (inARow > 0) remember(brief, client, inARow);
    },
    outstayed: (client) => void brief.delete(client),
    isBrief: (client) => (brief.get(client) ?? 0) >= briefInARow,
    strike(client) {
      brief.delete(client);
      const times = [...remembered(client), now()];
      struck.delete(client);
      remember(struck, client, times.slice(-strikesToRefuse));
    },
  };
}

/** Adds a client as the latest; the one noted longest ago makes room. */
function remember<T>(clients: Map<string, T>, client: string, value: T): void {
  clients.set(client, value);
  const [first] = clients.keys();
  if (clients.size > maxClients && first !== undefined) clients.delete(first);
}
