import type { GatherContext } from '../../harvest/ports.ts';
import type { Gathered } from '../../model/record.ts';

/** Options of the source that change how rows are read. */
export interface RowOptions {
  /** Leaves out datasets that another portal holds. */
  readonly skipFederated?: boolean;
}

type Parameters = Readonly<Record<string, string>>;

/** How one page of a list leads to the next. */
export type Paging =
  /** By the number of rows before the page; `window`: rows the API shows at most. */
  | {
      readonly kind: 'offset';
      readonly parameters: (offset: number, size: number) => Parameters;
      readonly window?: number;
    }
  /** By an address in the answer. */
  | { readonly kind: 'next-link'; readonly parameters: (size: number) => Parameters };

/** What one answer of a list holds. */
export interface ListAnswer {
  readonly rows: readonly unknown[];
  /** Number of rows on all pages, as the API says. */
  readonly total: number | null;
  /** Address of the next page as it is written there. */
  readonly next?: unknown;
}

/** What a row says about its record. */
export type RowReading =
  /** The row holds the whole description. */
  | { readonly kind: 'described'; readonly key: string; readonly description: unknown }
  /** The description has an address of its own; `mark` changes whenever it does, null if unknown. */
  | { readonly kind: 'listed'; readonly key: string; readonly mark: string | null }
  /** The row says that the record is no longer published. */
  | { readonly kind: 'gone'; readonly key: string; readonly reason: string }
  /** The row is no record of this source. */
  | { readonly kind: 'skipped'; readonly key: string }
  /** The row names no record. */
  | { readonly kind: 'keyless' };

/** One JSON API with a paged list: an entry of the table in rest-json.ts. */
export interface ListApi {
  /** Path of the list below the root of the site. */
  readonly path: string;
  /** Parameters that an admin may replace, best a sort order that changes of records leave alone. */
  readonly parameters: Parameters;
  readonly paging: Paging;
  /** Rows per page unless the source says otherwise. */
  readonly pageSize: number;
  /** Accept header; `application/json` if absent. */
  readonly accept?: string;
  /** Throws MAP_UNREADABLE when the answer is no list. */
  readonly readList: (answer: unknown) => ListAnswer;
  readonly readRow: (row: unknown, options: RowOptions) => RowReading;
  /** The row in an answer about one record; absent: the answer is like a row of the list. */
  readonly readRecord?: (answer: unknown, options: RowOptions) => RowReading;
  /** Address of one record; `root` has no slash at its end. */
  readonly recordUrl: (root: string, key: string) => string;
  /** Fetches a record that is only listed; throws when it cannot be read. */
  readonly fetchRecord?: (context: GatherContext, url: string, key: string) => Promise<Gathered>;
  /** Asks for a record that left the list: why it is gone, or null where nothing is certain. */
  readonly whyGone?: (context: GatherContext, url: string) => Promise<string | null>;
}
