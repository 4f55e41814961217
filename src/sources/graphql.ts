import { Type } from 'typebox';
import type { Connector } from './connector.ts';
import { walkDataHub } from './graphql/datahub.ts';
import { walkEmx2 } from './graphql/emx2.ts';
import type { GraphqlWalk } from './graphql/walk.ts';
import { checkedOptions } from './options.ts';

/** The APIs this connector speaks; another one is an entry here and in the options. */
const apis = { datahub: walkDataHub, emx2: walkEmx2 } satisfies Record<string, GraphqlWalk>;

const options = Type.Object(
  {
    api: Type.Enum(['datahub', 'emx2'], {
      description: 'datahub: data products of a DataHub; emx2: a BBMRI directory on Molgenis EMX2',
    }),
    country: Type.Optional(
      Type.String({
        pattern: '^[A-Z]{2}$',
        description: 'emx2: only what is in this country, ISO 3166-1 alpha-2; all if absent',
      }),
    ),
    pageSize: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 5000,
        description: 'Rows per request; 100 (datahub) or 500 (emx2) if absent',
      }),
    ),
    maxPages: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most pages of one list; 1,000 if absent' }),
    ),
  },
  { additionalProperties: false },
);

/** Gathers records from a GraphQL API, of which `url` is the endpoint. */
export const graphql: Connector = {
  options,
  gather: (context) => {
    const { api, country, pageSize, maxPages = 1000 } = checkedOptions(options, context.source);
    return apis[api](context, { country, pageSize, maxPages });
  },
};
