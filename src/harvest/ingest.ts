import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiKey } from '../model/access.ts';
import type {
  Ingest,
  Pushed,
  PushedBody,
  PushedRecord,
  PushedSheet,
  Pusher,
  Removed,
} from '../model/ingest.ts';
import { HarvestError } from '../model/problem.ts';
import type { Gathered, Payload } from '../model/record.ts';
import type { HarvestRun, Outcome, OutcomeKind } from '../model/run.ts';
import type { Source } from '../model/source.ts';
import type { HarvestPorts } from './ports.ts';
import { harvest } from './run.ts';
import { createTurns } from './turns.ts';

/** What taking in pushed descriptions needs from outside. */
export interface IngestPorts {
  /** The source with this id as it is now. */
  readonly source: (id: string) => Source | undefined;
  readonly harvest: HarvestPorts;
  readonly key: (secret: string) => Promise<ApiKey | null>;
  readonly isPaused: (sourceId: string) => Promise<boolean>;
  /** Reads the one dataset of a document under the given key, else under its IRI. */
  readonly read: (
    document: PushedBody & { readonly baseIri: string },
    key: string | null,
  ) => Promise<Payload>;
  /** Reads all datasets of a document, each under its IRI. */
  readonly readAll: (
    document: PushedBody & { readonly baseIri: string },
  ) => Promise<readonly Payload[]>;
  /** Reads the rows of a sheet. */
  readonly readSheet: (source: Source, sheet: PushedBody) => readonly Gathered[];
  readonly find: (sourceId: string, reference: string) => Promise<PushedRecord | null>;
  readonly count: (
    sourceId: string,
    since: Date,
  ) => Promise<{ readonly living: number; readonly deleted: number }>;
  /** Of these records, those whose last description is kept back, and why. */
  readonly keptBack: (
    sourceId: string,
    remoteKeys: readonly string[],
    most: number,
  ) => Promise<readonly Outcome[]>;
  readonly recordId: (sourceId: string, remoteKey: string) => string;
}

const mostWaiting = 50;
const mostRejected = 200;
const tries = 25;
const betweenTriesMs = 200;
/** Deletions one by one count together within this time, or a loop of them would pass the breaker. */
const breakerWindowMs = 86_400_000;

/**
 * Takes in what partners push: each description, each sheet and each deletion is a run of its own
 * through THE FLOW, so that it is stored with its event in one transaction and stands in the run
 * journal. The runs of one source follow one another.
 */
export function createIngest(ports: IngestPorts, signal: AbortSignal): Ingest {
  const turns = createTurns(mostWaiting);
  return {
    pusher: async (secret) => {
      const key = await ports.key(secret);
      if (key?.role !== 'push' || key.sourceId === null) return null;
      const source = ports.source(key.sourceId);
      if (source?.connector !== 'push') return null;
      return { key, source, isPaused: await ports.isPaused(source.id) };
    },
    push: async (pusher, body, originalId) => {
      const source = sourceOf(ports, pusher);
      const known = originalId === null ? null : await ports.find(source.id, originalId);
      if (known && known.sourceId !== source.id) return { kind: 'foreign' };
      const payload = await ports.read(
        { ...body, baseIri: source.url },
        known?.remoteKey ?? originalId,
      );
      return (await turns(source.id, () => take(ports, source, payload, signal))) ?? crowded;
    },
    sheet: async (pusher, body) => {
      const source = sourceOf(ports, pusher);
      const rows = ports.readSheet(source, body);
      return (await turns(source.id, () => takeAll(ports, source, rows, signal))) ?? crowded;
    },
    document: async (pusher, body) => {
      const source = sourceOf(ports, pusher);
      const payloads = await ports.readAll({ ...body, baseIri: source.url });
      const found = payloads.map((payload) => ({ kind: 'payload', payload }) as const);
      const all = [changesOnly, ...found];
      return (await turns(source.id, () => takeAll(ports, source, all, signal))) ?? crowded;
    },
    remove: async (pusher, reference) => {
      const source = sourceOf(ports, pusher);
      const known = await ports.find(source.id, reference);
      if (!known || known.state === 'deleted') return { kind: 'unknown' };
      if (known.sourceId !== source.id) return { kind: 'foreign' };
      return (await turns(source.id, () => drop(ports, source, known, signal))) ?? crowded;
    },
  };
}

