import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createContext } from '../context.ts';
import { HarvestError } from '../model/problem.ts';
import { createDumps } from '../publish/dumps/index.ts';
import { formatOf } from '../publish/formats.ts';
import { findTarget, storedTarget, targets } from '../publish/profiles/index.ts';
import type { CommandInput } from './command.ts';

/** `glaneur export`: the whole catalogue at one serial, in a format and a profile, to a file or to standard output. */
export async function exportCatalogue(input: CommandInput): Promise<number> {
  const { settings, options, signal, stdout, stderr } = input;
  const format = formatOf(options.format ?? 'ttl');
  if (!format) throw new HarvestError('CONFIG_INVALID', `There is no format ${options.format}`);
  const target = findTarget(options.profile ?? storedTarget.id);
  if (!target) {
    const known = targets.map(({ id }) => id).join(', ');
    throw new HarvestError(
      'CONFIG_INVALID',
      `There is no profile ${options.profile}; the known ones are: ${known}`,
    );
  }
  const directory = await mkdtemp(join(tmpdir(), 'glaneur-export-'));
  const context = await createContext(settings);
  try {
    const dumps = createDumps({ reader: context.reader, directory });
    const dump = await dumps.open(format, false, { target, signal });
    const file = options.output === undefined ? stdout : createWriteStream(options.output);
    await pipeline(dump.read(), file, { end: file !== stdout });
    stderr.write(`Exported the catalogue at serial ${dump.serial}\n`);
    return 0;
  } finally {
    await context.close();
    await rm(directory, { recursive: true, force: true });
  }
}
