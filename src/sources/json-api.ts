import type { GatherContext } from '../harvest/ports.ts';
import type { Gathered } from '../model/record.ts';

/** One row of a list: what is known of a record, or of a part of one, before it is fetched. */
export interface Row {
  readonly key: string;
  /** Another key that the parts of one record share. */
  readonly sharedKey?: string;
}

/** One page of a list. */
export interface ListPage {
  readonly rows: readonly Row[];
  /** Number of rows on all pages, as the API says. */
  readonly total: number | null;
}

/** One record to fetch: its key and the rows it is made of. */
export interface Entry {
  readonly remoteKey: string;
  readonly rows: readonly Row[];
  /** Whether a row on a page that could not be read may belong to it. */
  readonly mayMissRows: boolean;
}

/** What a REST API with pages of rows and one address per record needs to be walked. */
export interface JsonApi {
  readonly defaultPageSize: number;
  /** Address of a page of the list, from 1. */
  pageUrl(base: string, page: number, pageSize: number): string;
  /** Throws MAP_UNREADABLE when the answer is no list. */
  readPage(answer: unknown): ListPage;
  /** Joins the rows that describe one record. */
  entries(rows: readonly Row[]): readonly Entry[];
  /** Fetches one record; throws when it cannot be read. */
  fetchRecord(entry: Entry, context: GatherContext): Promise<Gathered>;
}
