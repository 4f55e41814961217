import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { CatalogueReader } from '../../model/published.ts';
import { formatOf, formats } from '../formats.ts';
import { storedTarget } from '../profiles/index.ts';
import type { Checksum, Dumps } from './contract.ts';
import { type Edition, readEdition, segmentsBehind } from './edition.ts';
import { digestPieces, type Files, openFiles, type Piece, readPieces, totalSize } from './files.ts';
import { savedEdition, saveEdition } from './manifest.ts';
import { type Render, renderFile } from './render.ts';
import { fileName, layOut, type Variant, warmUp, writeVariant } from './variants.ts';

/**
 * Keeps dumps as files of segments. A change costs the segments it is in, read from the catalogue into N-Quads; every
 * other format and profile is made from those files, graph by graph, so that a slow one holds no database connection. With
 * `isBuilt` somebody calls `build`, and what was built last is given; else the present serial is made when it is asked
 * for. The directory belongs to this process; what an earlier one made is used again if it is of this database.
 */
export function createDumps(ports: {
  readonly reader: CatalogueReader;
  readonly directory: string;
  readonly isBuilt?: boolean;
  /** Of this program: another may write the same triples in another way. */
  readonly version?: string;
  /** Renders segments; in this thread unless another is given. */
  readonly render?: Render;
}): Dumps {
  const { reader, directory, isBuilt = false, version = 'any' } = ports;
  const own = join(directory, version);
  const manifest = join(own, 'edition.json');
  const checksums = new WeakMap<Edition, Promise<Checksum>>();
  /** Pieces of dumps that are whole, by edition and variant. */
  const layouts = new WeakMap<Edition, Map<string, readonly Piece[]>>();
  /** Editions that are being read, and by how many. */
  const readers = new Map<Edition, number>();
  let edition: Edition | undefined;
  let opening: Promise<Files> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** Whether something was rendered since the start: the first times take several times as long. */
  let isWarm = false;

  const render: Render = (task) => {
    isWarm = true;
    return (ports.render ?? renderFile)(task);
  };

  function files(): Promise<Files> {
    opening ??= openAll();
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  }

  async function openAll(): Promise<Files> {
    await mkdir(directory, { recursive: true });
    for (const name of await readdir(directory))
      if (name !== version) await rm(join(directory, name), { recursive: true, force: true });
    const opened = await openFiles(join(own, 'segments'));
    const saved = await savedEdition(reader, manifest);
    const isThere = saved?.segments.every(
      ({ digest }) => opened.size(`${digest}.nq`) !== undefined,
    );
    if (isThere) edition = saved;
    return opened;
  }

  /** One after the other: what one makes another must not remove. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  }

  /** Goes on to the present serial; what is given to `prepare` is given to readers when that is done. */
  async function advance(prepare?: (next: Edition, opened: Files) => Promise<void>): Promise<void> {
    const opened = await files();
    const { serial } = await reader.state();
    const next =
      edition?.serial === serial
        ? edition
        : await readEdition(reader, edition, {
            read: ({ digest }) => readFile(opened.path(`${digest}.nq`), 'utf8'),
            write: ({ digest, nquads }) =>
              opened.write(`${digest}.nq`, (path) => writeFile(path, nquads)),
          });
    await prepare?.(next, opened);
    if (edition === next) return;
    edition = next;
    await saveEdition(reader, manifest, next);
    await sweep();
  }

  /** Removes files that no edition needs any more. */
  async function sweep(): Promise<void> {
    const opened = await files();
    const needed = new Set(
      [...readers.keys(), ...(edition ? [edition] : [])].flatMap(({ segments }) =>
        segments.map(({ digest }) => digest),
      ),
    );
    await opened.remove(new Set([...opened.starts].filter((digest) => !needed.has(digest))));
  }

  /** Makes an edition that has nothing but N-Quads yet; the first of all need not be more to be better than none. */
  function first(): Promise<void> {
    return inTurn(async () => {
      if (!isBuilt || edition === undefined) await advance();
    });
  }

  async function currentEdition(signal?: AbortSignal): Promise<Edition> {
    signal?.throwIfAborted();
    await files();
    if (!isBuilt || edition === undefined) await first();
    if (edition === undefined) throw new TypeError('No edition was made');
    return edition;
  }

  async function piecesOf(
    from: Edition,
    variant: Variant,
    signal?: AbortSignal,
  ): Promise<readonly Piece[]> {
    const known = layouts.get(from) ?? new Map<string, readonly Piece[]>();
    layouts.set(from, known);
    const name = fileName('', variant);
    const pieces = known.get(name);
    if (pieces) return pieces;
    const opened = await files();
    await writeVariant(opened, from, variant, { render, signal });
    const laidOut = layOut(opened, from, variant);
    known.set(name, laidOut);
    return laidOut;
  }

  function hold(held: Edition): () => void {
    readers.set(held, (readers.get(held) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const rest = (readers.get(held) ?? 1) - 1;
      if (rest > 0) readers.set(held, rest);
      else readers.delete(held);
      if (rest === 0 && held !== edition) inTurn(sweep).catch(() => {});
    };
  }

  async function digest(from: Edition): Promise<Checksum> {
    const { serial, segments } = from;
    const format = formatOf('nq');
    if (!format) throw new TypeError('There is no format nq');
    const pieces = await piecesOf(from, { format, gzip: false, target: storedTarget });
    const triples = segments.reduce((sum, segment) => sum + segment.triples, 0);
    return { serial, sha256: await digestPieces(pieces), triples };
  }

  return {
    async open(format, gzip, { target = storedTarget, signal } = {}) {
      const current = await currentEdition(signal);
      const release = hold(current);
      try {
        const pieces = await piecesOf(current, { format, gzip, target }, signal);
        const size = totalSize(pieces);
        return {
          serial: current.serial,
          modified: current.modified,
          size,
          close: release,
          read(range = { start: 0, end: size - 1 }) {
            const stream = Readable.from(readPieces(pieces, range), { objectMode: false });
            return stream.once('close', release);
          },
        };
      } catch (error) {
        release();
        throw error;
      }
    },

    async checksum(signal) {
      const current = await currentEdition(signal);
      const release = hold(current);
      const known = checksums.get(current) ?? digest(current);
      checksums.set(current, known);
      known.catch(() => checksums.delete(current));
      return known.finally(release);
    },

    async build(signal) {
      signal?.throwIfAborted();
      await files();
      if (edition === undefined) await first();
      await inTurn(() =>
        advance(async (next, opened) => {
          const earlier = edition;
          // Side by side: one is compressed while another is rendered. A compressed file comes from a plain one.
          const ends = await Promise.allSettled(
            formats.map((format) => {
              const variant = { format, gzip: true, target: storedTarget };
              return writeVariant(opened, next, variant, { render, earlier, signal });
            }),
          );
          for (const end of ends) if (end.status === 'rejected') throw end.reason;
          if (!isWarm) await warmUp(opened, next, { render, signal });
        }),
      );
    },

    async behind() {
      await files();
      return edition ? segmentsBehind(reader, edition) : Number.POSITIVE_INFINITY;
    },
  };
}
