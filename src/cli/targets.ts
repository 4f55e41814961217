import { type Context, createContext } from '../context.ts';
import type { TargetReport } from '../model/delivery.ts';
import { HarvestError } from '../model/problem.ts';
import { sourcesFor } from '../target-settings.ts';
import type { CommandInput } from './command.ts';

const usageError = 64;

/** `glaneur targets`: how far each target is; with `retry`, delivers again what was given up. */
export async function manageTargets(input: CommandInput): Promise<number> {
  const [action, id, ...records] = input.operands;
  if (action !== undefined && (action !== 'retry' || id === undefined)) {
    input.stderr.write('Say targets, or targets retry ID [RECORD...].\n');
    return usageError;
  }
  const context = await createContext(input.settings);
  try {
    return id === undefined ? await list(input, context) : await retry(input, context, id, records);
  } finally {
    await context.close();
  }
}

async function list({ options, stdout }: CommandInput, context: Context): Promise<number> {
  const { targets, sources, deliveries } = context;
  const rows = await Promise.all(
    targets.map(async (target) => ({
      ...(await deliveries.report(target.id)),
      title: target.title,
      url: target.url,
      profile: target.profile,
      pending: await deliveries.countPending(target.id, sourcesFor(target, sources)),
      deadLetters: await deliveries.deadLetters(target.id),
    })),
  );
  if (options.json) {
    stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  for (const row of rows) {
    stdout.write(`${row.id}  ${row.url}  ${row.profile}\n`);
    stdout.write(`  ${progressOf(row)}, ${row.pending} records pending\n`);
    if (row.problem) stdout.write(`  ${row.problem.code}: ${row.problem.message}\n`);
    for (const { recordId, attempts, at, problem } of row.deadLetters) {
      const when = `given up ${at.toISOString()} after ${attempts} tries`;
      stdout.write(`  ${recordId}  ${when}\n    ${problem.code}: ${problem.message}\n`);
    }
  }
  if (rows.length === 0) stdout.write('No target has an address yet; see config/targets.yaml.\n');
  return 0;
}

function progressOf({
  position,
  lag,
  condition,
  since,
  retryAt,
}: Omit<TargetReport, 'deadLetters'>) {
  const behind = `at serial ${position}, ${lag.events} events and ${lag.seconds} s behind`;
  if (condition === 'delivering') return behind;
  const next = retryAt === null ? 'now' : retryAt.toISOString();
  return `${behind}, ${condition} since ${since.toISOString()}, next try ${next}`;
}

async function retry(
  { stdout, stderr }: CommandInput,
  { targets, deliveries }: Context,
  id: string,
  records: readonly string[],
): Promise<number> {
  if (!targets.some((target) => target.id === id)) {
    const known = targets.map((target) => target.id).join(', ') || 'none';
    throw new HarvestError('CONFIG_INVALID', `There is no target ${id}; the targets are: ${known}`);
  }
  const count = await deliveries.retry(id, records.length > 0 ? records : null);
  stdout.write(`${count} to deliver again; the running service does it at once\n`);
  if (count >= records.length) return 0;
  stderr.write(`${records.length - count} of the records named were never delivered to ${id}\n`);
  return 1;
}
