import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type { CatalogueReader } from '../model/published.ts';
import { adoptBase, type DumpBase, readGraphs, removeOlder, seal, writeBase } from './dump-base.ts';
import { formats, type GraphText, type RdfFormat, serialise } from './formats.ts';
import { render, storedTarget, type Target } from './profiles/index.ts';

/** A whole dump, open for reading; whoever asked for it closes the handle. */
export interface Dump {
  readonly serial: number;
  /** When the catalogue was changed last before it. */
  readonly modified: Date | undefined;
  readonly size: number;
  readonly handle: FileHandle;
}

/** SHA-256 of the N-Quads dump: what `sha256sum catalog.nq` says of it. */
export interface Checksum {
  readonly serial: number;
  readonly sha256: string;
  /** Its lines: none of them says what another says. */
  readonly triples: number;
}

export interface Dumps {
  /**
   * Opens a dump, after making it if it is the first asked for; in the profile that descriptions are stored
   * in, unless another is named.
   */
  open(
    format: RdfFormat,
    gzip: boolean,
    options?: { readonly target?: Target; readonly signal?: AbortSignal },
  ): Promise<Dump>;
  checksum(signal?: AbortSignal): Promise<Checksum>;
  /**
   * Makes the dumps of the present serial in all formats, plain and compressed, and only then puts them in the place of
   * those before. Whatever ends it sooner leaves those. Throws what the reader throws, and the reason of the signal.
   */
  build(signal?: AbortSignal): Promise<void>;
}

/**
 * Keeps dumps as files, all of one serial. The catalogue is read once per serial, into N-Quads; every other
 * format and profile is made from that file, graph by graph, so that a slow one holds no database connection. With
 * `isBuilt` somebody calls `build`, and what was built last is given; else the present serial is made when it is asked for.
 * The directory belongs to this process. What an earlier one finished is given too if it is of this database.
 */
export function createDumps(ports: {
  readonly reader: CatalogueReader;
  readonly directory: string;
  readonly isBuilt?: boolean;
}): Dumps {
  const { reader, directory, isBuilt = false } = ports;
  const building = new Map<string, Promise<unknown>>();
  let base: DumpBase | undefined;
  /** Serial of the files that are known to be whole. */
  let sealed: number | undefined;
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
    await mkdir(directory, { recursive: true });
    base = await adoptBase(reader, directory);
    sealed = base?.serial;
  }

  /** The base of the present serial, for which no file may be there yet. */
  async function presentBase(signal?: AbortSignal): Promise<DumpBase> {
    const { serial } = await reader.state();
    if (base?.serial === serial) return base;
    return once('base', () => writeBase(reader, directory, signal));
  }

  async function replace(next: DumpBase): Promise<void> {
    if (base !== undefined && base.serial >= next.serial) return;
    base = next;
    await removeOlder(directory, next.serial);
  }

  async function currentBase(): Promise<DumpBase> {
    started ??= start();
    await started;
    if (isBuilt && base !== undefined) return base;
    const next = await presentBase();
    await replace(next);
    return next;
  }

  function fileOf(
    format: RdfFormat,
    gzip: boolean,
    target: Target,
    from: DumpBase,
  ): Promise<string> {
    const isStored = target === storedTarget;
    const name = `${from.serial}.${isStored ? '' : `${target.id}.`}${format.suffix}`;
    const plain =
      isStored && format.suffix === 'nq'
        ? Promise.resolve(from.file)
        : derive(name, (file) => {
            const text = serialise(format, renderAll(target, readGraphs(from.file)));
            return pipeline(Readable.from(text), createWriteStream(file));
          });
    if (!gzip) return plain;
    return derive(`${name}.gz`, async (file) =>
      pipeline(createReadStream(await plain), createGzip(), createWriteStream(file)),
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
      return untilWhole(async () => {
        signal?.throwIfAborted();
        const from = await currentBase();
        const handle = await open(await fileOf(format, gzip, target, from));
        const { size } = await handle.stat();
        return { serial: from.serial, modified: from.modified, size, handle };
      });
    },

    async checksum(signal) {
      signal?.throwIfAborted();
      const { serial, sha256, triples } = await currentBase();
      return { serial, sha256, triples };
    },

    async build(signal) {
      started ??= start();
      await started;
      await untilWhole(async () => {
        const next = await presentBase(signal);
        for (const format of quickestFirst) {
          for (const gzip of [false, true]) {
            signal?.throwIfAborted();
            await fileOf(format, gzip, storedTarget, next);
          }
        }
        if (sealed !== next.serial) await seal(reader, directory, next);
        sealed = next.serial;
        await replace(next);
      });
    },
  };
}

/** RDF/XML takes several times longer than all others together. */
const quickestFirst = [...formats].sort(
  (a, b) => Number(a.suffix === 'rdf') - Number(b.suffix === 'rdf'),
);

async function* renderAll(
  target: Target,
  graphs: AsyncIterable<GraphText>,
): AsyncGenerator<GraphText> {
  for await (const graph of graphs) {
    // Requests are answered between two graphs: writing one takes milliseconds in some formats.
    await turn();
    yield render(target, graph);
  }
}

/** Tries again when a newer serial was published meanwhile and the files removed under our hands. */
async function untilWhole<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isMissing(error) || attempt === 3) throw error;
    }
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
