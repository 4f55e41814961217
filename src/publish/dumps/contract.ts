import type { Readable } from 'node:stream';
import type { RdfFormat } from '../formats.ts';
import type { Target } from '../profiles/index.ts';

/** A whole dump, open for reading. */
export interface Dump {
  readonly serial: number;
  /** When the catalogue was changed last before it. */
  readonly modified: Date | undefined;
  /** In bytes. */
  readonly size: number;
  /** Reads from one byte to another, both included, and closes the dump at the end. */
  read(range?: { readonly start: number; readonly end: number }): Readable;
  /** For whoever does not read it. */
  close(): void;
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
   * Opens a dump, after making what is missing of it; in the profile that descriptions are stored in, unless another is
   * named.
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
  /** How many segments of the dumps lack changes; infinitely many when that is not known. */
  behind(): Promise<number>;
}