const crowded = { kind: 'crowded' } as const;
const busy = { kind: 'busy' } as const;
const changesOnly = { kind: 'changes-only' } as const;
const rejections: readonly OutcomeKind[] = ['failed', 'quarantined', 'skipped'];

function sourceOf(ports: IngestPorts, { source: { id } }: Pick<Pusher, 'source'>): Source {
  const source = ports.source(id);
  if (source) return source;
  throw new HarvestError('CONFIG_INVALID', `There is no source named ${id}`);
}

async function take(
  ports: IngestPorts,
  source: Source,
  payload: Payload,
  signal: AbortSignal,
): Promise<Pushed> {
  const ended = await runOver(ports, source, [changesOnly, { kind: 'payload', payload }], signal);
  if (ended === null) return busy;
  const outcome = ended.outcomes.find(({ remoteKey }) => remoteKey === payload.remoteKey);
  if (outcome?.kind === 'skipped' && outcome.problem) {
    return { kind: 'refused', problem: outcome.problem };
  }
  const record = await ports.find(source.id, ports.recordId(source.id, payload.remoteKey));
  if (!record) throw new HarvestError('INTERNAL', `The record ${payload.remoteKey} is not stored`);
  if (outcome?.kind === 'failed' || outcome?.kind === 'quarantined') {
    return { kind: outcome.kind, record };
  }
  if (outcome?.kind === 'created' || outcome?.kind === 'updated') {
    return { kind: outcome.kind, record };
  }
  // The same body as before has the same outcome as before.
  return { kind: record.lastOutcome === 'quarantined' ? 'quarantined' : 'unchanged', record };
}

async function takeAll(
  ports: IngestPorts,
  source: Source,
  rows: readonly Gathered[],
  signal: AbortSignal,
): Promise<PushedSheet> {
  const ended = await runOver(ports, source, rows, signal);
  if (ended === null) return busy;
  const { run, outcomes } = ended;
  const told = new Set(outcomes.map(({ remoteKey }) => remoteKey));
  const untold = rows.flatMap((row) =>
    row.kind === 'payload' && !told.has(row.payload.remoteKey) ? [row.payload.remoteKey] : [],
  );
  // The same row as before is kept back as before.
  const still = await ports.keptBack(source.id, untold, mostRejected);
  const rejected = [...outcomes.filter(({ kind }) => rejections.includes(kind)), ...still];
  return { kind: 'taken', run, rejected: rejected.slice(0, mostRejected) };
}

async function drop(
  ports: IngestPorts,
  source: Source,
  { id, remoteKey }: PushedRecord,
  signal: AbortSignal,
): Promise<Removed> {
  const since = new Date(ports.harvest.now().getTime() - breakerWindowMs);
  const { living, deleted } = await ports.count(source.id, since);
  const { floor, maxShare } = source.policy.deletion;
  const isOver = deleted + 1 > Math.max(floor, Math.floor(maxShare * (living + deleted)));
  const deletion = { ...source.policy.deletion, ...(isOver && { floor: 0, maxShare: 0 }) };
  const within = { ...source, policy: { ...source.policy, deletion } };
  const reason = 'The source deleted it.';
  const ended = await runOver(
    ports,
    within,
    [changesOnly, { kind: 'gone', remoteKey, reason }],
    signal,
  );
  if (ended === null) return busy;
  const isDeleted = ended.outcomes.some(({ kind }) => kind === 'deleted');
  return { kind: isDeleted ? 'deleted' : 'held', id };
}

/** A run over what was gathered; null when another process keeps the source busy. */
async function runOver(
  { harvest: ports }: IngestPorts,
  source: Source,
  found: readonly Gathered[],
  signal: AbortSignal,
): Promise<{ readonly run: HarvestRun; readonly outcomes: readonly Outcome[] } | null> {
  const outcomes: Outcome[] = [];
  const own: HarvestPorts = {
    ...ports,
    async *gather() {
      yield* found;
    },
    observe: (event) => {
      if (event.kind === 'outcomes') outcomes.push(...event.outcomes);
      ports.observe(event);
    },
  };
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const run = await harvest(source, 'push', own, signal);
    if (run) {
      const [problem] = run.problems;
      if (run.verdict === 'complete' || !problem) return { run, outcomes };
      throw new HarvestError(problem.code, problem.message);
    }
    await sleep(betweenTriesMs, undefined, { signal });
  }
  return null;
}
