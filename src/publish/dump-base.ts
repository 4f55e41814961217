import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CatalogueReader } from '../model/published.ts';
import { inOwnGraph } from '../rdf/placement.ts';
import { type GraphText, toNQuads } from './formats.ts';

/** The N-Quads file of one serial, from which the other formats are made. */
export interface DumpBase {
  readonly serial: number;
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** Its lines: none of them says what another says. */
  readonly triples: number;
  /** When the catalogue was changed last before it. */
  readonly modified: Date | undefined;
  readonly file: string;
}

/** Writes the whole catalogue at one serial, read in one snapshot, and beside it whose catalogue it is. */
export function writeBase(
  reader: CatalogueReader,
  directory: string,
  signal?: AbortSignal,
): Promise<DumpBase> {
  return reader.snapshot(async ({ serial, changedAt }, entities) => {
    const file = join(directory, `${serial}.nq`);
    const hash = createHash('sha256');
    const hashing = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    let triples = 0;
    const lines = Readable.from(
      (async function* () {
        for await (const entity of entities) {
          const ntriples = inOwnGraph(entity);
          triples += ntriples.split('\n').length - 1;
          yield toNQuads({ graph: entity.graph, ntriples });
        }
      })(),
    );
    await pipeline(lines, hashing, createWriteStream(`${file}.part`), { signal });
    await rename(`${file}.part`, file);
    const sha256 = hash.digest('hex');
    return { serial, sha256, triples, modified: changedAt ?? undefined, file };
  });
}

/** What is kept beside the files of a serial once all are whole. */
interface Manifest {
  readonly serial: number;
  readonly sha256: string;
  readonly triples: number;
  /** Time of the serial to the microsecond: another database has another. */
  readonly published: string;
  readonly modified: string | undefined;
}

const manifestOf = (directory: string, serial: number) => join(directory, `${serial}.json`);

/** Marks the files of a serial as whole, so that a later process may go on with them. */
export async function seal(
  reader: Pick<CatalogueReader, 'timesOf'>,
  directory: string,
  { serial, sha256, triples, modified }: DumpBase,
): Promise<void> {
  const published = (await reader.timesOf([serial])).get(serial);
  if (published === undefined) return;
  const manifest: Manifest = {
    serial,
    sha256,
    triples,
    published,
    modified: modified?.toISOString(),
  };
  const file = manifestOf(directory, serial);
  await writeFile(`${file}.part`, JSON.stringify(manifest));
  await rename(`${file}.part`, file);
}

/** Finds the newest files that an earlier process sealed and that are of this database; removes all others. */
export async function adoptBase(
  reader: Pick<CatalogueReader, 'timesOf'>,
  directory: string,
): Promise<DumpBase | undefined> {
  const sealed = (await readdir(directory))
    .filter((name) => /^\d+\.json$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => b - a);
  for (const serial of sealed) {
    const manifest = await readManifest(manifestOf(directory, serial));
    const published = (await reader.timesOf([serial])).get(serial);
    if (manifest?.serial !== serial || manifest.published !== published) continue;
    await removeOthers(directory, serial);
    const { sha256, triples, modified } = manifest;
    const file = join(directory, `${serial}.nq`);
    return { serial, sha256, triples, modified: modified ? new Date(modified) : undefined, file };
  }
  await removeOthers(directory, null);
  return undefined;
}

async function readManifest(file: string): Promise<Manifest | null> {
  try {
    // Only seal writes such a file, whole; what else it may be does not match the database.
    return JSON.parse(await readFile(file, 'utf8')) as Manifest | null;
  } catch {
    return null;
  }
}

/**
 * Removes files of earlier serials. Whoever still reads a removed file keeps it until its handle is closed:
 * the system sees to that.
 */
export async function removeOlder(directory: string, serial: number): Promise<void> {
  for (const name of await readdir(directory)) {
    if (Number.parseInt(name, 10) < serial) await rm(join(directory, name), { force: true });
  }
}

/** Removes all but the finished files of one serial. */
async function removeOthers(directory: string, serial: number | null): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.endsWith('.part') || Number.parseInt(name, 10) !== serial)
      await rm(join(directory, name), { force: true, recursive: true });
  }
}

/** Reads an N-Quads file back, graph by graph; the lines of a graph stand together. */
export async function* readGraphs(file: string): AsyncGenerator<GraphText> {
  let graph = '';
  let ntriples: string[] = [];
  for await (const line of readLines(file)) {
    const end = line.lastIndexOf(' <');
    const name = line.slice(end + 2, line.lastIndexOf('>'));
    if (name !== graph && ntriples.length > 0) {
      yield { graph, ntriples: ntriples.join('') };
      ntriples = [];
    }
    graph = name;
    ntriples.push(`${line.slice(0, end)} .\n`);
  }
  if (ntriples.length > 0) yield { graph, ntriples: ntriples.join('') };
}

// node:readline would also part lines at U+2028, which an IRI may hold.
async function* readLines(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
