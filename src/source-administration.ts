import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from './context.ts';
import { upcomingRuns } from './harvest/scheduler.ts';
import type { Identity } from './model/access.ts';
import type { SourceAdministration, SourceTest } from './model/administration.ts';
import type {
  ManagedSource,
  SourceChange,
  SourceInput,
  SourceRefusal,
  SourceRemoval,
} from './model/managed-source.ts';
import { problemOf } from './model/problem.ts';
import type { RecordPreview } from './model/record-preview.ts';
import type { HarvestRun } from './model/run.ts';
import { readDraft } from './source-drafts.ts';
import { planProblems } from './source-settings.ts';
import { cancelRun, findRunRequest, requestRun } from './store/run-requests.ts';
import { insertSource, removeSource, setPaused, updateSource } from './store/sources.ts';

const testMs = 60_000;
/** How long the deletion of a source waits for its run to stop. */
const tries = 50;
const betweenTriesMs = 200;

/** Creates, changes, runs and deletes sources, in step with all other processes. */
export function createSourceAdministration(context: Context): SourceAdministration {
  const { database, registry } = context;
  const now = () => new Date();
  const refreshed = async (id: string): Promise<ManagedSource | null> => {
    await registry.refresh();
    return registry.managed(id) ?? null;
  };
  return {
    list: () => registry.list().flatMap(({ id }) => registry.managed(id) ?? []),
    find: registry.managed,
    nextRuns: (id, count) => upcomingRuns(registry.get(id), count),
    upcoming: (plan, count) => (planProblems(plan).length > 0 ? null : upcomingRuns(plan, count)),
    create: (input, by) => create(context, input, by),
    change: (id, input, revision, by) => change(context, id, input, revision, by),
    remove: (id, revision) => remove(context, id, revision),
    pause: async (id, paused) => {
      if (!registry.managed(id) || !(await setPaused(database, id, paused))) return null;
      return refreshed(id);
    },
    test: async (input, of, by, { limit, signal }) => {
      const current = of === null ? null : (registry.find(of) ?? null);
      const draft = await readDraft(context, input, current, by);
      if (draft.kind !== 'ready') return draft;
      const source = context.adapt(draft.written.source);
      const ending = AbortSignal.any([signal, AbortSignal.timeout(testMs)]);
      return collect(context.preview(source, ending), limit);
    },
    run: async (sourceId, trigger) => {
      if (registry.find(sourceId)?.connector === 'push' && trigger === 'request') return null;
      return requestRun(database, { sourceId, trigger }, now());
    },
    request: (id) => findRunRequest(database, id),
    cancel: (id) => cancelRun(database, id, now()),
  };
}

async function create(context: Context, input: SourceInput, by: Identity): Promise<SourceChange> {
  const { database, registry } = context;
  const draft = await readDraft(context, input, null, by);
  if (draft.kind !== 'ready') return draft;
  const { id } = draft.written.source;
  if (!(await insertSource(database, draft.written))) return { kind: 'taken' };
  await registry.refresh();
  return done(registry.managed(id));
}

async function change(
  context: Context,
  id: string,
  input: SourceInput,
  revision: number,
  by: Identity,
): Promise<SourceChange> {
  const { database, registry } = context;
  const refusal = refusalOf(registry.managed(id), revision);
  if (refusal) return refusal;
  const draft = await readDraft(context, input, registry.get(id), by);
  if (draft.kind !== 'ready') return draft;
  const isWritten = await updateSource(database, draft.written, revision);
  await registry.refresh();
  if (isWritten) return done(registry.managed(id));
  return refusalOf(registry.managed(id), revision) ?? { kind: 'unknown' };
}

async function remove(context: Context, id: string, revision: number): Promise<SourceRemoval> {
  const { database, registry } = context;
  const refusal = refusalOf(registry.managed(id), revision);
  if (refusal) return refusal;
  const source = registry.get(id);
  await setPaused(database, id, true);
  await cancelRun(database, id, new Date());
  const run = await withdraw(context, source);
  if (run === null) return { kind: 'busy' };
  const [problem] = run.problems;
  if (problem) throw new Error(`The records of ${id} could not be withdrawn: ${problem.message}`);
  await removeSource(database, id, new Date());
  await registry.refresh();
  return { kind: 'removed', withdrawn: run.counts.deleted, held: run.held };
}

/** Withdraws the records of a source as soon as its cancelled run has stopped. */
async function withdraw(
  context: Context,
  source: Parameters<Context['withdraw']>[0],
): Promise<HarvestRun | null> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const run = await context.withdraw(source);
    if (run) return run;
    await sleep(betweenTriesMs);
  }
  return null;
}

function refusalOf(managed: ManagedSource | undefined, revision: number): SourceRefusal | null {
  if (!managed) return { kind: 'unknown' };
  if (managed.managedBy === 'file') return { kind: 'file' };
  if (managed.revision === revision) return null;
  return { kind: 'outdated', revision: managed.revision };
}

function done(source: ManagedSource | undefined): SourceChange {
  return source ? { kind: 'done', source } : { kind: 'unknown' };
}

async function collect(previews: AsyncIterable<RecordPreview>, limit: number): Promise<SourceTest> {
  const records: RecordPreview[] = [];
  try {
    for await (const preview of previews) {
      records.push(preview);
      if (records.length >= limit) break;
    }
    return { kind: 'tested', records, problem: null };
  } catch (error) {
    return { kind: 'tested', records, problem: problemOf(error) };
  }
}
