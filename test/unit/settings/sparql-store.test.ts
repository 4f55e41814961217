import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/config.ts';

const url = 'http://store.example.org/sparql';

describe('settings of an external SPARQL store', () => {
  it('are absent without its address', () => {
    expect(readSettings({}).sparqlStore).toBeUndefined();
  });

  it('name its addresses and the account', () => {
    const { sparqlStore } = readSettings({
      SPARQL_STORE_URL: url,
      SPARQL_STORE_UPDATE_URL: `${url}-auth`,
      SPARQL_STORE_USER: 'glaneur',
      SPARQL_STORE_PASSWORD: 'sesame',
    });
    expect(sparqlStore).toEqual({
      queryUrl: url,
      updateUrl: `${url}-auth`,
      graphStoreUrl: undefined,
      account: { user: 'glaneur', password: 'sesame' },
    });
  });

  it.each([
    [{ SPARQL_STORE_UPDATE_URL: url }, 'SPARQL_STORE_UPDATE_URL needs SPARQL_STORE_URL'],
    [{ SPARQL_STORE_PASSWORD: 'sesame' }, 'SPARQL_STORE_PASSWORD needs SPARQL_STORE_URL'],
    [{ SPARQL_STORE_URL: url, SPARQL_STORE_USER: 'glaneur' }, 'need each other'],
    [{ SPARQL_STORE_URL: 'http://glaneur:sesame@store.example.org/' }, 'SPARQL_STORE_URL'],
  ])('are refused when %o', (environment, reason) => {
    const read = () => readSettings(environment);
    expect(read).toThrow(reason);
    expect(read).not.toThrow('sesame');
  });
});
