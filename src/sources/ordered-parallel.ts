/**
 * Works on up to `width` items at once and yields the results in the order of the items. The first
 * rejection ends it; what is under way is awaited before it ends, so nothing outlives the walk.
 */
export async function* orderedParallel<Item, Result>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  try {
    for (const item of items) {
      const result = work(item);
      // Its rejection is met when its turn comes; until then it must not count as unhandled.
      result.catch(() => undefined);
      running.push(result);
      if (running.length >= width) yield* takeFirst(running);
    }
    while (running.length > 0) yield* takeFirst(running);
  } finally {
    await Promise.allSettled(running);
  }
}

async function* takeFirst<Result>(running: Promise<Result>[]): AsyncGenerator<Result> {
  const first = running.shift();
  if (first) yield await first;
}
