import { readFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { type GraphText, type RdfFormat, serialise } from '../formats.ts';
import { render, storedTarget, type Target } from '../profiles/index.ts';
import type { Edition } from './edition.ts';
import type { Files, Piece } from './files.ts';

const compress = promisify(gzip);

/** One of the files that a dump can be taken as. */
export interface Variant {
  readonly format: RdfFormat;
  readonly gzip: boolean;
  readonly target: Target;
}

/** Name of the file that holds a segment in a variant. */
function fileName(digest: string, { format, gzip, target }: Variant): string {
  const profile = target === storedTarget ? '' : `.${target.id}`;
  return `${digest}${profile}.${format.suffix}${gzip ? '.gz' : ''}`;
}

/** Writes what is missing of the segments of an edition in a variant, from their N-Quads. */
export async function writeVariant(
  files: Files,
  { segments }: Edition,
  variant: Variant,
  signal?: AbortSignal,
): Promise<void> {
  const { format, target } = variant;
  const plain = { ...variant, gzip: false };
  const body = { ...format, head: '', tail: '' };
  for (const { digest } of segments) {
    signal?.throwIfAborted();
    await files.write(fileName(digest, plain), () =>
      serialise(body, renderAll(target, files.path(`${digest}.nq`))),
    );
    if (!variant.gzip) continue;
    await files.write(fileName(digest, variant), () =>
      compressed(files.path(fileName(digest, plain))),
    );
  }
}

async function* compressed(file: string): AsyncGenerator<Buffer> {
  yield await compress(await readFile(file));
}

async function* renderAll(target: Target, file: string): AsyncGenerator<GraphText> {
  for (const graph of readGraphs(await readFile(file, 'utf8'))) {
    // Requests are answered between two graphs: writing one takes milliseconds in some formats.
    await turn();
    yield render(target, graph);
  }
}

/** Reads N-Quads back, graph by graph; the lines of a graph stand together. */
function* readGraphs(nquads: string): Generator<GraphText> {
  let graph = '';
  let ntriples: string[] = [];
  for (const line of nquads.split('\n')) {
    const end = line.lastIndexOf(' <');
    const name = line.slice(end + 2, line.lastIndexOf('>'));
    if (name !== graph && ntriples.length > 0) {
      yield { graph, ntriples: ntriples.join('') };
      ntriples = [];
    }
    graph = name;
    ntriples.push(`${line.slice(0, end)} .\n`);
  }
}

/** The pieces of a dump whose variant is written: what {@link serialise} writes of the whole catalogue. */
export function layOut(files: Files, { segments }: Edition, variant: Variant): readonly Piece[] {
  const { head, separator, tail } = variant.format;
  const text = (value: string): readonly Piece[] => {
    const bytes = Buffer.from(value);
    // Compressed files may stand one after the other (RFC 1952 §2.2).
    return value === '' ? [] : [variant.gzip ? gzipSync(bytes) : bytes];
  };
  const plain = { ...variant, gzip: false };
  const between = text(separator);
  const bodies = segments
    .filter(({ digest }) => files.size(fileName(digest, plain)) !== 0)
    .map(({ digest }) => {
      const name = fileName(digest, variant);
      return { path: files.path(name), size: files.size(name) ?? 0 };
    });
  return [
    ...text(head),
    ...bodies.flatMap((body, index) => (index === 0 ? [body] : [...between, body])),
    ...text(tail),
  ];
}
