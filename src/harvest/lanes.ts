/** Bounded parallelism for work that arrives one piece at a time. */
export interface Lanes {
  /** Starts a piece of work as soon as a lane is free; throws the first error of an earlier piece. */
  add(work: () => Promise<void>): Promise<void>;
  /** Waits for all work; throws its first error. */
  drain(): Promise<void>;
  /** Waits for all work and ignores its errors: for when something else has failed already. */
  settle(): Promise<void>;
}

/** Lanes for at most `limit` pieces of work at once. */
export function createLanes(limit: number): Lanes {
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  const start = (work: () => Promise<void>) => {
    const piece = work()
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => running.delete(piece));
    running.add(piece);
  };
  const settle = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  const throwFailure = () => {
    if (failure !== null) throw failure.error;
  };
  return {
    settle,
    add: async (work) => {
      while (running.size >= limit) await Promise.race(running);
      throwFailure();
      start(work);
    },
    drain: async () => {
      await settle();
      throwFailure();
    },
  };
}
