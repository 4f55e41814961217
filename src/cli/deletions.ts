import { type Context, createContext } from '../context.ts';
import { byCommand } from './act.ts';
import type { CommandInput } from './command.ts';
import { summaryTable } from './summary.ts';

/** `glaneur deletions`: what the breaker held; with --approve or --reject, the admin's decision. */
export async function decideDeletions(input: CommandInput): Promise<number> {
  const { approve = false, reject = false } = input.options;
  const [sourceId = null] = input.operands;
  if ((approve || reject) && (sourceId === null || approve === reject)) {
    input.stderr.write('Name the source and one of --approve and --reject.\n');
    return 64;
  }
  const context = await createContext(input.settings);
  try {
    if (sourceId !== null) context.registry.get(sourceId);
    if (sourceId === null || !(approve || reject)) await list(input, context, sourceId);
    else {
      const decision = approve ? 'approve' : 'reject';
      const records = await context.deletions[decision](sourceId);
      const act = byCommand(`deletions.${decision}`, { sourceId, detail: { records } });
      await context.audit.write(act);
      input.stdout.write(`${records} ${approve ? 'deleted' : 'kept'}\n`);
    }
    return 0;
  } finally {
    await context.close();
  }
}

async function list(
  { options, stdout }: CommandInput,
  { deletions }: Context,
  sourceId: string | null,
): Promise<void> {
  const held = await deletions.list(sourceId);
  const lines = held.map(
    ({ sourceId: source, remoteKey, recordId, heldSince }) =>
      `${source}  ${remoteKey}  ${recordId}  since ${heldSince.toISOString()}`,
  );
  const text = lines.length > 0 ? lines.join('\n') : 'No deletion is held.';
  stdout.write(`${options.json ? JSON.stringify(held, null, 2) : text}\n`);
}

/** `glaneur restore`: undoes the deletion of records. */
export async function restoreRecords(input: CommandInput): Promise<number> {
  const { operands, stdout, stderr } = input;
  if (operands.length === 0) {
    stderr.write('Name the records to restore by their ids, the last part of their address.\n');
    return 64;
  }
  const context = await createContext(input.settings);
  try {
    const runs = await context.restore(operands);
    for (const id of operands) {
      await context.audit.write(byCommand('record.restore', { target: id }));
    }
    stdout.write(`${summaryTable(runs)}\n`);
    const restored = runs.reduce((sum, { counts }) => sum + counts.created, 0);
    return restored === operands.length ? 0 : 1;
  } finally {
    await context.close();
  }
}
