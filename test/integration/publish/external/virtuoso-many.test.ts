import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createStoreClient } from '../../../../src/publish/sparql/external/client.ts';
import { openExternalSparql } from '../../../../src/publish/sparql/external/index.ts';
import { openExternalStore } from '../../../../src/publish/sparql/external/store.ts';
import { patience, position, vocabulary } from '../../../support/followed-store.ts';
import { baseUrl, sampleCatalogue } from '../../../support/sample-catalogue.ts';
import { hasVirtuoso, startVirtuoso, type Virtuoso } from '../../../support/virtuoso.ts';

// Skipped where Debian's virtuoso-opensource-7-bin is not installed.
describe.skipIf(!hasVirtuoso)('Virtuoso with more graphs than it compiles in one update', () => {
  let virtuoso: Virtuoso;
  beforeAll(async () => {
    virtuoso = await startVirtuoso(baseUrl);
  }, 120_000);
  afterAll(() => virtuoso?.close());

  it('is filled, emptied and filled again', async () => {
    const { queryUrl, updateUrl, graphStoreUrl, account } = virtuoso;
    const settings = { queryUrl, updateUrl, graphStoreUrl, account };
    const warnings: object[] = [];
    const sparql = openExternalSparql({
      settings,
      reader: sampleCatalogue(600),
      vocabularies: [vocabulary],
      baseUrl,
      timeoutMs: 5000,
      maxRows: 10_000,
      maxBytes: 1_000_000,
      log: { info: () => {}, warn: (fields) => warnings.push(fields) },
      lock: async () => async () => {},
      pollMs: 50,
    });
    onTestFinished(() => sparql.close());
    const isVerified = () =>
      vi.waitFor(
        () => {
          const { whole, verified, differing } = sparql.status(602);
          expect([whole, differing]).toEqual([true, []]);
          expect(verified?.triples).toBeGreaterThan(600);
          expect(verified?.visible).toBe(verified?.triples);
        },
        { ...patience, timeout: 60_000 },
      );
    await isVerified();
    const store = openExternalStore(settings, createStoreClient(account));
    await store.replace([{ graph: position, ntriples: null }]);
    await vi.waitFor(() => expect(sparql.status(602).verified).toBeNull(), patience);
    await isVerified();
    // Nothing was refused on the way.
    expect(warnings).toEqual([]);
  }, 180_000);
});
