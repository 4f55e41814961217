import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Finished files by name. What is begun and never finished is not among them. */
export interface Files {
  path(name: string): string;
  /** Size of a file in bytes; undefined when it is not there. */
  size(name: string): number | undefined;
  /** Makes a file if it is not there, by what writes it to a path; whoever asks meanwhile waits for the same. */
  write(name: string, make: (path: string) => Promise<void>): Promise<void>;
  /** Removes the files whose names begin so. */
  remove(starts: ReadonlySet<string>): Promise<void>;
  /** What all names begin with: up to the first full stop. */
  readonly starts: ReadonlySet<string>;
}

/** Opens a directory that belongs to this process, and removes what an earlier one left unfinished. */
export async function openFiles(directory: string): Promise<Files> {
  await mkdir(directory, { recursive: true });
  const sizes = new Map<string, number>();
  const namesOf = new Map<string, string[]>();
  const writing = new Map<string, Promise<void>>();
  const path = (name: string) => join(directory, name);
  const add = (name: string, size: number) => {
    sizes.set(name, size);
    const start = startOf(name);
    namesOf.set(start, [...(namesOf.get(start) ?? []), name]);
  };
  for (const name of await readdir(directory)) {
    if (name.endsWith(unfinished)) await rm(path(name), { force: true });
    else add(name, (await stat(path(name))).size);
  }

  async function finish(name: string, make: (path: string) => Promise<void>): Promise<void> {
    const part = path(name) + unfinished;
    await make(part);
    const { size } = await stat(part);
    await rename(part, path(name));
    add(name, size);
  }

  return {
    path,
    size: (name) => sizes.get(name),
    async write(name, make) {
      if (sizes.has(name)) return;
      const begun = writing.get(name) ?? finish(name, make).finally(() => writing.delete(name));
      writing.set(name, begun);
      await begun;
    },
    async remove(starts) {
      for (const start of starts) {
        const names = namesOf.get(start) ?? [];
        namesOf.delete(start);
        for (const name of names) sizes.delete(name);
        for (const name of names) await rm(path(name), { force: true });
      }
    },
    get starts() {
      return new Set(namesOf.keys());
    },
  };
}

const unfinished = '.part';
const startOf = (name: string) => name.split('.', 1)[0] ?? name;

/** A piece of a dump: text, or a file. */
export type Piece = Buffer | { readonly path: string; readonly size: number };

const sizeOf = (piece: Piece) => (Buffer.isBuffer(piece) ? piece.length : piece.size);

/** Bytes of all pieces. */
export function totalSize(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
}

/** Reads pieces one after the other, from one byte to another, both included. */
export async function* readPieces(
  pieces: readonly Piece[],
  { start, end }: { readonly start: number; readonly end: number },
): AsyncGenerator<Buffer> {
  let at = 0;
  for (const piece of pieces) {
    const size = sizeOf(piece);
    const from = Math.max(0, start - at);
    const to = Math.min(size - 1, end - at);
    at += size;
    if (from > to) continue;
    if (Buffer.isBuffer(piece)) yield piece.subarray(from, to + 1);
    // Without an encoding a stream of a file gives buffers.
    else yield* createReadStream(piece.path, { start: from, end: to }) as AsyncIterable<Buffer>;
  }
}

/** SHA-256 of all pieces, in hexadecimal. */
export async function digestPieces(pieces: readonly Piece[]): Promise<string> {
  const hash = createHash('sha256');
  const everything = { start: 0, end: Number.POSITIVE_INFINITY };
  for await (const chunk of readPieces(pieces, everything)) hash.update(chunk);
  return hash.digest('hex');
}
