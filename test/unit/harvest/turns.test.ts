import { expect, it } from 'vitest';
import { createTurns } from '../../../src/harvest/turns.ts';

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

it('does work of one name in the order it came, and of two names at once', async () => {
  const turns = createTurns(10);
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await pause();
    log.push(`${name} ends`);
    return name;
  };
  const done = await Promise.all([
    turns('a', work('a1')),
    turns('a', work('a2')),
    turns('b', work('b1')),
  ]);
  expect(done).toEqual(['a1', 'a2', 'b1']);
  expect(log).toEqual(['a1 begins', 'b1 begins', 'a1 ends', 'a2 begins', 'b1 ends', 'a2 ends']);
});

it('goes on after work that failed', async () => {
  const turns = createTurns(10);
  const failing = turns('a', () => Promise.reject(new Error('broken')));
  const next = turns('a', async () => 'next');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
});

it('refuses what exceeds its length, until there is room again', async () => {
  const turns = createTurns(2);
  const first = turns('a', pause);
  const second = turns('a', pause);
  expect(await turns('a', async () => 'third')).toBeNull();
  await Promise.all([first, second]);
  expect(await turns('a', async () => 'third')).toBe('third');
});
