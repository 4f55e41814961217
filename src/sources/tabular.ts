import { Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { checkedOptions } from './options.ts';
import { type SheetOptions, sheetColumns, visitSheet } from './sheet-records.ts';

const options = Type.Object(sheetColumns, { additionalProperties: false });

/** Gathers the rows of one CSV file, one record per row. */
export const tabular: Connector = {
  options,
  gather: (context) => gatherSheet(context, checkedOptions(options, context.source)),
};

async function* gatherSheet(context: GatherContext, sheet: SheetOptions): AsyncGenerator<Gathered> {
  yield* await visitSheet(context, context.source.url, sheet);
}
