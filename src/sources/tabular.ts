import { type Static, Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { checkedOptions } from './options.ts';
import { sheetColumns, visitSheet } from './sheet-records.ts';
import { gatherOmop } from './tabular/omop.ts';
import { gatherTableSchema } from './tabular/table-schema.ts';

const texts = Type.Record(Type.String({ pattern: '^[a-z]{2,3}$' }), Type.String({ minLength: 1 }));

const options = Type.Object(
  {
    layout: Type.Optional(
      Type.Enum(['rows', 'omop', 'table-schema'], {
        description:
          'rows (if absent): one record per row; omop: CDM_SOURCE with Achilles results; table-schema: one record of many Frictionless Table Schemas',
      }),
    ),
    ...sheetColumns,
    achilles: Type.Optional(
      Type.String({
        description: 'omop: address of the Achilles results, from that of the source',
      }),
    ),
    key: Type.Optional(
      Type.String({ minLength: 1, description: 'table-schema: key of the record, for ever' }),
    ),
    title: Type.Optional(texts),
    description: Type.Optional(texts),
    tables: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description: 'table-schema: addresses of the tables, where the source is no index of them',
      }),
    ),
  },
  { additionalProperties: false },
);

/** Gathers tables: rows of a CSV file or a workbook, an OMOP database, the tables of a schema. */
export const tabular: Connector = {
  options,
  gather: (context) => gatherTables(context, checkedOptions(options, context.source)),
};

async function* gatherTables(
  context: GatherContext,
  given: Static<typeof options>,
): AsyncGenerator<Gathered> {
  switch (given.layout) {
    case 'omop':
      yield* gatherOmop(context, given);
      break;
    case 'table-schema':
      yield* gatherTableSchema(context, given);
      break;
    default:
      yield* await visitSheet(context, context.source.url, given);
  }
}
