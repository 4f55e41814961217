import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SparqlResult } from '../../../src/publish/sparql/contract.ts';
import { SparqlError } from '../../../src/publish/sparql/problem.ts';
import type { Replica } from '../../../src/publish/sparql/replica.ts';
import type { Replicas } from '../../../src/publish/sparql/replicas.ts';
import { createSchedule, type Job } from '../../../src/publish/sparql/schedule.ts';
import { createStanding } from '../../../src/publish/sparql/standing.ts';

const result: SparqlResult = { body: Buffer.from(''), mediaType: 'text/csv', serial: 1 };
const quickMs = 60_000;
const timeoutMs = 600_000;

/** Copies that answer when they are told to; one that is killed fails its query and is replaced. */
function createDesk(count: number) {
  const running = new Map<Replica, { job: Job; answer: () => void; fail: () => void }>();
  const behind = new Set<Replica>();
  const open = (): Replica => {
    const unused = () => Promise.reject(new Error('not asked here'));
    const close = async () => undefined;
    const replica: Replica = {
      serial: 1,
      isAlive: true,
      catchUp: unused,
      query: unused,
      duplicate: unused,
      standBack: (isBehind) => (isBehind ? behind.add(replica) : behind.delete(replica)),
      close,
    };
    return replica;
  };
  const free = Array.from({ length: count }, open);
  let killed = 0;
  const replicas: Replicas = {
    take: () => free.pop(),
    giveBack: (replica) => void free.push(replica),
    putBack: (replica) => void free.push(replica),
    async kill(replica) {
      killed += 1;
      running.get(replica)?.fail();
    },
    isComplete: true,
    serial: 1,
    reached: () => undefined,
    refresh: async () => undefined,
    ready: async () => undefined,
    close: async () => undefined,
  };
  const schedule = createSchedule({
    replicas,
    workers: count,
    timeoutMs,
    quickMs,
    maxWaiting: { ofClient: 64, ofAll: 64 },
    run: (replica, job) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => () => {
          running.delete(replica);
          settle();
        };
        const failure = new SparqlError('SPARQL_FAILED', 'The SPARQL engine stopped.');
        running.set(replica, {
          job,
          answer: end(() => resolve(result)),
          fail: end(() => reject(failure)),
        });
      }),
  });
  const ask = (client: string) => schedule.add({ query: '', mediaType: 'text/csv', client });
  const clients = () => [...running.values()].map(({ job }) => job.client).sort();
  const answerAll = () => {
    for (const { answer } of [...running.values()]) answer();
  };
  return { ask, clients, answerAll, killed: () => killed, behind };
}

async function askBriefly(desk: ReturnType<typeof createDesk>, client: string): Promise<void> {
  for (let query = 0; query < 8; query += 1) {
    const answered = desk.ask(client);
    desk.answerAll();
    await answered;
    // What answered is given back after its client has been told.
    await new Promise(setImmediate);
  }
}

describe('the schedule of queries', () => {
  it('leaves one worker to others', () => {
    const desk = createDesk(3);
    for (let query = 0; query < 3; query += 1) void desk.ask('a');
    expect(desk.clients()).toEqual(['a', 'a']);
    void desk.ask('b');
    expect(desk.clients()).toEqual(['a', 'a', 'b']);
  });

  it('gives all workers to a client whose queries have been brief', async () => {
    const desk = createDesk(2);
    await askBriefly(desk, 'a');
    void desk.ask('a');
    void desk.ask('a');
    expect(desk.clients()).toEqual(['a', 'a']);
  });

  it('takes the last worker back from a client whose queries are brief no more', async () => {
    const desk = createDesk(2);
    await askBriefly(desk, 'a');
    void desk.ask('a');
    void desk.ask('a');
    void desk.ask('b');
    expect(desk.clients()).toEqual(['a', 'a']);
    // Long before the quick turn of those who keep to their share is over.
    await expect.poll(desk.clients, { timeout: quickMs / 4 }).toEqual(['a', 'b']);
  });

  it('kills nothing for the waiting queries of the same client', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const desk = createDesk(2);
    await askBriefly(desk, 'a');
    void desk.ask('a');
    void desk.ask('a');
    void desk.ask('a');
    await vi.advanceTimersByTimeAsync(quickMs * 2);
    expect(desk.clients()).toEqual(['a', 'a']);
    expect(desk.killed()).toBe(0);
    void desk.ask('b');
    await vi.advanceTimersByTimeAsync(1);
    expect(desk.killed()).toBe(1);
    expect(desk.clients()).toEqual(['a', 'b']);
  });
});

describe('a query that takes long', () => {
  it('lets others go first until it has its answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const desk = createDesk(2);
    const answered = desk.ask('a');
    await vi.advanceTimersByTimeAsync(quickMs - 1);
    expect(desk.behind.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(desk.behind.size).toBe(1);
    desk.answerAll();
    await answered;
    await new Promise(setImmediate);
    expect(desk.behind.size).toBe(0);
  });

  it('lets others go first from its start, when one of the same client had to be ended', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const desk = createDesk(2);
    const ended = expect(desk.ask('a')).rejects.toThrow('took longer');
    await vi.advanceTimersByTimeAsync(timeoutMs);
    await ended;
    await new Promise(setImmediate);
    expect(desk.behind.size).toBe(0);
    const answered = desk.ask('a');
    void desk.ask('b');
    expect(desk.clients()).toEqual(['a', 'b']);
    expect(desk.behind.size).toBe(1);
    desk.answerAll();
    await answered;
    await new Promise(setImmediate);
    expect(desk.behind.size).toBe(0);
  });
});

describe('the standing of a client', () => {
  it('is brief after eight brief queries in a row, until one takes longer or is killed', () => {
    const standing = createStanding(30_000);
    for (let query = 0; query < 7; query += 1) standing.answered('a', 5);
    expect(standing.isBrief('a')).toBe(false);
    standing.answered('a', 5);
    expect(standing.isBrief('a')).toBe(true);
    expect(standing.isBrief('b')).toBe(false);
    standing.answered('a', 101);
    expect(standing.isBrief('a')).toBe(false);
    for (let query = 0; query < 8; query += 1) standing.answered('a', 5);
    standing.strike('a');
    expect(standing.isBrief('a')).toBe(false);
  });
});
