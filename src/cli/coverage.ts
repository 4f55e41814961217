import { readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { type Context, createContext } from '../context.ts';
import { createStages } from '../harvest/stages.ts';
import { HarvestError } from '../model/problem.ts';
import { readDeclarations } from '../parse/declarations.ts';
import {
  computeCoverage,
  createCoverageReader,
  importDeclarations,
  removeDeclarations,
} from '../store/coverage.ts';
import type { CommandInput } from './command.ts';

const usage =
  'Say coverage, coverage import FILE [--name LIST] or coverage remove LIST; FILE is CSV or XLSX.\n';
const shownFailures = 10;
/** Scheme of the regions of France (NUTS 2021). */
const regions = 'http://data.europa.eu/nuts/scheme/2021';

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
    if (action === 'import') await importFile(input, context, operand ?? '');
    if (action === 'remove' && !(await removeDeclarations(context.database, operand ?? ''))) {
      input.stderr.write(`There is no list named ${operand}.\n`);
      return 1;
    }
    if (action !== 'list') await computeCoverage(context.database);
    await list(input, context);
    return 0;
  } finally {
    await context.close();
  }
}

async function importFile(
  { options, stderr }: CommandInput,
  { database, knowledge, settings }: Context,
  file: string,
): Promise<void> {
  const { terms } = createStages(knowledge, settings.baseUrl);
  const regionOf = (text: string) => {
    const iri = terms.concept(regions, text);
    return iri?.slice(iri.lastIndexOf('/') + 1) ?? null;
  };
  const bytes = await readFile(resolve(file)).catch((cause: unknown) => {
    throw new HarvestError('PARSE_SYNTAX', `The file ${file} cannot be read`, { cause });
  });
  const { declarations, failures } = readDeclarations(bytes, regionOf);
  const list = options.name ?? basename(file, extname(file));
  await importDeclarations(database, list, declarations, new Date());
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
