import { readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { type Context, createContext } from '../context.ts';
import { createDeclarations } from '../declarations.ts';
import type { DeclarationAdministration } from '../model/coverage.ts';
import { HarvestError } from '../model/problem.ts';
import { createCoverageReader } from '../store/coverage.ts';
import type { CommandInput } from './command.ts';

const usage =
  'Say coverage, coverage import FILE [--name LIST] or coverage remove LIST; FILE is CSV or XLSX.\n';
const shownFailures = 10;

/** `glaneur coverage`: lists of declared databases, and how much of them the catalogue describes. */
export async function manageCoverage(input: CommandInput): Promise<number> {
  const [action = 'list', operand, ...more] = input.operands;
  const isKnown = ['list', 'import', 'remove'].includes(action);
  if (!isKnown || more.length > 0 || (action === 'list') !== (operand === undefined)) {
    input.stderr.write(usage);
    return 64;
  }
  const context = await createContext(input.settings);
  try {
    const declarations = createDeclarations(context);
    if (action === 'import') await importFile(input, declarations, operand ?? '');
    if (action === 'remove' && !(await declarations.remove(operand ?? ''))) {
      input.stderr.write(`There is no list named ${operand}.\n`);
      return 1;
    }
    await list(input, context);
    return 0;
  } finally {
    await context.close();
  }
}

async function importFile(
  { options, stderr }: CommandInput,
  declarations: DeclarationAdministration,
  file: string,
): Promise<void> {
  const bytes = await readFile(resolve(file)).catch((cause: unknown) => {
    throw new HarvestError('PARSE_SYNTAX', `The file ${file} cannot be read`, { cause });
  });
  const list = options.name ?? basename(file, extname(file));
  const { failures } = await declarations.importSheet(list, bytes);
  for (const { line, reason } of failures.slice(0, shownFailures))
    stderr.write(`Line ${line} was left out: ${reason}\n`);
  if (failures.length > shownFailures)
    stderr.write(`… and ${failures.length - shownFailures} more lines\n`);
}

async function list({ options, stdout }: CommandInput, { database }: Context): Promise<void> {
  const reader = createCoverageReader(database);
  const [lists, undeclared] = await Promise.all([reader.lists(), reader.undeclared(0)]);
  if (options.json) {
    stdout.write(`${JSON.stringify({ lists, undeclared: undeclared.total }, null, 2)}\n`);
    return;
  }
  if (lists.length === 0) stdout.write('No list of declared databases was imported yet.\n');
  for (const { id, declared, described, importedAt } of lists)
    stdout.write(
      `${id}: ${declared} declared, ${described} described, ${declared - described} missing (imported ${importedAt.toISOString()})\n`,
    );
  stdout.write(`${undeclared.total} datasets are described and on no list.\n`);
}
