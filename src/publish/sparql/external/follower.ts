import { setTimeout as sleep } from 'node:timers/promises';
import type { CatalogueReader } from '../../../model/published.ts';
import type { GraphText } from '../../formats.ts';
import { applyChanges } from './apply.ts';
import { readBatches, removeGraphs } from './batches.ts';
import { StoreFailure } from './client.ts';
import { listGraphs, listPositions } from './counts.ts';
import {
  isOurs,
  otherBases,
  type Position,
  positionChange,
  positionGraph,
  publishedAt,
  readPosition,
} from './position.ts';
import type { ExternalStore } from './store.ts';
import { type Verification, verifyStore } from './verify.ts';
import { digestOf, writeVocabularies } from './vocabularies.ts';

/** The part of a logger that following needs. */
export interface FollowerLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface FollowerOptions {
  readonly reader: CatalogueReader;
  readonly store: ExternalStore;
  readonly baseUrl: string;
  /** Graphs of the vocabularies in force, which do not change while the process runs. */
  readonly vocabularies?: readonly GraphText[];
  readonly log: FollowerLog;
  /** The right to write, which one process has at a time; null while another has it. */
  readonly lock: () => Promise<(() => Promise<void>) | null>;
  /** Calls back after commits; without it changes wait for the next turn. */
  readonly onChange?: (listener: () => void) => Promise<() => Promise<void>>;
  readonly now?: () => Date;
  /** Time between two turns, in milliseconds. */
  readonly pollMs?: number;
  /** Time between two comparisons of all counts, in milliseconds. */
  readonly verifyMs?: number;
}

/** How the store stands, as this process sees it. */
export interface FollowerState {
  /** Null until the store has answered, and while it holds nothing of ours. */
  readonly position: Position | null;
  readonly isReachable: boolean;
  /** Whether this process is the one that writes. */
  readonly isWriter: boolean;
  readonly verification: Verification | null;
  /** Graphs of the last changes that the store did not take as they are. */
  readonly differing: readonly string[];
  /** Why the last turn failed. */
  readonly problem: string | null;
}

export interface Follower {
  readonly state: FollowerState;
  close(): Promise<void>;
}

const day = 86_400_000;
const mostDiffering = 10;

/**
 * Keeps an external store in step with the catalogue. Changes are taken from the events, so a store
 * that was emptied is filled from the first of them, and a turn that was cut off goes on where the
 * position in the store says. Replicas that may not write only watch the position.
 */
