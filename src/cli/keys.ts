import { type Context, createContext } from '../context.ts';
import { type ApiKey, keyProblem, keyRoles } from '../model/access.ts';
import { HarvestError } from '../model/problem.ts';
import { byCommand } from './act.ts';
import type { CommandInput } from './command.ts';

const usageError = 64;
const dayMs = 86_400_000;

/** `glaneur keys`: makes, lists and revokes keys, to push or to use the API. */
export async function manageKeys(input: CommandInput): Promise<number> {
  const [action = '', operand] = input.operands;
  const role = keyRoles.find((each) => each === (input.options.role ?? 'push'));
  const days = Number(input.options.days ?? '0');
  if (!isComplete(action, operand) || role === undefined || !(days >= 0 && days < 10_000)) {
    input.stderr.write(
      `Say keys create [SOURCE] [--role ${keyRoles.join('|')}] [--days N], keys list or keys revoke ID.\n`,
    );
    return usageError;
  }
  const context = await createContext(input.settings);
  try {
    if (action === 'list') return await list(input, context);
    if (action === 'revoke') return await revoke(input, context, operand ?? '');
    const expiresAt = days === 0 ? null : new Date(Date.now() + days * dayMs);
    return await create(input, context, { role, sourceId: operand ?? null, expiresAt });
  } finally {
    await context.close();
  }
}

function isComplete(action: string, operand: string | undefined): boolean {
  return ['list', 'create'].includes(action) || (action === 'revoke' && operand !== undefined);
}

async function create(
  { options, stdout, stderr }: CommandInput,
  { access, audit, registry }: Context,
  wanted: Pick<ApiKey, 'role' | 'sourceId' | 'expiresAt'>,
): Promise<number> {
  const problem = keyProblem(wanted, registry.find(wanted.sourceId ?? ''));
  if (problem !== null) throw new HarvestError('CONFIG_INVALID', problem);
  const { role, sourceId } = wanted;
  const name = options.name ?? sourceId ?? role;
  const { key, secret } = await access.keys.create({ ...wanted, name });
  await audit.write(byCommand('key.create', { sourceId, target: key.id, detail: { name, role } }));
  if (options.json) stdout.write(`${JSON.stringify({ ...key, secret }, null, 2)}\n`);
  else {
    stdout.write(`${secret}\n`);
    const purpose = sourceId === null ? role : `${role} of ${sourceId}`;
    stderr.write(`Key ${key.id}, ${purpose}. It is shown this once: keep it safe.\n`);
  }
  return 0;
}

async function list({ options, stdout }: CommandInput, { access }: Context): Promise<number> {
  const keys = await access.keys.list();
  if (options.json) stdout.write(`${JSON.stringify(keys, null, 2)}\n`);
  else if (keys.length === 0) stdout.write('There is no key yet.\n');
  else for (const key of keys) stdout.write(describe(key));
  return 0;
}

function describe(key: ApiKey): string {
  const { createdAt, expiresAt, revokedAt, lastUsedAt } = key;
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`;
  const expiry = expiresAt === null ? '' : `, expires ${expiresAt.toISOString()}`;
  const end = revokedAt === null ? '' : `, revoked ${revokedAt.toISOString()}`;
  return [
    `${key.id}  ${key.role}  ${key.sourceId ?? 'every source'}  ${key.prefix}…  ${key.name}\n`,
    `  created ${createdAt.toISOString()}, ${used}${expiry}${end}\n`,
  ].join('');
}

async function revoke(
  { stdout, stderr }: CommandInput,
  { access, audit }: Context,
  id: string,
): Promise<number> {
  if (await access.keys.revoke(id)) {
    await audit.write(byCommand('key.revoke', { target: id }));
    stdout.write(`Revoked ${id}\n`);
    return 0;
  }
  stderr.write(`No key in force has the id ${id}; keys list shows all.\n`);
  return 1;
}
