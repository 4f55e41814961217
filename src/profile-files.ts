import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import type { TurtleFile } from './knowledge-files.ts';
import { HarvestError } from './model/problem.ts';
import type { AccessLevel, Localised } from './model/source.ts';

/** A profile to put into force: what `config/profiles.yaml` says of it, and its files. */
export interface NewProfile {
  readonly id: string;
  readonly title: Localised;
  readonly iri: string;
  readonly version: string;
  /** Paths are relative to the folder of the profile. */
  readonly shapes: readonly TurtleFile[];
  readonly levels: Readonly<Record<AccessLevel, readonly TurtleFile[]>> | null;
}

const added = 'shapes/added';

/**
 * Reads the Turtle files that are named, and those of the folders that are named; a file of a
 * folder keeps its place in it. Throws CONFIG_INVALID for what cannot be read or stands there twice.
 */
export async function readShapeFiles(locations: readonly string[]): Promise<TurtleFile[]> {
  const files = new Map<string, string>();
  const add = async (path: string, file: string) => {
    if (files.has(path))
      throw new HarvestError('CONFIG_INVALID', `Two of the files would be named ${path}`);
    files.set(path, await readFile(file, 'utf8'));
  };
  for (const location of locations) {
    const path = resolve(location);
    const found = await stat(path).catch((cause: unknown) => {
      throw new HarvestError('CONFIG_INVALID', `${location} cannot be read`, { cause });
    });
    if (!found.isDirectory()) {
      await add(basename(path), path);
      continue;
    }
    const names = await readdir(path, { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((each) => each.endsWith('.ttl')).sort())
      await add(join(basename(path), name), join(path, name));
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

/** Writes files into a folder that appears as a whole or not at all; its name tells its content. */
async function writeFolder(root: string, { id, shapes, levels }: NewProfile): Promise<string> {
  const files = [...shapes, ...Object.values(levels ?? {}).flat()];
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  const folder = `${added}/${id}-${hash}`;
  await mkdir(join(root, added), { recursive: true });
  const draft = await mkdtemp(join(root, added, '.draft-'));
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), text);
    }
    // A folder of that name holds the same files: what an interrupted attempt left behind.
    await rm(join(root, folder), { recursive: true, force: true });
    await rename(draft, join(root, folder));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Puts a profile into force: its files under `shapes/added`, then its entry in profiles.yaml, whose
 * comments stay. The entry is written last and at once, so that nothing refers to what is not there.
 * Throws CONFIG_INVALID when there is an entry of that id and `replace` is not set.
 */
export async function addProfile(
  configDir: string,
  profile: NewProfile,
  { replace }: { readonly replace: boolean },
): Promise<string> {
  const file = join(configDir, 'profiles.yaml');
  const document = parseDocument(await readFile(file, 'utf8'));
  const entries = document.get('profiles');
  if (!isSeq(entries)) throw new HarvestError('CONFIG_INVALID', 'profiles.yaml lists no profiles');
  const place = entries.items.findIndex((item) => isMap(item) && item.get('id') === profile.id);
  if (place >= 0 && !replace)
    throw new HarvestError('CONFIG_INVALID', `There is a profile ${profile.id} already`);
  const root = dirname(resolve(configDir));
  const folder = await writeFolder(root, profile);
  const listed = (files: readonly TurtleFile[]) => files.map(({ path }) => `${folder}/${path}`);
  const { id, title, iri, version, shapes, levels } = profile;
  const entry = document.createNode({
    id,
    title,
    iri,
    version,
    ...(shapes.length > 0 ? { shapes: listed(shapes) } : {}),
    ...(levels === null
      ? {}
      : { levels: Object.fromEntries(Object.entries(levels).map(([l, f]) => [l, listed(f)])) }),
  });
  if (place >= 0) entries.set(place, entry);
  else entries.add(entry);
  await writeFile(`${file}.part`, document.toString({ lineWidth: 0 }));
  await rename(`${file}.part`, file);
  await removeUnused(root, folder, id, await readFile(file, 'utf8'));
  return relative(root, join(root, folder));
}

/** Removes the folder that a replaced profile had. */
async function removeUnused(root: string, kept: string, id: string, listed: string) {
  for (const name of await readdir(join(root, added)))
    if (
      name.replace(/-[0-9a-f]{12}$/, '') === id &&
      `${added}/${name}` !== kept &&
      !listed.includes(`${added}/${name}/`)
    )
      await rm(join(root, added, name), { recursive: true, force: true });
}
