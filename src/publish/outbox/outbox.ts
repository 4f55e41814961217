import type { DeliveryStore, RetryPolicy, TargetState } from '../../model/delivery.ts';
import { type Problem, problemOf } from '../../model/problem.ts';
import { type DeliveryPorts, deliver, type Line } from './deliver.ts';
import { createWake, type Wake } from './wake.ts';

export type { Line } from './deliver.ts';

/** Records looked up at once. */
const batchSize = 100;
/** A call may be lost with the connection that carries it. */
const longestSleepMs = 60_000;
const standbyMs = 15_000;
const afterDefectMs = 5_000;

/** What is worth knowing of deliveries; who starts the outbox decides what becomes a log line. */
export type DeliveryEvent =
  | {
      readonly kind: 'delivered';
      readonly target: string;
      readonly accepted: number;
      readonly position: number;
    }
  | {
      readonly kind: 'refused';
      readonly target: string;
      readonly record: string;
      readonly problem: Problem;
    }
  | {
      readonly kind: 'waiting' | 'paused';
      readonly target: string;
      readonly retryAt: Date;
      readonly problem: Problem;
    }
  | { readonly kind: 'failed'; readonly target: string; readonly problem: Problem };

/** What the outbox needs from outside. */
export interface OutboxPorts extends DeliveryPorts {
  /** Calls the listener after commits that changed the catalogue. */
  readonly onChange: (listener: () => void) => Promise<() => Promise<void>>;
  readonly observe: (event: DeliveryEvent) => void;
  readonly now: () => Date;
}

/**
 * Keeps targets in step with the catalogue: each gets every change of a dataset at least once and in
 * the order of serials, several changes of one dataset as the last of them. One process among many
 * delivers to a target; what it does not finish the next one takes up.
 */
export async function startOutbox(
  ports: OutboxPorts,
  lines: readonly Line[],
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const wakes = lines.map(() => createWake());
  const unlisten = await ports.onChange(() => {
    for (const wake of wakes) wake.call();
  });
  const following = lines.map((line, index) =>
    // There is one for each line.
    follow(ports, line, wakes[index] as Wake, stopping.signal),
  );
  return async () => {
    stopping.abort();
    await Promise.all(following);
    await unlisten();
    await Promise.all(lines.map(({ carrier }) => carrier.close()));
  };
}

async function follow(
  ports: OutboxPorts,
  line: Line,
  wake: Wake,
  signal: AbortSignal,
): Promise<void> {
  const { id } = line.settings;
  const asleep = createWake();
  while (!signal.aborted) {
    try {
      const release = await ports.store.lock(id);
      if (release === null) await asleep.wait(standbyMs, signal);
      else await deliverAll(ports, line, wake, signal).finally(release);
    } catch (error) {
      if (signal.aborted) return;
      ports.observe({ kind: 'failed', target: id, problem: problemOf(error) });
      await asleep.wait(afterDefectMs, signal);
    }
  }
}

async function deliverAll(
  ports: OutboxPorts,
  line: Line,
  wake: Wake,
  signal: AbortSignal,
): Promise<void> {
  const { store, now } = ports;
  const { id } = line.settings;
  // A key may have been corrected for this start; the pause a target asked for holds all the same.
  let mayTry = (await store.state(id)).condition === 'paused';
  while (!signal.aborted) {
    const { retryAt } = await store.state(id);
    const waitMs = retryAt === null || mayTry ? 0 : retryAt.getTime() - now().getTime();
    mayTry = false;
    const isIdle = waitMs > 0 || !(await deliverBatch(ports, line, signal));
    if (isIdle)
      await wake.wait(waitMs > 0 ? Math.min(waitMs, longestSleepMs) : longestSleepMs, signal);
  }
}

/** Delivers what is pending, up to a batch; false when there is nothing to do just now. */
async function deliverBatch(ports: OutboxPorts, line: Line, signal: AbortSignal): Promise<boolean> {
  const { store } = ports;
  const { id } = line.settings;
  const { head, items } = await store.pending(id, line.sourceIds, batchSize);
  let accepted = 0;
  for (const item of items) {
    const ending = await deliver(ports, line, item, signal);
    if (ending.kind === 'refused') {
      ports.observe({ ...ending, target: id, record: item.recordId });
    }
    if (ending.kind === 'unavailable' || ending.kind === 'forbidden') {
      await arrive(ports, id, item.serial - 1, accepted);
      await pause(ports, line, ending);
      return true;
    }
    if (ending.kind !== 'nothing') await resume(store, id);
    if (ending.kind === 'accepted') accepted += 1;
  }
  // More records may share the serial of the last one: those that name one agent.
  const position = items.length < batchSize ? head : (items.at(-1)?.serial ?? 1) - 1;
  await arrive(ports, id, position, accepted);
  return items.length > 0;
}

async function arrive(
  { store, observe }: OutboxPorts,
  target: string,
  position: number,
  accepted: number,
): Promise<void> {
  await store.advance(target, position);
  if (accepted > 0) observe({ kind: 'delivered', target, accepted, position });
}

async function pause(
  { store, observe, now }: OutboxPorts,
  { settings: { id, retry } }: Line,
  ending: { readonly kind: string; readonly problem: Problem; readonly waitMs?: number },
): Promise<void> {
  const isForbidden = ending.kind === 'forbidden';
  const failures = (await store.state(id)).failures + 1;
  const backOffMs = isForbidden ? retry.longestSeconds * 1000 : backOff(retry, failures);
  const retryAt = new Date(now().getTime() + Math.max(backOffMs, ending.waitMs ?? 0));
  const { problem } = ending;
  const condition = isForbidden ? 'paused' : 'waiting';
  await store.mark(id, { condition, problem, failures, retryAt });
  observe({ kind: condition, target: id, retryAt, problem });
}

/** Milliseconds: doubled with each failure, and between half of it and all, so that crowds disperse. */
function backOff({ firstSeconds, longestSeconds }: RetryPolicy, failures: number): number {
  const seconds = Math.min(firstSeconds * 2 ** Math.min(failures - 1, 30), longestSeconds);
  return seconds * 1000 * (0.5 + Math.random() / 2);
}

async function resume(store: DeliveryStore, id: string): Promise<void> {
  const state: TargetState = await store.state(id);
  if (state.condition === 'delivering') return;
  await store.mark(id, { condition: 'delivering', problem: null, failures: 0, retryAt: null });
}
