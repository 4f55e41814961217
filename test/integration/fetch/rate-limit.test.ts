import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRateLimit, type Pace, type RateLimit } from '../../../src/fetch/rate-limit.ts';
import { retryAfterMs } from '../../../src/model/retry-after.ts';

/** Runs a task at a host with a pace, and counts what it waited. */
function run(
  limit: RateLimit,
  task: () => Promise<unknown>,
  { host = 'host', pace = { requestsPerSecond: 1000, concurrency: 1 }, spacingMs = 0 } = {},
) {
  const waits: number[] = [];
  const waited = (milliseconds: number) => void waits.push(milliseconds);
  const result = limit.run({ host, pace, spacingMs, signal: undefined, waited }, task);
  return { result, waits };
}

const never = () => new Promise<void>(() => {});

describe('createRateLimit', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets a small burst go, then spaces the others evenly and in order', async () => {
    const limit = createRateLimit();
    const started: number[] = [];
    for (let index = 0; index < 6; index++) {
      const pace = { requestsPerSecond: 10, concurrency: 100 };
      run(limit, async () => void started.push(index), { pace });
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual([0, 1]);
    await vi.advanceTimersByTimeAsync(100);
    expect(started).toEqual([0, 1, 2]);
    await vi.advanceTimersByTimeAsync(300);
    expect(started).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('counts each host apart', async () => {
    const limit = createRateLimit();
    const started: string[] = [];
    for (const host of ['a', 'a', 'b']) {
      const task = () => {
        started.push(host);
        return never();
      };
      run(limit, task, { host, pace: { requestsPerSecond: 1, concurrency: 1 } });
    }
    await vi.advanceTimersByTimeAsync(10_000);
    expect(started).toEqual(['a', 'b']);
  });

  it('frees the turn of a task that fails', async () => {
    const limit = createRateLimit();
    const failing = run(limit, async () => {
      throw new Error('no');
    });
    await expect(failing.result).rejects.toThrow('no');
    const next = run(limit, async () => 'done');
    await vi.advanceTimersByTimeAsync(10);
    expect(await next.result).toBe('done');
  });

  it.each([
    ['the first asker', { requestsPerSecond: 1, concurrency: 1 }, []],
    ['a source that has not asked yet', { requestsPerSecond: 1000, concurrency: 9 }, ['host']],
  ])('keeps to the stricter pace of %s', async (_who, first, declared) => {
    const limit = createRateLimit();
    limit.declare(declared.map((host) => [host, { requestsPerSecond: 1, concurrency: 1 }]));
    const started: Pace[] = [];
    const lax = { requestsPerSecond: 1000, concurrency: 9 };
    for (const pace of [first, lax, lax, lax]) {
      run(limit, async () => void started.push(pace), { pace });
    }
    await vi.advanceTimersByTimeAsync(1500);
    expect(started.length).toBe(3);
    await vi.advanceTimersByTimeAsync(1000);
    expect(started.length).toBe(4);
  });

  it('leaves the spacing that a host asks for between any two requests, and says what it cost', async () => {
    const limit = createRateLimit();
    const started: number[] = [];
    const runs = [0, 1, 2].map((index) =>
      run(limit, async () => void started.push(index), { spacingMs: 5000 }),
    );
    await vi.advanceTimersByTimeAsync(4999);
    expect(started).toEqual([0]);
    await vi.advanceTimersByTimeAsync(5001);
    expect(started).toEqual([0, 1, 2]);
    expect(runs.map(({ waits }) => Math.round((waits[0] ?? 0) / 1000))).toEqual([0, 5, 10]);
  });

  it('lets nobody ask a host that asked for a pause until it is over', async () => {
    const limit = createRateLimit();
    await run(limit, async () => limit.hold('host', 3000)).result;
    const started: number[] = [];
    run(limit, async () => void started.push(1));
    await vi.advanceTimersByTimeAsync(2900);
    expect(started).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(started).toEqual([1]);
  });

  it('refuses at once what would have to wait more than a minute for a host', async () => {
    const limit = createRateLimit();
    const slow = { requestsPerSecond: 0.1, concurrency: 1 };
    await run(limit, async () => undefined, { pace: slow }).result;
    await run(limit, async () => undefined, { pace: slow }).result;
    const waiting = run(limit, async () => 'asked', { pace: slow });
    limit.hold('host', 3_600_000);
    await expect(waiting.result).rejects.toMatchObject({ code: 'FETCH_STATUS' });
    await expect(run(limit, async () => 'asked').result).rejects.toThrow(/host asked for a pause/);
    expect(await run(limit, async () => 'asked', { host: 'other' }).result).toBe('asked');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await run(limit, async () => 'asked').result).toBe('asked');
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('2025-01-01T00:00:00Z');
  it.each([
    [undefined, null],
    ['7', 7000],
    ['Wed, 01 Jan 2025 00:00:30 GMT', 30_000],
    ['Wed, 01 Jan 2020 00:00:00 GMT', 0],
    ['soon', null],
  ])('reads %s as %s', (value, expected) => {
    expect(retryAfterMs(value, now)).toBe(expected);
  });
});
