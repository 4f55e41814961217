import { type Context, createContext } from '../context.ts';
import type { DuplicatePair, DuplicateSide } from '../model/decisions.ts';
import { byCommand } from './act.ts';
import type { CommandInput } from './command.ts';

const usage =
  'Say duplicates, duplicates --merge A B (A keeps its IRI), --never A B or --split A; the ids stand in the list and in the addresses of datasets.\n';

/** `glaneur duplicates`: records that describe one dataset or may do so, and decisions about them. */
export async function decideDuplicates(input: CommandInput): Promise<number> {
  const { merge = false, never = false, split = false } = input.options;
  const asked = [merge, never, split].filter(Boolean).length;
  const operands = asked === 0 ? 0 : split ? 1 : 2;
  if (asked > 1 || input.operands.length !== operands) {
    input.stderr.write(usage);
    return 64;
  }
  const context = await createContext(input.settings);
  try {
    if (asked === 0) return await list(input, context);
    const ids = input.operands.map((id) => id.trim().toLowerCase());
    return await decide(input, context, ids);
  } finally {
    await context.close();
  }
}

async function decide(
  { options, stdout }: CommandInput,
  { audit, duplicates }: Context,
  [first = '', second = '']: readonly string[],
): Promise<number> {
  if (options.split) {
    const parted = await duplicates.split(first);
    await audit.write(byCommand('duplicates.split', { target: first, detail: { parted } }));
    stdout.write(`${first} is published by itself, parted from ${parted} other records.\n`);
    return 0;
  }
  if (options.merge) await duplicates.merge(first, second);
  else await duplicates.never(first, second);
  const action = options.merge ? 'duplicates.merge' : 'duplicates.never';
  await audit.write(byCommand(action, { target: first, detail: { other: second } }));
  stdout.write(
    options.merge
      ? `${second} is now an origin of ${first}.\n`
      : `${first} and ${second} stay two datasets.\n`,
  );
  return 0;
}

async function list({ options, stdout }: CommandInput, { duplicates }: Context): Promise<number> {
  const pairs = await duplicates.list();
  if (options.json) stdout.write(`${JSON.stringify(pairs, null, 2)}\n`);
  else if (pairs.length === 0) stdout.write('No two records look like one dataset.\n');
  else for (const pair of pairs) stdout.write(describePair(pair));
  return 0;
}

function describePair({ state, decidedBy, first, second, reason }: DuplicatePair): string {
  const by = decidedBy === null ? '' : ` by ${decidedBy === 'admin' ? 'an admin' : 'rule'}`;
  return `${state}${by}: ${reason}\n${describeSide(first)}${describeSide(second)}`;
}

function describeSide({ id, sourceId, title }: DuplicateSide): string {
  return `  ${id}  ${sourceId}  ${title}\n`;
}
