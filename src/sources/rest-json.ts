import { type Static, Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { checkedOptions } from './options.ts';
import { ckan, dkan } from './rest-json/ckan.ts';
import { dataverse } from './rest-json/dataverse.ts';
import { invenio } from './rest-json/invenio.ts';
import type { ListApi } from './rest-json/list-api.ts';
import { mica } from './rest-json/mica.ts';
import { gatherNada } from './rest-json/nada.ts';
import { opendatasoft } from './rest-json/opendatasoft.ts';
import { udata } from './rest-json/udata.ts';
import { walkList } from './rest-json/walk.ts';

/** The APIs whose list leads to every record; another one is a file and an entry here. */
export const lists = {
  ckan,
  dataverse,
  dkan,
  invenio,
  mica,
  opendatasoft,
  udata,
} satisfies Record<string, ListApi>;

const options = Type.Object(
  {
    api: Type.Enum(
      ['ckan', 'dataverse', 'dkan', 'invenio', 'mica', 'nada', 'opendatasoft', 'udata'],
      {
        description: 'Which API the source speaks',
      },
    ),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    maxPages: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most pages of the list; 10,000 if absent' }),
    ),
    query: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'Parameters of the list, for instance a filter in the words of the API',
      }),
    ),
    skipFederated: Type.Optional(
      Type.Boolean({ description: 'Leaves out what another portal holds (opendatasoft)' }),
    ),
  },
  { additionalProperties: false },
);

/** Gathers records from a JSON API that lists them page by page. */
export const restJson: Connector = {
  options,
  gather: (context) => gatherRecords(context, checkedOptions(options, context.source)),
};

function gatherRecords(
  context: GatherContext,
  { api, maxPages = 10_000, query = {}, ...rest }: Static<typeof options>,
): AsyncGenerator<Gathered> {
  if (api === 'nada') return gatherNada(context, { ...rest, maxPages });
  return walkList(context, lists[api], { ...rest, maxPages, query });
}
