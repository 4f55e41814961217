import { constants, getPriority, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { SparqlError } from './problem.ts';
import type { Answer, Request, ThreadSettings } from './protocol.ts';

/** A worker thread that holds a store and answers in the order it is asked. */
export interface StoreThread {
  /** Rejects with a SparqlError when the answer is a failure or the thread dies first. */
  ask(request: Request): Promise<Exclude<Answer, { kind: 'failed' }>>;
  readonly isAlive: boolean;
  /** Lets all other threads go first, or no longer, as far as the system does that (Linux does). */
  standBack(isBehind: boolean): void;
  /** Ends the thread at once, whatever it computes. */
  kill(): Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: Exclude<Answer, { kind: 'failed' }>) => void;
  readonly reject: (error: SparqlError) => void;
}

/** Most JavaScript memory of a thread, in MiB: results and the spelling of literals, not the store. */
const heapMiB = 1024;
const usualPriority = getPriority();

/** Starts a thread with an empty store, or a copy of another's. */
export function startStoreThread(settings: Omit<ThreadSettings, 'systemId'>): StoreThread {
  const systemId = new Int32Array(new SharedArrayBuffer(4));
  const worker = openWorker({ ...settings, systemId });
  const waiting: Waiting[] = [];
  let isAlive = true;

  function die(cause?: unknown): void {
    isAlive = false;
    const isFull = cause instanceof Error && 'code' in cause && cause.code === outOfMemory;
    for (const { reject } of waiting.splice(0))
      reject(
        isFull
          ? new SparqlError('SPARQL_TOO_LARGE', 'The result needs too much memory.', { cause })
          : new SparqlError('SPARQL_FAILED', 'The SPARQL engine stopped.', { cause }),
      );
  }

  worker.on('message', (answer: Answer) => {
    const asked = waiting.shift();
    if (answer.kind === 'failed') {
      const { code, message, members = {}, broken } = answer;
      if (broken) isAlive = false;
      asked?.reject(new SparqlError(code, message, { members }));
    } else {
      asked?.resolve(answer);
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
    standBack(isBehind) {
      const id = Atomics.load(systemId, 0);
      if (id === 0 || !isAlive) return;
      try {
        setPriority(id, isBehind ? constants.priority.PRIORITY_LOW : usualPriority);
      } catch {
        // Without the right to go forward again it stays behind, where it was slow before.
      }
    },
    async kill() {
      isAlive = false;
      await worker.terminate();
    },
  };
}

const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY';

/** Built code has a worker in JavaScript; source files are TypeScript, which needs a first step. */
function openWorker(workerData: ThreadSettings): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const file = isSource ? './worker-from-source.mjs' : './worker.js';
  return new Worker(new URL(file, import.meta.url), {
    execArgv: [],
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMiB },
  });
}
