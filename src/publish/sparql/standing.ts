/** How clients have behaved of late. */
export interface Standing {
  /** Longest time a query of the client may compute, in milliseconds. */
  budget(client: string): number;
  /** Queries of the client that had to be killed and are not forgotten yet. */
  strikes(client: string): number;
  /** Milliseconds until the client may ask again; 0 when it may now. */
  refusedFor(client: string): number;
  strike(client: string): void;
}

const strikesToRefuse = 4;
/** A strike is forgotten after so many times the time a query may take. */
const memoryFactor = 10;
const leastBudgetMs = 1000;
const maxClients = 10_000;

/**
 * Remembers whose queries had to be killed. Each time halves what the client's next ones may take, and
 * the fourth shuts it out until the first is forgotten: what one client costs is bounded so.
 */
export function createStanding(timeoutMs: number, now: () => number = Date.now): Standing {
  const struck = new Map<string, readonly number[]>();
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
    strike(client) {
      const times = [...remembered(client), now()];
      struck.delete(client);
      struck.set(client, times.slice(-strikesToRefuse));
      // Those struck longest ago come first.
      const [first] = struck.keys();
      if (struck.size > maxClients && first !== undefined) struck.delete(first);
    },
  };
}
