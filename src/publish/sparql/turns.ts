import { SparqlError } from './problem.ts';

/** Waiting jobs of clients that take turns. */
export interface Turns<Job> {
  readonly size: number;
  /** Jobs of the client that wait. */
  waiting(client: string): number;
  /** `first`: before the client's others. */
  add(client: string, job: Job, place?: 'first' | 'last'): void;
  /** Takes the next job that may go: the first such of the client whose turn it is. */
  take(mayGo: (client: string, job: Job) => boolean): Job | undefined;
  /** Whether any may go. */
  some(mayGo: (client: string, job: Job) => boolean): boolean;
  remove(client: string, job: Job): boolean;
}

/** Round robin over clients: a thousand jobs of one wait for one another, not others for them. */
export function createTurns<Job>(): Turns<Job> {
  const queues = new Map<string, Job[]>();
  let size = 0;

  function remove(client: string, job: Job): boolean {
    const queue = queues.get(client) ?? [];
    const at = queue.indexOf(job);
    if (at < 0) return false;
    queue.splice(at, 1);
    size -= 1;
    if (queue.length === 0) queues.delete(client);
    return true;
  }

  return {
    get size() {
      return size;
    },
    waiting: (client) => queues.get(client)?.length ?? 0,
    add(client, job, place = 'last') {
      const queue = queues.get(client) ?? [];
      if (place === 'first') queue.unshift(job);
      else queue.push(job);
      queues.set(client, queue);
      size += 1;
    },
    take(mayGo) {
      for (const [client, queue] of queues) {
        const job = queue.find((candidate) => mayGo(client, candidate));
        if (job === undefined) continue;
        remove(client, job);
        const rest = queues.get(client);
        queues.delete(client);
        if (rest) queues.set(client, rest);
        return job;
      }
      return undefined;
    },
    some: (mayGo) => [...queues].some(([client, queue]) => queue.some((job) => mayGo(client, job))),
    remove,
  };
}

/** Jobs of one client, and of all, that may wait. */
export interface MaxWaiting {
  readonly ofClient: number;
  readonly ofAll: number;
}

/** Why another job of the client may not wait; null when it may. */
export function refuseWaiting(
  turns: Pick<Turns<unknown>, 'size' | 'waiting'>,
  client: string,
  { ofClient, ofAll }: MaxWaiting,
): SparqlError | null {
  if (turns.waiting(client) >= ofClient) {
    const message = 'Too many of your queries are waiting. Send fewer at a time.';
    return new SparqlError('SPARQL_TOO_MANY', message, { members: { retryAfter: 1 } });
  }
  return turns.size >= ofAll
    ? new SparqlError('SPARQL_BUSY', 'Too many queries are waiting. Try again in a moment.')
    : null;
}
