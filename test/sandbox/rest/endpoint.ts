import { type LoneEndpoint, startLoneEndpoint } from '../lone-endpoint.ts';
import type { Answer, Respond } from '../server.ts';
import type { RestDataset } from './datasets.ts';

/** How the list of an API misbehaves until it is mended. */
export interface ListQuirks {
  /** Every page holds the rows of the first. */
  readonly repeats: boolean;
  /** Added to the number of rows that later pages announce. */
  readonly drift: number;
}

/** A JSON API on the loopback interface. */
export interface RestApi extends LoneEndpoint {
  /** Makes the list misbehave. */
  quirk(quirks: Partial<ListQuirks>): void;
  /** Keys of the datasets it began with. */
  readonly keys: readonly string[];
}

const wellBehaved: ListQuirks = { repeats: false, drift: 0 };

/** Starts an API over datasets. */
export async function startRestApi(
  datasets: readonly RestDataset[],
  create: (origin: string, quirks: () => ListQuirks) => Respond,
): Promise<RestApi> {
  const keys = datasets.map(({ key }) => key);
  let quirks = wellBehaved;
  const endpoint = await startLoneEndpoint(keys, (origin) => create(origin, () => quirks));
  return {
    ...endpoint,
    keys,
    quirk: (wanted) => {
      quirks = { ...quirks, ...wanted };
    },
    mend: () => {
      quirks = wellBehaved;
      endpoint.mend();
    },
  };
}

/** A JSON answer with validators. */
export function json(value: unknown, status = 200): Answer {
  return {
    status,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(value),
    validators: status === 200,
  };
}

/** One page of rows, and the number of rows that it announces. */
export interface RowsPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly hasNext: boolean;
}

/** Cuts a page from rows. */
export function pageOf<Row>(
  rows: readonly Row[],
  offset: number,
  size: number,
  { repeats, drift }: ListQuirks,
): RowsPage<Row> {
  const start = repeats ? 0 : offset;
  return {
    rows: rows.slice(start, start + size),
    total: rows.length + (offset > 0 ? drift : 0),
    hasNext: repeats || offset + size < rows.length,
  };
}

/** A whole number in a query, or a fallback. */
export function numberIn(url: URL, name: string, fallback: number): number {
  const value = Number(url.searchParams.get(name) ?? fallback);
  return Number.isInteger(value) && value >= 0 ? value : fallback;
}
