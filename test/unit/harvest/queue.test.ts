import { describe, expect, it } from 'vitest';
import { createLanes } from '../../../src/harvest/lanes.ts';
import { createQueue } from '../../../src/harvest/queue.ts';

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('the harvest queue', () => {
  it('runs no more sources at once than its limit, and all of them in the end', async () => {
    const gates = new Map(['a', 'b', 'c'].map((id) => [id, gate()]));
    const started: string[] = [];
    const queue = createQueue(async (id) => {
      started.push(id);
      await gates.get(id)?.opened;
      return null;
    }, 2);
    const all = ['a', 'b', 'c'].map((id) => queue.request(id, 'request'));
    await Promise.resolve();
    await Promise.resolve();
    expect(started).toEqual(['a', 'b']);
    for (const { open } of gates.values()) open();
    await Promise.all(all);
    expect(started).toEqual(['a', 'b', 'c']);
    expect(queue.active.size).toBe(0);
  });

  it('joins a request for a source that runs already, and takes a new one afterwards', async () => {
    const { open, opened } = gate();
    let runs = 0;
    const queue = createQueue(async () => {
      runs += 1;
      await opened;
      return null;
    }, 2);
    const first = queue.request('a', 'request');
    expect(queue.request('a', 'schedule')).toBe(first);
    open();
    await first;
    await queue.request('a', 'request');
    expect(runs).toBe(2);
  });

  it('drops a run that is not wanted any more when its turn comes', async () => {
    const { open, opened } = gate();
    const started: string[] = [];
    const queue = createQueue(async (id) => {
      started.push(id);
      await opened;
      return null;
    }, 1);
    let isWanted = true;
    const all = [
      queue.request('a', 'request'),
      queue.request('b', 'request', async () => isWanted),
      queue.request('c', 'request', async () => true),
    ];
    isWanted = false;
    open();
    await Promise.all(all);
    expect(started).toEqual(['a', 'c']);
  });

  it('cancels the run of a source and frees its place even when the run throws', async () => {
    const queue = createQueue(
      (_id, _trigger, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        }),
      1,
    );
    const run = queue.request('a', 'request');
    const stopped = expect(run).rejects.toThrow('stopped');
    await Promise.resolve();
    await Promise.resolve();
    expect(queue.cancel('a')).toBe(true);
    await stopped;
    expect(queue.cancel('a')).toBe(false);
    expect(queue.active.size).toBe(0);
  });
});

describe('lanes', () => {
  it('never run more work at once than there are lanes', async () => {
    const lanes = createLanes(3);
    let running = 0;
    let most = 0;
    for (let index = 0; index < 20; index += 1) {
      await lanes.add(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      });
    }
    await lanes.drain();
    expect(most).toBe(3);
    expect(running).toBe(0);
  });

  it('report the first failure at the end, after waiting for the rest', async () => {
    const lanes = createLanes(2);
    let isDone = false;
    await lanes.add(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      isDone = true;
    });
    await lanes.add(() => Promise.reject(new Error('first')));
    await expect(lanes.drain()).rejects.toThrow('first');
    expect(isDone).toBe(true);
  });
});
