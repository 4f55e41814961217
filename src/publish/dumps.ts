import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { CatalogueReader } from '../model/published.ts';
import { type GraphText, type RdfFormat, serialise, toNQuads } from './formats.ts';
import { render, storedTarget, type Target } from './profiles/index.ts';

/** A whole dump, open for reading; whoever asked for it closes the handle. */
export interface Dump {
  readonly serial: number;
  readonly size: number;
  readonly handle: FileHandle;
}

/** SHA-256 of the N-Quads dump: what `sha256sum catalog.nq` says of it. */
export interface Checksum {
  readonly serial: number;
  readonly sha256: string;
}

export interface Dumps {
  /**
   * Opens the dump of the present serial, after building it if it is the first asked for; in the
   * profile that descriptions are stored in, unless another is named.
   */
  open(
    format: RdfFormat,
    gzip: boolean,
    options?: { readonly target?: Target; readonly signal?: AbortSignal },
  ): Promise<Dump>;
  checksum(signal?: AbortSignal): Promise<Checksum>;
}

/** The N-Quads file of one serial, from which the other formats are made. */
interface Base extends Checksum {
  readonly file: string;
}

/**
 * Keeps the dumps of the present serial as files. The catalogue is read once per serial, into
 * N-Quads; every other format and profile is made from that file, graph by graph, when it is asked
 * for, so that a slow one holds no database connection. The directory belongs to this process: what it finds there is
 * removed, since the database may have been replaced meanwhile.
 */
export function createDumps(ports: {
  readonly reader: CatalogueReader;
  readonly directory: string;
}): Dumps {
  const { reader, directory } = ports;
  const building = new Map<string, Promise<unknown>>();
  let base: Base | undefined;
  let started: Promise<void> | undefined;

  /** Joins a build under way, so that a hundred simultaneous readers cost one. */
  function once<Result>(key: string, build: () => Promise<Result>): Promise<Result> {
    const running = building.get(key);
    // A key is only ever used with one type of result.
    if (running) return running as Promise<Result>;
    const started = build().finally(() => building.delete(key));
    building.set(key, started);
    return started;
  }

  async function start(): Promise<void> {
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
  }

  async function currentBase(): Promise<Base> {
    started ??= start();
    await started;
    const { serial } = await reader.state();
    if (base?.serial === serial) return base;
    return once('base', async () => {
      base = await writeBase(reader, directory);
      await removeOlder(directory, base.serial);
      return base;
    });
  }

  async function fileOf(
    format: RdfFormat,
    gzip: boolean,
    target: Target,
    from: Base,
  ): Promise<string> {
    const isStored = target === storedTarget;
    const name = `${from.serial}.${isStored ? '' : `${target.id}.`}${format.suffix}`;
    const plain =
      isStored && format.suffix === 'nq'
        ? from.file
        : await derive(name, (file) =>
            pipeline(
              Readable.from(serialise(format, renderAll(target, readGraphs(from.file)))),
              createWriteStream(file),
            ),
          );
    if (!gzip) return plain;
    return derive(`${name}.gz`, (file) =>
      pipeline(createReadStream(plain), createGzip(), createWriteStream(file)),
    );
  }

  function derive(name: string, write: (file: string) => Promise<void>): Promise<string> {
    const file = join(directory, name);
    return once(name, async () => {
      if (await exists(file)) return file;
      await write(`${file}.part`);
      await rename(`${file}.part`, file);
      return file;
    });
  }

  return {
    async open(format, gzip, { target = storedTarget, signal } = {}) {
      for (let attempt = 1; ; attempt += 1) {
        signal?.throwIfAborted();
        const from = await currentBase();
        try {
          const handle = await open(await fileOf(format, gzip, target, from));
          const { size } = await handle.stat();
          return { serial: from.serial, size, handle };
        } catch (error) {
          // A newer serial was published meanwhile and the file removed under our hands.
          if (!isMissing(error) || attempt === 3) throw error;
        }
      }
    },

    async checksum(signal) {
      signal?.throwIfAborted();
      const { serial, sha256 } = await currentBase();
      return { serial, sha256 };
    },
  };
}

function writeBase(reader: CatalogueReader, directory: string): Promise<Base> {
  return reader.snapshot(async ({ serial }, entities) => {
    const file = join(directory, `${serial}.nq`);
    const hash = createHash('sha256');
    const hashing = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const lines = Readable.from(
      (async function* () {
        for await (const entity of entities) yield toNQuads(entity);
      })(),
    );
    await pipeline(lines, hashing, createWriteStream(`${file}.part`));
    await rename(`${file}.part`, file);
    return { serial, sha256: hash.digest('hex'), file };
  });
}

// Whoever still reads a removed file keeps it until its handle is closed: the system sees to that.
async function removeOlder(directory: string, serial: number): Promise<void> {
  for (const name of await readdir(directory)) {
    if (Number.parseInt(name, 10) < serial) await rm(join(directory, name), { force: true });
  }
}

async function* renderAll(
  target: Target,
  graphs: AsyncIterable<GraphText>,
): AsyncGenerator<GraphText> {
  for await (const graph of graphs) yield render(target, graph);
}

/** Reads an N-Quads file back, graph by graph; the lines of a graph stand together. */
async function* readGraphs(file: string): AsyncGenerator<GraphText> {
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

async function exists(file: string): Promise<boolean> {
  try {
    await (await open(file)).close();
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
