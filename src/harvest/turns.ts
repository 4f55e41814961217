/** Does work of one name after another; null when too much of that name waits already. */
export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T | null>;

/** Turns in which at most `most` pieces of one name wait or are under way. */
export function createTurns(most: number): Turns {
  const last = new Map<string, Promise<unknown>>();
  const counts = new Map<string, number>();
  return async (name, work) => {
    const count = counts.get(name) ?? 0;
    if (count >= most) return null;
    counts.set(name, count + 1);
    const before = last.get(name) ?? Promise.resolve();
    const own = before.then(work);
    // Whoever comes next waits for the end, however it ended.
    last.set(
      name,
      own.catch(() => undefined),
    );
    try {
      return await own;
    } finally {
      const left = (counts.get(name) ?? 1) - 1;
      if (left > 0) counts.set(name, left);
      else {
        counts.delete(name);
        last.delete(name);
      }
    }
  };
}
