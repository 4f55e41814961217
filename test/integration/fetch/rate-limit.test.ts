import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRateLimit } from '../../../src/fetch/rate-limit.ts';
import { retryAfterMs } from '../../../src/fetch/retry.ts';

describe('createRateLimit', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets a small burst go, then spaces the others evenly and in order', async () => {
    const limit = createRateLimit({ requestsPerSecond: 10, concurrency: 100 });
    const started: number[] = [];
    for (let index = 0; index < 6; index++) {
      void limit.run('host', async () => void started.push(index));
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual([0, 1]);
    await vi.advanceTimersByTimeAsync(100);
    expect(started).toEqual([0, 1, 2]);
    await vi.advanceTimersByTimeAsync(300);
    expect(started).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('counts each host apart', async () => {
    const limit = createRateLimit({ requestsPerSecond: 1, concurrency: 1 });
    const started: string[] = [];
    for (const host of ['a', 'a', 'b'])
      void limit.run(host, () => {
        started.push(host);
        return new Promise<void>(() => {});
      });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(started).toEqual(['a', 'b']);
  });

  it('frees the turn of a task that fails', async () => {
    const limit = createRateLimit({ requestsPerSecond: 1000, concurrency: 1 });
    const failing = limit.run('host', async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const next = limit.run('host', async () => 'done');
    await vi.advanceTimersByTimeAsync(10);
    expect(await next).toBe('done');
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
