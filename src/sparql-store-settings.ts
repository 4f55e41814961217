import { Type } from 'typebox';
import { HarvestError } from './model/problem.ts';
import type { StoreSettings } from './publish/sparql/external/index.ts';

/** No account before the host: it would stand in logs. */
const webAddress = '^https?://[^/@\\s]+(/[^\\s]*)?$';

/** Environment variables that name the store which answers SPARQL instead of the embedded engine. */
export const sparqlStoreVariables = {
  SPARQL_STORE_URL: Type.Optional(
    Type.String({
      pattern: webAddress,
      description: 'Query address of a SPARQL 1.1 store; absent: embedded engine',
    }),
  ),
  SPARQL_STORE_UPDATE_URL: Type.Optional(
    Type.String({ pattern: webAddress, description: 'Its SPARQL Update address' }),
  ),
  SPARQL_STORE_GSP_URL: Type.Optional(
    Type.String({ pattern: webAddress, description: 'Its Graph Store Protocol address' }),
  ),
  SPARQL_STORE_USER: Type.Optional(
    Type.String({ minLength: 1, description: 'Account that writes to the store' }),
  ),
  SPARQL_STORE_PASSWORD: Type.Optional(Type.String({ description: 'Its password' })),
};

type Given = { readonly [Name in keyof typeof sparqlStoreVariables]?: string | undefined };

/**
 * The store that the variables name, if they name one.
 *
 * @throws HarvestError CONFIG_INVALID for variables that miss the one they belong to
 */
export function sparqlStoreOf(values: Given): StoreSettings | undefined {
  const { SPARQL_STORE_URL: queryUrl, SPARQL_STORE_USER: user } = values;
  const { SPARQL_STORE_PASSWORD: password } = values;
  if (queryUrl === undefined) {
    const alone = Object.keys(values).find((name) => name.startsWith('SPARQL_STORE_'));
    if (alone === undefined) return undefined;
    throw new HarvestError('CONFIG_INVALID', `${alone} needs SPARQL_STORE_URL`);
  }
  if ((user === undefined) !== (password === undefined)) {
    throw new HarvestError(
      'CONFIG_INVALID',
      'SPARQL_STORE_USER and SPARQL_STORE_PASSWORD need each other',
    );
  }
  return {
    queryUrl,
    updateUrl: values.SPARQL_STORE_UPDATE_URL,
    graphStoreUrl: values.SPARQL_STORE_GSP_URL,
    account: user === undefined || password === undefined ? undefined : { user, password },
  };
}
