import { Type } from 'typebox';
import type { Connector } from './connector.ts';
import { checkedOptions } from './options.ts';
import { gatherListed } from './sparql/listed.ts';
import { gatherTemplate } from './sparql/template.ts';

const options = Type.Object(
  {
    graph: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>"{}|\\\\^`]+$',
        description: 'Named graph to read; the default graph if absent',
      }),
    ),
    pageSize: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100_000,
        description: 'Datasets per page: of the list, 1000 if absent; of `query`, 50 if absent',
      }),
    ),
    batchSize: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 500,
        description: 'Datasets described by one query; 20 if absent',
      }),
    ),
    query: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'CONSTRUCT query in place of the list and the descriptions, with {limit} and {offset} in a sub-select of datasets',
      }),
    ),
    countQuery: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'With `query`: SELECT query for the number of datasets as ?count',
      }),
    ),
    maxPages: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most pages of one walk; 10,000 if absent' }),
    ),
  },
  { additionalProperties: false },
);

/** Gathers datasets described in RDF from a SPARQL 1.1 endpoint, which is `url`. */
export const sparql: Connector = {
  options,
  gather: (context) => {
    const checked = checkedOptions(options, context.source);
    const { graph, pageSize, batchSize = 20, query, countQuery, maxPages = 10_000 } = checked;
    return query === undefined
      ? gatherListed(context, { graph, pageSize: pageSize ?? 1000, batchSize, maxPages })
      : gatherTemplate(context, { query, countQuery, pageSize: pageSize ?? 50, maxPages });
  },
};
