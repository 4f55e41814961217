import type { Identity } from './access.ts';
import type { PushedSheet } from './ingest.ts';
import type { RecordPreview } from './record-preview.ts';

/** A file somebody gave to the console: an inventory sheet or RDF. Its name is the browser's word. */
export interface UploadedFile {
  readonly name: string;
  readonly body: Uint8Array;
}

/** A file that waits for its confirmation. */
export interface Upload extends UploadedFile {
  readonly id: string;
  readonly sourceId: string;
  readonly at: Date;
}

/** What an upload would change. */
export interface UploadPreview {
  /** The first records of the file; those that could not be read are failures. */
  readonly records: readonly RecordPreview[];
  /** Records in the file. */
  readonly total: number;
  /**
   * Records of the source that the sheet does not list: its deletion policy applies to them. Null for
   * RDF, where absence means nothing.
   */
  readonly absent: number | null;
}

/**
 * Files on their way into a source that pushes. A file is kept between preview and confirmation, so
 * that what is stored is what was shown; one for each person, for an hour.
 */
export interface Uploads {
  /** Whether a source takes sheets, else RDF; null for one that does not push. */
  takes(sourceId: string): 'sheet' | 'rdf' | null;
  /** Keeps a file and returns its id. Throws a HarvestError PARSE_*, MAP_* or GATHER_* for one that cannot be read. */
  keep(sourceId: string, file: UploadedFile, by: Identity): Promise<string>;
  /** A file of the same person for the same source that has not expired. */
  find(id: string, sourceId: string, by: Identity): Promise<Upload | null>;
  /** What the first `limit` records would become; writes nothing. */
  preview(upload: Upload, limit: number, signal: AbortSignal): Promise<UploadPreview>;
  /** Takes the file in and forgets it. */
  take(upload: Upload): Promise<PushedSheet>;
  forget(upload: Upload): Promise<void>;
}