export function startFollower(options: FollowerOptions): Follower {
  const { reader, store, baseUrl, log, now = () => new Date(), pollMs = 2000 } = options;
  const { vocabularies = [], verifyMs = day } = options;
  const digest = digestOf(vocabularies);
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: FollowerState = {
    position: null,
    isReachable: false,
    isWriter: false,
    verification: null,
    differing: [],
    problem: null,
  };
  let unlock: (() => Promise<void>) | null = null;
  let verifyFrom = 0;
  /** Something was committed since the turn began. */
  let isDue = false;
  let wake = () => {};

  const note = (more: Partial<FollowerState>) => {
    state = { ...state, ...more };
  };

  /** Empties the store of this catalogue and of any other, and begins at the first change. */
  async function startOver(): Promise<Position> {
    const others = otherBases(await listPositions(store), baseUrl);
    log.info({ others }, 'the SPARQL store is filled anew');
    const bases = [...others, baseUrl];
    await removeGraphs(store, bases.map(positionGraph), signal);
    note({ position: null, differing: [], verification: null });
    for (const base of bases) await empty(`${base}/`);
    const { serial: wholeFrom } = await reader.state();
    const position = { serial: 0, published: '', wholeFrom, vocabularies: '' };
    await store.replace([positionChange(baseUrl, position)], signal);
    verifyFrom = 0;
    return position;
  }

  async function empty(start: string): Promise<void> {
    let page = await listGraphs(store, start);
    while (page.length > 0) {
      await removeGraphs(store, page, signal);
      const [first] = page;
      page = await listGraphs(store, start);
      if (page[0] === first)
        throw new StoreFailure('refused', `The store does not remove the graph ${first}`);
    }
  }

  /** Takes over another release of the vocabularies. */
  async function renew(before: Position): Promise<Position> {
    if (before.vocabularies === digest) return before;
    log.info({ graphs: vocabularies.length }, 'the SPARQL store is given the vocabularies');
    const after = { ...before, vocabularies: digest };
    const wrong = await writeVocabularies(store, vocabularies, baseUrl, { before, after }, signal);
    noteWritten(vocabularies, wrong, after);
    return after;
  }

  async function catchUp(from: Position): Promise<Position> {
    let position = from;
    const { serial: last } = await reader.state();
    if (position.serial >= last) return position;
    for await (const { changes, serial } of readBatches(reader, position.serial + 1, last)) {
      signal.throwIfAborted();
      const after = { ...position, serial, published: await publishedAt(serial, reader) };
      const written = {
        before: positionChange(baseUrl, position),
        after: positionChange(baseUrl, after),
      };
      const wrong = await applyChanges(store, changes, written, signal);
      noteWritten(changes, wrong, after);
      position = after;
    }
    return position;
  }

  function noteWritten(
    changes: readonly { readonly graph: string }[],
    wrong: readonly string[],
    position: Position,
  ): void {
    if (wrong.length > 0)
      log.warn({ graphs: wrong.slice(0, mostDiffering) }, 'the SPARQL store holds other triples');
    const touched = new Set(changes.map(({ graph }) => graph));
    const still = state.differing.filter((graph) => !touched.has(graph));
    note({ position, differing: [...still, ...wrong].slice(0, mostDiffering) });
  }

  async function verify(position: Position): Promise<void> {
    if (now().getTime() < verifyFrom) return;
    const verification = await verifyStore({ reader, store, vocabularies, now }, baseUrl, position);
    if (!verification) return;
    verifyFrom = now().getTime() + verifyMs;
    note({ verification, differing: verification.differing });
    const { serial, triples, visible, repaired } = verification;
    const fields = { serial, triples, visible, repaired, differing: verification.differing };
    if (verification.differing.length > 0 || visible !== triples)
      log.warn(fields, 'the SPARQL store shows other triples than the catalogue');
    else log.info(fields, 'the SPARQL store holds the catalogue');
  }

  async function turn(): Promise<void> {
    unlock ??= await options.lock();
    const found = await readPosition(store, baseUrl);
    note({ position: found, isReachable: true, isWriter: unlock !== null });
    if (!unlock) return;
    const position = found && (await isOurs(found, reader)) ? found : await startOver();
    const reached = await catchUp(await renew(position));
    note({ position: reached });
    await verify(reached);
  }

  function fail(error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error);
    if (problem !== state.problem) log.warn({ problem }, 'the SPARQL store is not followed');
    const isReachable = error instanceof StoreFailure && error.kind === 'refused';
    // What a store forgot when it broke off shows in the counts.
    if (!isReachable) verifyFrom = 0;
    note({ problem, isReachable });
  }

  /** Waits for the next turn or, when all is well, the next commit. */
  async function pause(): Promise<void> {
    const turnEnds = sleep(pollMs, undefined, { signal }).catch(() => {});
    if (state.problem !== null) return turnEnds;
    const committed = new Promise<void>((resolve) => {
      wake = resolve;
      if (isDue) resolve();
    });
    await Promise.race([turnEnds, committed]);
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      isDue = false;
      await turn().then(
        () => note({ problem: null }),
        (error: unknown) => {
          if (!signal.aborted) fail(error);
        },
      );
      await pause();
    }
  }

  const listening = options.onChange?.(() => {
    isDue = true;
    wake();
  });
  listening?.catch(() => {});
  const running = run();
  return {
    get state() {
      return state;
    },
    async close() {
      stopping.abort();
      await running;
      await (await listening?.catch(() => undefined))?.();
      await unlock?.();
    },
  };
}
