import type { Gather } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import type { Connector } from './connector.ts';
import { csw } from './csw.ts';
import { graphql } from './graphql.ts';
import { ldes } from './ldes.ts';
import { oaiPmh } from './oai-pmh.ts';
import { push } from './push.ts';
import { rdfHttp } from './rdf-http.ts';
import { restJson } from './rest-json.ts';
import { savedAnswers } from './saved-answers.ts';
import { sparql } from './sparql.ts';
import { tabular } from './tabular.ts';
import { withUniqueKeys } from './unique-keys.ts';

export { readPushed, readPushedDatasets, readPushedSheet, takesSheets } from './push.ts';

/** Every connector by the name that sources use. */
export const connectors = {
  csw,
  graphql,
  ldes,
  'oai-pmh': oaiPmh,
  push,
  'rdf-http': rdfHttp,
  'rest-json': restJson,
  'saved-answers': savedAnswers,
  sparql,
  tabular,
} satisfies Record<string, Connector>;

const byName: ReadonlyMap<string, Connector> = new Map(Object.entries(connectors));

/** Walks a source with its connector. Throws GATHER_OPTION for an unknown one or wrong options. */
export const gather: Gather = (context) => {
  const { id, connector: name } = context.source;
  const connector = byName.get(name);
  if (connector) return withUniqueKeys(connector.gather(context));
  const known = [...byName.keys()].join(', ');
  throw new HarvestError(
    'GATHER_OPTION',
    `Source ${id} names the connector ${name}; there are ${known}.`,
  );
};
