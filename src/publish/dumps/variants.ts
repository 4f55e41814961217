import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { RdfFormat } from '../formats.ts';
import { storedTarget, type Target } from '../profiles/index.ts';
import type { Edition } from './edition.ts';
import type { Files, Piece } from './files.ts';
import type { Render } from './render.ts';

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
  { render, signal }: { readonly render: Render; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const { format, target } = variant;
  const what = { suffix: format.suffix, profile: target.id };
  for (const { digest } of segments) {
    // After a change nearly all are there.
    if (files.size(fileName(digest, variant)) !== undefined) continue;
    signal?.throwIfAborted();
    const plain = fileName(digest, { ...variant, gzip: false });
    const from = files.path(`${digest}.nq`);
    await files.write(plain, (to) => render({ from, to, ...what }));
    if (!variant.gzip) continue;
    await files.write(fileName(digest, variant), async (to) =>
      writeFile(to, await compress(await readFile(files.path(plain)))),
    );
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
