/** Slows down those who guess: names are addresses or accounts. */
export interface Throttle {
  /** Seconds to wait before the next try; 0 when one is free. */
  wait(name: string): number;
  failed(name: string): void;
  /** Forgets the failures of a name: it knew the answer. */
  passed(name: string): void;
}

/** Names remembered at once; the ones that failed longest ago are forgotten first. */
const mostNames = 10_000;

/** A throttle, kept in memory, that refuses a name with `most` failures in the last `windowMs`. */
export function createThrottle(
  most: number,
  windowMs: number,
  now: () => number = () => performance.now(),
): Throttle {
  const failures = new Map<string, readonly number[]>();
  const recent = (name: string) => (failures.get(name) ?? []).filter((at) => at > now() - windowMs);
  return {
    wait(name) {
      const times = recent(name);
      const oldest = times.at(-most);
      return oldest === undefined ? 0 : Math.ceil((oldest + windowMs - now()) / 1000);
    },
    failed(name) {
      const times = [...recent(name), now()].slice(-most);
      // Set anew, so that the order of the map is that of the last failures.
      failures.delete(name);
      failures.set(name, times);
      const [first] = failures.keys();
      if (failures.size > mostNames && first !== undefined) failures.delete(first);
    },
    passed: (name) => void failures.delete(name),
  };
}
