import { createTurns, type MaxWaiting, refuseWaiting } from '../turns.ts';

/** Lets a few through at a time. */
export interface Gate {
  /**
   * Waits for a place; rejects with SPARQL_TOO_MANY or SPARQL_BUSY when too many of the client or of
   * all wait, and with the reason of `signal` when that aborts meanwhile.
   */
  pass<T>(client: string, work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/**
 * Opens a gate for so many at once. Clients take turns, and none has more than half of the places.
 * Unlike the embedded engine it holds no late query against a client: the store may be what was late.
 */
export function openGate(places: number, maxWaiting: MaxWaiting): Gate {
  const turns = createTurns<() => void>();
  const inside: string[] = [];
  const placesOfClient = Math.ceil(places / 2);
  const mayGo = (client: string) =>
    inside.length < places && inside.filter((other) => other === client).length < placesOfClient;

  function letIn(): void {
    for (let go = turns.take(mayGo); go; go = turns.take(mayGo)) go();
  }

  function enter(client: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const refusal = refuseWaiting(turns, client, maxWaiting);
    if (refusal) throw refusal;
    return new Promise((resolve, reject) => {
      const leave = () => {
        turns.remove(client, go);
        reject(signal.reason);
      };
      const go = () => {
        signal.removeEventListener('abort', leave);
        inside.push(client);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      turns.add(client, go);
      letIn();
    });
  }

  return {
    async pass(client, work, signal) {
      await enter(client, signal);
      try {
        return await work();
      } finally {
        inside.splice(inside.indexOf(client), 1);
        letIn();
      }
    },
  };
}
