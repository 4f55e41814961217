import { type Context, createContext, sourceById } from '../context.ts';
import { HarvestError } from '../model/problem.ts';
import type { CommandInput } from './command.ts';

const usageError = 64;

/** `glaneur keys`: makes, lists and revokes the keys of partners who push. */
export async function manageKeys(input: CommandInput): Promise<number> {
  const [action = '', operand] = input.operands;
  if (!isComplete(action, operand)) {
    input.stderr.write('Say keys create SOURCE, keys list or keys revoke ID.\n');
    return usageError;
  }
  const context = await createContext(input.settings);
  try {
    if (action === 'list') return await list(input, context);
    return action === 'create'
      ? await create(input, context, operand ?? '')
      : await revoke(input, context, operand ?? '');
  } finally {
    await context.close();
  }
}

function isComplete(action: string, operand: string | undefined): boolean {
  return action === 'list' || (['create', 'revoke'].includes(action) && operand !== undefined);
}

async function create(
  { options, stdout, stderr }: CommandInput,
  { apiKeys, sources }: Context,
  sourceId: string,
): Promise<number> {
  if (sourceById(sources, sourceId).connector !== 'push') {
    throw new HarvestError(
      'CONFIG_INVALID',
      `The source ${sourceId} is harvested; only one with connector: push takes keys`,
    );
  }
  const { key, secret } = await apiKeys.create(sourceId, options.name ?? sourceId);
  if (options.json) stdout.write(`${JSON.stringify({ ...key, secret }, null, 2)}\n`);
  else {
    stdout.write(`${secret}\n`);
    stderr.write(`Key ${key.id} for ${sourceId}. It is shown this once: keep it safe.\n`);
  }
  return 0;
}

async function list({ options, stdout }: CommandInput, { apiKeys }: Context): Promise<number> {
  const keys = await apiKeys.list();
  if (options.json) {
    stdout.write(`${JSON.stringify(keys, null, 2)}\n`);
    return 0;
  }
  for (const { id, sourceId, name, prefix, createdAt, revokedAt, lastUsedAt } of keys) {
    const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`;
    const end = revokedAt === null ? '' : `, revoked ${revokedAt.toISOString()}`;
    stdout.write(`${id}  ${sourceId}  ${prefix}…  ${name}\n`);
    stdout.write(`  created ${createdAt.toISOString()}, ${used}${end}\n`);
  }
  if (keys.length === 0) stdout.write('There is no key yet.\n');
  return 0;
}

async function revoke(
  { stdout, stderr }: CommandInput,
  { apiKeys }: Context,
  id: string,
): Promise<number> {
  if (await apiKeys.revoke(id)) {
    stdout.write(`Revoked ${id}\n`);
    return 0;
  }
  stderr.write(`No key in force has the id ${id}; keys list shows all.\n`);
  return 1;
}
