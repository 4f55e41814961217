import {
  type AnswerQuery,
  type Respond,
  type RunningServer,
  startEndpoint,
  startQueryEndpoint,
} from './server.ts';
import { type Controls, createControls, type Fault, type LoggedRequest } from './switches.ts';

/** One endpoint beside the four of the sandbox, for the tests of one connector, with its switches. */
export interface LoneEndpoint {
  readonly origin: string;
  /** Plants a failure, over those planted before. */
  fail(fault: Fault): void;
  /** Ends planted failures, keeps edits. */
  mend(): void;
  remove(key: string): void;
  /** Undoes a removal. */
  restore(key: string): void;
  change(key: string): void;
  /** Adds a plain valid dataset and returns its key. */
  add(): string;
  requests(): readonly LoggedRequest[];
  close(): Promise<void>;
}

/** Starts an endpoint on the loopback interface and a free port. */
export async function startLoneEndpoint(
  keys: readonly string[],
  create: (origin: string) => Respond,
): Promise<LoneEndpoint> {
  const controls = createControls(keys);
  return withSwitches(await startEndpoint(0, controls, create), controls);
}

/** As {@link startLoneEndpoint}, for one that is asked by POST: faults match path and question. */
export async function startLoneQueryEndpoint(
  keys: readonly string[],
  answer: AnswerQuery,
): Promise<LoneEndpoint> {
  const controls = createControls(keys);
  return withSwitches(await startQueryEndpoint(0, controls, answer), controls);
}

function withSwitches({ origin, close }: RunningServer, controls: Controls): LoneEndpoint {
  return {
    origin,
    close,
    fail: (fault) => {
      controls.faults.unshift({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    mend: () => {
      controls.faults = [];
    },
    remove: (key) => {
      controls.removed.add(key);
      controls.revision += 1;
    },
    restore: (key) => {
      controls.removed.delete(key);
      controls.revision += 1;
    },
    change: (key) => {
      controls.changed.set(key, (controls.changed.get(key) ?? 0) + 1);
      controls.revision += 1;
    },
    add: () => {
      const key = `ajout-${controls.added.length + 1}`;
      controls.added.push(key);
      controls.revision += 1;
      return key;
    },
    requests: () => [...controls.requests],
  };
}
