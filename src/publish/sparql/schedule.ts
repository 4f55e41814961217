import { setTimeout as sleep } from 'node:timers/promises';
import type { SparqlQuery, SparqlResult } from './contract.ts';
import { SparqlError } from './problem.ts';
import type { Replica } from './replica.ts';
import type { Replicas } from './replicas.ts';
import { briefMs, createStanding } from './standing.ts';
import { createTurns, type MaxWaiting, refuseWaiting } from './turns.ts';

/** A query that waits or runs. */
export interface Job {
  readonly query: SparqlQuery;
  readonly client: string;
  /** It had its quick turn and needs a longer one. */
  isSlow: boolean;
  readonly resolve: (result: SparqlResult) => void;
  readonly reject: (error: unknown) => void;
}

interface Run {
  readonly job: Job;
  readonly replica: Replica;
  readonly budgetMs: number;
  /** It may take its whole time; there are fewer such places than copies. */
  isSlow: boolean;
  /** It has had its quick turn. */
  isOverdue: boolean;
  /** Why it was killed. */
  ended?: 'late' | 'put back' | 'left';
  timers: NodeJS.Timeout[];
}

/** A refusal takes so long, as whoever asks without pause would otherwise keep this thread busy with refusals. */
const refusalMs = 100;

export interface ScheduleOptions {
  readonly replicas: Replicas;
  /** Gives 'again' when the copy had to be thrown away before it was asked. */
  readonly run: (replica: Replica, job: Job) => Promise<SparqlResult | 'again'>;
  readonly workers: number;
  readonly timeoutMs: number;
  readonly quickMs: number;
  readonly maxWaiting: MaxWaiting;
}

/** Decides which query runs next. */
export interface Schedule {
  add(query: SparqlQuery): Promise<SparqlResult>;
  /** Starts what may start. */
  pump(): void;
  rejectAll(error: SparqlError): void;
}

