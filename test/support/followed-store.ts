import { expect, onTestFinished, vi } from 'vitest';
import type { CatalogueReader } from '../../src/model/published.ts';
import { type GraphText, toNQuads } from '../../src/publish/formats.ts';
import { graphsOf } from '../../src/publish/sparql/entity-graphs.ts';
import {
  type ExternalSparql,
  openExternalSparql,
} from '../../src/publish/sparql/external/index.ts';
import { agentIri, baseUrl } from './sample-catalogue.ts';
import type { TestStore } from './sparql-store.ts';

/** Graph of the position. */
export const position = `${baseUrl}/.well-known/glaneur/serial`;
export const patience = { timeout: 20_000, interval: 20 };
/** Says of an agent what its own graph says too. */
export const vocabulary = {
  graph: `${baseUrl}/vocabularies/health`,
  ntriples: `<${agentIri}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Agent> .
<https://example.org/c> <http://www.w3.org/2004/02/skos/core#prefLabel> "Registres"@fr .
`,
};
export type Addresses = 'update' | 'graph store' | 'update, position by graph store';

/** Starts to follow a catalogue with a store, until the test ends. */
export function followWith(
  store: TestStore,
  reader: CatalogueReader,
  more: {
    readonly by?: Addresses;
    readonly lock?: () => Promise<(() => Promise<void>) | null>;
    readonly base?: string;
    readonly verifyMs?: number;
    readonly vocabularies?: readonly GraphText[];
  } = {},
): ExternalSparql {
  const { by = 'update', base = baseUrl } = more;
  const sparql = openExternalSparql({
    settings: {
      queryUrl: store.url,
      updateUrl: by === 'graph store' ? undefined : store.updateUrl,
      graphStoreUrl: by === 'update' ? undefined : store.graphStoreUrl,
    },
    reader,
    vocabularies: more.vocabularies ?? [vocabulary],
    baseUrl: base,
    timeoutMs: 5000,
    maxRows: 10_000,
    maxBytes: 1_000_000,
    log: { info: () => {}, warn: () => {} },
    lock: more.lock ?? (async () => async () => {}),
    pollMs: 20,
    ...(more.verifyMs === undefined ? {} : { verifyMs: more.verifyMs }),
  });
  onTestFinished(() => sparql.close());
  return sparql;
}

/** The quads of the store, the position aside. */
export function held(store: TestStore): string[] {
  return store.data
    .dump({ format: 'application/n-quads' })
    .split('\n')
    .filter((line) => line !== '' && !line.includes(`<${position}>`))
    .sort();
}

/** The quads of all graphs as the store, which normalises numbers, writes them. */
export async function published(
  reader: CatalogueReader,
  vocabularies: readonly GraphText[] = [vocabulary],
): Promise<string[]> {
  let text = vocabularies.map(toNQuads).join('');
  await reader.snapshot(async (_state, entities) => {
    for await (const entity of entities) text += graphsOf(entity).map(toNQuads).join('');
  });
  return text
    .replaceAll(
      /"0042"\^\^<[^>]*nonNegativeInteger>/g,
      '"42"^^<http://www.w3.org/2001/XMLSchema#integer>',
    )
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

/** Graphs replaced whose names end so. */
export function cleared(store: TestStore, name: RegExp): readonly string[] {
  const graphs = store.turns.flatMap(({ text }) => text.match(/CLEAR SILENT GRAPH <\S+>/g) ?? []);
  return graphs.flatMap((graph) => graph.match(name) ?? []);
}

/** Waits until the store is whole and holds all graphs and nothing else. */
export async function expectInStep(
  store: TestStore,
  reader: CatalogueReader,
  sparql: ExternalSparql,
  vocabularies?: readonly GraphText[],
) {
  await vi.waitFor(async () => {
    const { serial } = await reader.state();
    expect(sparql.status(serial)).toMatchObject({ serial, lag: 0, whole: true, problem: null });
    expect(held(store)).toEqual(await published(reader, vocabularies));
  }, patience);
}
