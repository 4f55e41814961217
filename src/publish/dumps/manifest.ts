import { readFile, rename, writeFile } from 'node:fs/promises';
import type { CatalogueReader } from '../../model/published.ts';
import type { Edition } from './edition.ts';

/** An edition as it is kept for a later process. */
interface Manifest extends Omit<Edition, 'modified'> {
  readonly modified: string | undefined;
  /** Time of the serial to the microsecond: another database has another. */
  readonly published: string;
}

type Times = Pick<CatalogueReader, 'timesOf'>;

/** Keeps an edition, whose N-Quads are written, for a later process. */
export async function saveEdition(reader: Times, file: string, edition: Edition): Promise<void> {
  const published = (await reader.timesOf([edition.serial])).get(edition.serial);
  if (published === undefined) return;
  const manifest: Manifest = {
    ...edition,
    modified: edition.modified?.toISOString(),
    published,
  };
  await writeFile(`${file}.part`, JSON.stringify(manifest));
  await rename(`${file}.part`, file);
}

/** The edition that an earlier process kept, if it is of this database. */
export async function savedEdition(reader: Times, file: string): Promise<Edition | undefined> {
  const manifest = await readManifest(file);
  if (!manifest) return undefined;
  const { published, modified, ...edition } = manifest;
  if ((await reader.timesOf([edition.serial])).get(edition.serial) !== published) return undefined;
  return { ...edition, modified: modified ? new Date(modified) : undefined };
}

async function readManifest(file: string): Promise<Manifest | null> {
  try {
    // Only saveEdition writes such a file, whole; what else it may be does not match the database.
    return JSON.parse(await readFile(file, 'utf8')) as Manifest | null;
  } catch {
    return null;
  }
}
