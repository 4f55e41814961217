import { Readable, type Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HarvestError } from '../model/problem.ts';

/** Content codings asked for, in the words of Accept-Encoding. */
export const acceptedEncodings = 'gzip, deflate, br';

/** More codings than this on one body are an attack (RFC 9110 §8.4 sets no limit). */
const mostCodings = 2;

function decoderOf(coding: string, url: string): Transform {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new HarvestError(
        'FETCH_STATUS',
        `${url} answered in the content coding ${coding.slice(0, 40)}, which was not asked for`,
      );
  }
}

/** Decoders for a Content-Encoding field, in the order in which they are to be applied. */
function decodersOf(contentEncoding: string, url: string): readonly Transform[] {
  const codings = contentEncoding
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .reverse();
  if (codings.length > mostCodings) {
    throw new HarvestError('FETCH_STATUS', `${url} answered with ${codings.length} codings in one`);
  }
  return codings.map((coding) => decoderOf(coding, url));
}

interface BodyOptions {
  readonly url: string;
  readonly contentEncoding: string;
  /** Largest number of bytes, before and after decompression. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Is told of bytes as they arrive, still compressed. */
  readonly onBytes: (count: number) => void;
}

/** Error of a body larger than allowed. */
export function tooLarge(url: string, maxBytes: number): HarvestError {
  return new HarvestError(
    'FETCH_BODY_TOO_LARGE',
    `The body of ${url} is larger than the ${maxBytes} bytes allowed`,
  );
}

/** Reads and decompresses a whole body. Throws FETCH_BODY_TOO_LARGE or the error of the stream. */
export async function readBody(
  stream: AsyncIterable<Uint8Array>,
  options: BodyOptions,
): Promise<Uint8Array> {
  const { url, maxBytes, signal, onBytes } = options;
  async function* counted() {
    let arrived = 0;
    for await (const chunk of stream) {
      arrived += chunk.byteLength;
      onBytes(chunk.byteLength);
      if (arrived > maxBytes) throw tooLarge(url, maxBytes);
      yield chunk;
    }
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const sink = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      size += chunk.byteLength;
      if (size > maxBytes) return done(tooLarge(url, maxBytes));
      chunks.push(chunk);
      done();
    },
  });
  const source = Readable.from(counted(), { objectMode: false });
  await pipeline([source, ...decodersOf(options.contentEncoding, url), sink], { signal });
  return Buffer.concat(chunks, size);
}
