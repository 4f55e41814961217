import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ValidationResult } from '../../../../src/model/report.ts';
import {
  cleared,
  expectInStep,
  followWith,
  held,
  patience,
  position,
  vocabulary,
} from '../../../support/followed-store.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../../../support/sample-catalogue.ts';
import { startTestStore, type TestStore } from '../../../support/sparql-store.ts';

let store: TestStore;
beforeEach(async () => {
  store = await startTestStore();
});
afterEach(() => store.close());

function faulty(id: string, message: string) {
  const dataset = sampleDataset(id, { title: message });
  const result: ValidationResult = {
    severity: 'Violation',
    focusNode: dataset.iri,
    path: 'dct:license',
    component: 'http://www.w3.org/ns/shacl#MinCountConstraintComponent',
    value: null,
    sourceShape: 'https://example.org/shape',
    message: { en: message },
  };
  return { ...dataset, report: { ...dataset.report, conforms: false, results: [result] } };
}

const labels = `SELECT ?label { GRAPH <${vocabulary.graph}> { ?c <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } }`;
const messages = `PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?message { GRAPH ?report { ?report sh:conforms false ; sh:result ?result . ?result sh:resultMessage ?message } }`;
const catalogueAlone = `SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o }
  FILTER (!STRSTARTS(STR(?g), "${baseUrl}/vocabularies/") && !STRENDS(STR(?g), "/report")
    && !STRSTARTS(STR(?g), "${baseUrl}/.well-known/")) }`;

type Sparql = ReturnType<typeof followWith>;
const ask = async ({ engine }: Sparql, query: string) =>
  (await engine.query({ query, mediaType: 'text/csv' })).body.toString();

/** Waits for a comparison after which a query without graph names sees the catalogue and nothing else besides. */
async function expectVerified(sparql: Sparql): Promise<void> {
  await vi.waitFor(async () => {
    const { verified, differing } = sparql.status(0);
    expect(differing).toEqual([]);
    expect(verified?.visible).toBe(verified?.triples);
    expect(await ask(sparql, catalogueAlone)).toBe(`n\r\n${verified?.triples}\r\n`);
  }, patience);
}

describe('vocabularies and reports in an external store', () => {
  it('answer by the names of their graphs, and follow the datasets', async () => {
    const reader = sampleCatalogue(3);
    reader.put(faulty('bad', 'No licence.'));
    const sparql = followWith(store, reader);
    await expectInStep(store, reader, sparql);
    expect(await ask(sparql, labels)).toBe('label\r\nRegistres\r\n');
    expect(await ask(sparql, messages)).toBe('message\r\nNo licence.\r\n');
    reader.put(faulty('bad', 'Still no licence.'));
    await expectInStep(store, reader, sparql);
    expect(await ask(sparql, messages)).toBe('message\r\nStill no licence.\r\n');
    reader.remove(`${baseUrl}/datasets/bad`);
    await expectInStep(store, reader, sparql);
    expect(held(store).join('\n')).not.toContain('/datasets/bad');
  });

  it.each([
    ['as often as it stands', false],
    ['once', true],
  ])(
    'are no triples of the catalogue where the store shows one of two graphs %s',
    async (_how, isMerging) => {
      store.isMerging = isMerging;
      const reader = sampleCatalogue(3);
      const sparql = followWith(store, reader);
      await expectInStep(store, reader, sparql);
      await expectVerified(sparql);
    },
  );

  it('are added to a store that an earlier version filled, which is not filled again', async () => {
    const reader = sampleCatalogue(5);
    const first = followWith(store, reader);
    await expectInStep(store, reader, first);
    await first.close();
    store.data.update(`DELETE WHERE { GRAPH <${position}> { ?s <urn:glaneur:vocabularies> ?o } } ;
      CLEAR GRAPH <${vocabulary.graph}> ;
      DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?g), "/report")) }`);
    store.turns.length = 0;
    const second = followWith(store, reader);
    await expectInStep(store, reader, second);
    await expectVerified(second);
    expect(cleared(store, /datasets\/[^/>]+>/g)).toEqual([]);
  });

  it('are written again when another release is in force, and only then', async () => {
    const reader = sampleCatalogue(2);
    const gone = { graph: `${baseUrl}/vocabularies/gone`, ntriples: '<a:a> <a:b> <a:c> .\n' };
    const first = followWith(store, reader, { vocabularies: [vocabulary, gone] });
    await expectInStep(store, reader, first, [vocabulary, gone]);
    await first.close();
    store.turns.length = 0;
    const same = followWith(store, reader, { vocabularies: [vocabulary, gone] });
    await expectVerified(same);
    await same.close();
    expect(cleared(store, /vocabularies/g)).toEqual([]);
    const label = vocabulary.ntriples.replace('Registres', 'Registre');
    const newer = { ...vocabulary, ntriples: label };
    const second = followWith(store, reader, { vocabularies: [newer] });
    await expectInStep(store, reader, second, [newer]);
    expect(await ask(second, labels)).toBe('label\r\nRegistre\r\n');
    await expectVerified(second);
  });

  it('are whole after the process was ended while it wrote them', async () => {
    const reader = sampleCatalogue(2);
    let isWriting = false;
    store.fault = ({ kind, text }) => {
      isWriting ||= kind === 'update' && text.includes('Registres');
      return isWriting ? 'hang' : undefined;
    };
    const first = followWith(store, reader);
    await vi.waitFor(() => expect(isWriting).toBe(true), patience);
    await first.close();
    store.fault = () => undefined;
    const second = followWith(store, reader);
    await expectInStep(store, reader, second);
    await expectVerified(second);
  });

  it('are repaired like any other graph', async () => {
    const reader = sampleCatalogue(2);
    const sparql = followWith(store, reader, { verifyMs: 0 });
    await expectInStep(store, reader, sparql);
    store.data.update(`CLEAR GRAPH <${vocabulary.graph}> ;
      CLEAR GRAPH <${baseUrl}/datasets/d001/report> ;
      INSERT DATA { GRAPH <${baseUrl}/datasets/d002/report> { <a:a> <a:b> <a:c> } }`);
    await expectInStep(store, reader, sparql);
    await expectVerified(sparql);
  });
});
