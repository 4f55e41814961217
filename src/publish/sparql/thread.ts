import { Worker } from 'node:worker_threads';
import { SparqlError } from './problem.ts';
import type { Answer, Request } from './protocol.ts';

/** A worker thread that holds a store and answers in the order it is asked. */
export interface StoreThread {
  /** Rejects with a SparqlError when the answer is a failure or the thread dies first. */
  ask(request: Request): Promise<string>;
  readonly isAlive: boolean;
  /** Ends the thread at once, whatever it computes. */
  kill(): Promise<void>;
}

interface Waiting {
  readonly resolve: (body: string) => void;
  readonly reject: (error: SparqlError) => void;
}

/** Starts a thread with an empty store. */
export function startStoreThread(): StoreThread {
  const worker = openWorker();
  const waiting: Waiting[] = [];
  let isAlive = true;

  function die(cause?: unknown): void {
    isAlive = false;
    for (const { reject } of waiting.splice(0))
      reject(new SparqlError('SPARQL_FAILED', 'The SPARQL engine stopped.', { cause }));
  }

  worker.on('message', (answer: Answer) => {
    const asked = waiting.shift();
    if (answer.kind === 'failed') {
      if (answer.broken) isAlive = false;
      asked?.reject(new SparqlError(answer.code, answer.message));
    } else {
      asked?.resolve(answer.kind === 'result' ? answer.body : '');
    }
  });
  worker.on('error', die);
  worker.on('exit', () => die());

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (!isAlive) {
          reject(new SparqlError('SPARQL_FAILED', 'The SPARQL engine has stopped.'));
          return;
        }
        waiting.push({ resolve, reject });
        worker.postMessage(request);
      }),
    get isAlive() {
      return isAlive;
    },
    async kill() {
      isAlive = false;
      await worker.terminate();
    },
  };
}

/** Built code has a worker in JavaScript; source files are TypeScript, which needs a first step. */
function openWorker(): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const file = isSource ? './worker-from-source.mjs' : './worker.js';
  return new Worker(new URL(file, import.meta.url), { execArgv: [] });
}
