import { HarvestError, type Problem, problemOf } from '../model/problem.ts';
import type { Gathered, Page, Payload } from '../model/record.ts';
import type { HarvestRun, Outcome, OutcomeCounts, Verdict } from '../model/run.ts';
import type { HarvestEvent } from './events.ts';
import type { HttpFigures, RecordFailure, RetirementResult, Walk } from './ports.ts';

/** Keeps the figures and the evidence of one run. */
export interface Tally {
  /** Sorts a batch into payloads and failures, and keeps what it proves about the walk. */
  receive(batch: readonly Gathered[]): {
    readonly payloads: readonly Payload[];
    readonly failures: readonly RecordFailure[];
    /** To be remembered once this batch and those before it are stored. */
    readonly pages: readonly Page[];
  };
  /** Of these pages, the ones all of whose records could be read. */
  sound(pages: readonly Page[]): readonly Page[];
  unchanged(remoteKeys: ReadonlySet<string>): void;
  outcomes(outcomes: readonly Outcome[]): void;
  retired(result: RetirementResult): void;
  /** The walk came to its end: judges whether it was complete. */
  conclude(): void;
  /** The run could not go on. */
  fail(problem: Problem): void;
  /** What the walk proved; `failed` until it is concluded. */
  walk(): Walk;
  run(): HarvestRun;
  finish(now: Date): HarvestRun;
}

const keptProblems = 50;

/** Starts counting for a run that has begun. */
export function startTally(
  begun: HarvestRun,
  figures: HttpFigures,
  observe: (event: HarvestEvent) => void,
): Tally {
  const seen = new Set<string>();
  const gone = new Map<string, string>();
  const problems: Problem[] = [];
  const counts: { -readonly [kind in keyof OutcomeCounts]: number } = { ...begun.counts };
  let verdict: Verdict = 'failed';
  const failedKeys = new Set<string>();
  let lost = 0;
  let announced: number | null = null;
  let walked: number | null = null;
  let isWhole = true;
  let violations = 0;
  let missing = 0;
  let held = 0;
  let finishedAt: Date | null = null;

  const run = (): HarvestRun => ({
    ...begun,
    finishedAt,
    verdict: finishedAt === null ? null : verdict,
    gathered: seen.size,
    evidence: { announced, walked, isWhole, lost },
    counts: { ...counts },
    violations,
    missing,
    held,
    requests: figures.requests,
    bytes: figures.bytes,
    notModified: figures.notModified,
    retries: figures.retries,
    waitedMs: Math.round(figures.waitedMs),
    problems: [...problems],
  });
  const addProblem = (problem: Problem) => {
    if (problems.length < keptProblems) problems.push(problem);
    observe({ kind: 'problem', run: run(), problem });
  };
  const incomplete = (problem: Problem) => {
    lost += 1;
    addProblem(problem);
  };
  const count = (outcomes: readonly Outcome[]) => {
    for (const outcome of outcomes) {
      counts[outcome.kind] += 1;
      violations += outcome.violations ?? 0;
      if (outcome.kind === 'failed') failedKeys.add(outcome.remoteKey);
    }
    if (outcomes.length > 0) observe({ kind: 'outcomes', run: run(), outcomes });
  };

  observe({ kind: 'run-started', run: begun });
  return {
    run,
    receive: (batch) => {
      const payloads: Payload[] = [];
      const failures: RecordFailure[] = [];
      const pages: Page[] = [];
      const take = (remoteKey: string) => {
        const isRepeated = seen.has(remoteKey);
        seen.add(remoteKey);
        return isRepeated;
      };
      for (const item of batch) {
        switch (item.kind) {
          case 'payload':
            if (take(item.payload.remoteKey)) failures.push(duplicate(item.payload));
            else payloads.push(item.payload);
            break;
          case 'failed':
            failures.push({ ...item, isRepeated: take(item.remoteKey) });
            break;
          case 'gone':
            gone.set(item.remoteKey, item.reason);
            break;
          case 'incomplete':
            incomplete(item.problem);
            break;
          case 'announced':
            announced = item.total;
            walked = item.walked;
            if (item.walked !== item.total) incomplete(countMismatch(item.total, item.walked));
            break;
          case 'present':
            counts.unchanged += item.remoteKeys.filter((key) => !take(key)).length;
            break;
          case 'page':
            pages.push(item.page);
            break;
          case 'changes-only':
            isWhole = false;
            break;
        }
      }
      return { payloads, failures, pages };
    },
    sound: (pages) =>
      pages.filter(({ remoteKeys }) => !remoteKeys.some((key) => failedKeys.has(key))),
    unchanged: (remoteKeys) => {
      counts.unchanged += remoteKeys.size;
    },
    outcomes: count,
    retired: (result) => {
      count(result.deleted);
      missing = result.missing;
      held = result.held;
    },
    conclude: () => {
      if (isWhole && seen.size === 0 && gone.size === 0) {
        incomplete(problemOf(new HarvestError('GATHER_EMPTY', 'The source described no dataset')));
      }
      verdict = lost > 0 ? 'partial' : 'complete';
    },
    fail: (problem) => {
      addProblem(problem);
      verdict = seen.size > 0 ? 'partial' : 'failed';
    },
    walk: () => ({
      verdict,
      isWhole,
      seen,
      // Deleted and created again within one walk: what is there counts.
      gone: new Map([...gone].filter(([remoteKey]) => !seen.has(remoteKey))),
    }),
    finish: (now) => {
      finishedAt = now;
      return run();
    },
  };
}

function countMismatch(total: number, walked: number): Problem {
  const message = `The source announced ${total} records but delivered ${walked}`;
  return problemOf(new HarvestError('GATHER_COUNT_MISMATCH', message));
}

function duplicate(payload: Payload): RecordFailure {
  const message = `The source sent a second record with the key ${payload.remoteKey}`;
  const problem = problemOf(new HarvestError('IDENTIFY_DUPLICATE_KEY', message));
  return { remoteKey: payload.remoteKey, url: payload.url, problem, isRepeated: true };
}
