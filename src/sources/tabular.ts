import { Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { checkedOptions } from './options.ts';
import { type SheetOptions, sheetColumns, sheetRecords } from './sheet-records.ts';

const options = Type.Object(sheetColumns, { additionalProperties: false });

/** Gathers the rows of one CSV file, one record per row. */
export const tabular: Connector = {
  options,
  gather: (context) => gatherSheet(context, checkedOptions(options, context.source)),
};

async function* gatherSheet(
  { source, http, signal }: GatherContext,
  sheet: SheetOptions,
): AsyncGenerator<Gathered> {
  const response = await http.get(source.url, { accept: 'text/csv, */*;q=0.1', signal });
  yield* sheetRecords(response, sheet);
}