/**
 * Runs so many queries at once as there are workers. Clients take turns, and none has all workers but
 * one whose queries have been brief, for as long as they are. All but one worker may hold slow queries;
 * the last one is for quick turns: a query that outstays its turn there, while others wait, is put back
 * and starts again when there is a slow place.
 */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { replicas, workers, timeoutMs, quickMs, maxWaiting } = options;
  const standing = createStanding(timeoutMs);
  const turns = createTurns<Job>();
  const runs = new Set<Run>();
  const slowPlaces = Math.max(1, workers - 1);

  const own = (client: string) => [...runs].filter(({ job }) => job.client === client).length;
  const slowRuns = () => [...runs].filter(({ isSlow }) => isSlow).length;
  const mustBeSlow = (job: Job) => job.isSlow || standing.strikes(job.client) > 0;

  function mayGo(client: string, job: Job): boolean {
    if (own(client) >= slowPlaces && !standing.isBrief(client)) return false;
    if (!mustBeSlow(job)) return true;
    // While a copy is being replaced, what may kill another waits.
    return slowRuns() < slowPlaces && (workers === 1 || replicas.isComplete);
  }

  function pump(): void {
    promote();
    while (runs.size < workers) {
      const replica = replicas.take();
      if (replica === undefined) return;
      const job = turns.take(mayGo);
      if (job === undefined) {
        replicas.putBack(replica);
        return;
      }
      start(job, replica);
    }
    preempt();
  }

  /** Gives slow places that have become free to queries that already run. */
  function promote(): void {
    for (const run of runs) {
      const isInItsShare = own(run.job.client) <= slowPlaces;
      if (run.isOverdue && !run.isSlow && isInItsShare && slowRuns() < slowPlaces)
        run.isSlow = true;
    }
  }

  /** Puts back a query that outstayed its quick turn, when another client waits: a copy is dear to replace. */
  function preempt(): void {
    const overdue = [...runs].find((run) => run.isOverdue && !run.isSlow && !run.ended);
    if (overdue === undefined) return;
    const isOther = (client: string) => client !== overdue.job.client;
    if (!turns.some((client, job) => isOther(client) && mayGo(client, job))) return;
    overdue.job.isSlow = true;
    end(overdue, 'put back');
  }

  function start(job: Job, replica: Replica): void {
    const budgetMs = standing.budget(job.client);
    const isSlow = mustBeSlow(job);
    const run: Run = { job, replica, budgetMs, isSlow, isOverdue: false, timers: [] };
    const startedAt = performance.now();
    const turnMs = own(job.client) >= slowPlaces ? Math.min(briefMs, quickMs) : quickMs;
    runs.add(run);
    if (isSlow) replica.standBack(true);
    run.timers = [
      setTimeout(() => end(run, 'late'), budgetMs),
      setTimeout(() => {
        run.isOverdue = true;
        replica.standBack(true);
        standing.outstayed(job.client);
        if (job.query.signal?.aborted) end(run, 'left');
        pump();
      }, turnMs),
    ];
    const { signal } = job.query;
    const left = () => {
      job.reject(signal?.reason);
      if (run.isOverdue) end(run, 'left');
    };
    signal?.addEventListener('abort', left, { once: true });
    void options
      .run(replica, job)
      .then(
        (result) => {
          if (result === 'again') {
            turns.add(job.client, job, 'first');
            return;
          }
          standing.answered(job.client, performance.now() - startedAt);
          job.resolve(result);
        },
        (error: unknown) => fail(run, error),
      )
      .finally(() => {
        signal?.removeEventListener('abort', left);
        for (const timer of run.timers) clearTimeout(timer);
        runs.delete(run);
        if (isSlow || run.isOverdue) replica.standBack(false);
        replicas.giveBack(replica);
        pump();
      });
  }

  function end(run: Run, why: NonNullable<Run['ended']>): void {
    if (run.ended || !runs.has(run)) return;
    run.ended = why;
    if (why !== 'put back') strike(run.job.client);
    void replicas.kill(run.replica);
  }

  /** Notes what a client's query cost; when that is too much, its waiting ones are refused too. */
  function strike(client: string): void {
    standing.strike(client);
    const refusal = refuse(client);
    if (refusal === null || standing.refusedFor(client) === 0) return;
    const isOwn = (of: string) => of === client;
    for (let job = turns.take(isOwn); job; job = turns.take(isOwn)) job.reject(refusal);
  }

  function fail({ job, ended, budgetMs, replica }: Run, error: unknown): void {
    if (ended === 'put back') {
      turns.add(job.client, job, 'first');
      return;
    }
    if (ended === 'late') {
      const message = `The query took longer than ${budgetMs / 1000} seconds and was ended.`;
      const members = { timeoutMs: budgetMs };
      job.reject(new SparqlError('SPARQL_TIMEOUT', message, { members }));
      return;
    }
    // The query broke the engine: it costs as much as one that had to be killed.
    if (!replica.isAlive && ended === undefined) strike(job.client);
    job.reject(error);
  }

  function refuse(client: string): SparqlError | null {
    const refusedMs = standing.refusedFor(client);
    if (refusedMs > 0) {
      const retryAfter = Math.ceil(refusedMs / 1000);
      const message = `Too many of your queries had to be ended. Ask again in ${retryAfter} seconds.`;
      return new SparqlError('SPARQL_TOO_MANY', message, { members: { retryAfter } });
    }
    return refuseWaiting(turns, client, maxWaiting);
  }

  return {
    add(query) {
      const { client = '', signal } = query;
      const refusal = refuse(client);
      if (refusal) return sleep(refusalMs).then(() => Promise.reject(refusal));
      return new Promise((resolve, reject) => {
        const job: Job = { query, client, isSlow: false, resolve, reject };
        signal?.addEventListener(
          'abort',
          () => {
            if (turns.remove(client, job)) reject(signal.reason);
          },
          { once: true },
        );
        turns.add(client, job);
        pump();
      });
    },
    pump,
    rejectAll(error) {
      for (let job = turns.take(() => true); job; job = turns.take(() => true)) job.reject(error);
    },
  };
}
