import { readFile, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { formats, type RdfFormat } from '../formats.ts';
import { storedTarget, type Target } from '../profiles/index.ts';
import type { Edition } from './edition.ts';
import type { Files, Piece } from './files.ts';
import type { EarlierRendering, Render } from './render.ts';
import type { Segment } from './segments.ts';

const compress = promisify(gzip);

/** One of the files that a dump can be taken as. */
export interface Variant {
  readonly format: RdfFormat;
  readonly gzip: boolean;
  readonly target: Target;
}

/** Name of the file that holds a segment in a variant. */
export function fileName(digest: string, { format, gzip, target }: Variant): string {
  const profile = target === storedTarget ? '' : `.${target.id}`;
  return `${digest}${profile}.${format.suffix}${gzip ? '.gz' : ''}`;
}

/** Name of the file that holds the length of each graph's text in a plain file. */
const lengthsName = (plain: string) => `${plain}.lengths`;

/**
 * Writes what is missing of the segments of an edition in a variant, from their N-Quads and from what an earlier edition
 * has of the same graphs.
 */
export async function writeVariant(
  files: Files,
  { segments }: Edition,
  variant: Variant,
  options: {
    readonly render: Render;
    readonly earlier?: Edition | undefined;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const { render, earlier, signal } = options;
  for (const segment of segments) {
    const { digest } = segment;
    // After a change nearly all are there.
    if (files.size(fileName(digest, variant)) !== undefined) continue;
    signal?.throwIfAborted();
    const plain = fileName(digest, { ...variant, gzip: false });
    await writePlain(files, digest, variant, (task) => {
      const before = earlier?.segments.find(
        ({ kind, first }) => kind === segment.kind && first === segment.first,
      );
      return render({ ...task, earlier: before && earlierRendering(files, before, variant) });
    });
    if (!variant.gzip) continue;
    await files.write(fileName(digest, variant), async (to) =>
      writeFile(to, await compress(await readFile(files.path(plain)))),
    );
  }
}

async function writePlain(
  files: Files,
  digest: string,
  { format, target }: Variant,
  render: Render,
): Promise<void> {
  const name = fileName(digest, { format, target, gzip: false });
  const from = files.path(`${digest}.nq`);
  let lengths: readonly number[] | undefined;
  await files.write(name, async (to) => {
    lengths = await render({ from, to, suffix: format.suffix, profile: target.id });
  });
  if (lengths === undefined) return;
  const json = JSON.stringify(lengths);
  await files.write(lengthsName(name), (to) => writeFile(to, json));
}

/** What there is of a segment of an earlier edition; undefined when something lacks. */
function earlierRendering(
  files: Files,
  { digest }: Segment,
  variant: Variant,
): EarlierRendering | undefined {
  const plain = fileName(digest, { ...variant, gzip: false });
  const names = { from: `${digest}.nq`, to: plain, lengths: lengthsName(plain) };
  if (Object.values(names).some((name) => files.size(name) === undefined)) return undefined;
  return {
    from: files.path(names.from),
    to: files.path(names.to),
    lengths: files.path(names.lengths),
  };
}

/**
 * Renders some dozen datasets in every format for nobody. Code that never ran is slow: without this the first change after
 * a start would wait for it.
 */
export async function warmUp(
  files: Files,
  { segments }: Edition,
  { render, signal }: { readonly render: Render; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const segment = segments.find(({ kind }) => kind === 'dataset');
  if (!segment) return;
  const from = files.path(`${segment.digest}.nq`);
  for (const { suffix } of formats) {
    signal?.throwIfAborted();
    await render({ from, to: devNull, suffix, profile: storedTarget.id });
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
