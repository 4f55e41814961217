import type { Gather } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import type { Connector } from './connector.ts';
import { rdfHttp } from './rdf-http.ts';
import { restJson } from './rest-json.ts';
import { tabular } from './tabular.ts';
import { withUniqueKeys } from './unique-keys.ts';

export { splitDatasets } from './split.ts';

/** Every connector by the name that sources use. */
export const connectors = {
  'rdf-http': rdfHttp,
  'rest-json': restJson,
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
