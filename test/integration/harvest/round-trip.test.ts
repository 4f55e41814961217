import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { noOutcomes } from '../../../src/model/run.ts';
import { adms, dcat, dct, skos } from '../../../src/rdf/vocabularies.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { type Harvester, startHarvester } from '../../support/harvester.ts';
import { canonical } from '../../support/isomorphic.ts';
import { startPublishedSite } from '../../support/published-site.ts';

const secondBase = 'https://second.example.net';

/** Datasets and agents as they are published, without the catalogue and its records. */
async function published({ reader }: Context): Promise<readonly Quad[]> {
  return reader.snapshot(async (_state, entities) => {
    const quads: Quad[] = [];
    for await (const { kind, ntriples } of entities) {
      if (kind === 'dataset' || kind === 'agent') quads.push(...new Parser().parse(ntriples));
    }
    const records = new Set(
      quads.filter((q) => q.object.equals(dcat.CatalogRecord)).map((q) => q.subject.value),
    );
    return quads.filter(
      (q) => !q.subject.value.endsWith('/catalog') && !records.has(q.subject.value),
    );
  });
}

/** What each dataset is called: dct:identifier, and the notations of adms:identifier. */
function identifiersOf(quads: readonly Quad[]): ReadonlyMap<string, Identifiers> {
  const notations = new Map(
    quads.flatMap((q) =>
      q.predicate.equals(skos.notation) ? [[q.subject.value, q.object.value]] : [],
    ),
  );
  const all = new Map<string, { own: string[]; others: string[] }>();
  for (const { subject, predicate, object } of quads) {
    if (!predicate.equals(dct.identifier) && !predicate.equals(adms.identifier)) continue;
    const entry = all.get(subject.value) ?? { own: [], others: [] };
    all.set(subject.value, entry);
    if (predicate.equals(dct.identifier)) entry.own.push(object.value);
    else entry.others.push(notations.get(object.value) ?? '');
  }
  return all;
}
interface Identifiers {
  readonly own: readonly string[];
  readonly others: readonly string[];
}

/**
 * The one thing a hop may change (HealthDCAT-AP Release 8, note on identifier): dct:identifier is the
 * receiver's, and the sender's stands among adms:identifier. Both are taken out.
 */
function withoutHop(quads: readonly Quad[], senders: ReadonlySet<string>): readonly Quad[] {
  const added = new Set(
    quads
      .filter((q) => q.predicate.equals(skos.notation) && senders.has(q.object.value))
      .map((q) => q.subject.value),
  );
  return quads.filter(
    (q) =>
      !q.predicate.equals(dct.identifier) &&
      !added.has(q.subject.value) &&
      !(q.predicate.equals(adms.identifier) && added.has(q.object.value)),
  );
}

describe('harvesting our own published feed with a second Glaneur', () => {
  let sandbox: Sandbox;
  let first: Harvester;
  let site: Awaited<ReturnType<typeof startPublishedSite>>;
  let original: readonly Quad[];

  beforeAll(async () => {
    sandbox = await startSandbox();
    first = await startHarvester(sandbox.urls);
    await first.harvest();
    site = await startPublishedSite(first.context);
    original = await published(first.context);
  }, 300_000);
  afterAll(async () => {
    await site.close();
    await first.close();
    await sandbox.close();
  });

  describe.each([
    ['the Hydra pages', '/catalog', 'hydra'],
    ['the RDF/XML dump', '/dumps/catalog.rdf', 'document'],
  ])('through %s', (_name, path, mode) => {
    let second: ConnectorHarvest;

    beforeAll(async () => {
      const entry = {
        connector: 'rdf-http',
        url: site.url + path,
        mapping: 'dcat-ap',
        options: { mode },
      };
      second = await startConnectorHarvest(entry, [], secondBase);
    }, 60_000);
    afterAll(() => second.close());

    it('publishes every dataset, and the same triples but for what a hop overwrites', async () => {
      const { run, outcomes } = await second.harvest();
      const { datasets } = await first.context.reader.state();
      expect(run.problems).toEqual([]);
      expect(outcomes.filter(({ kind }) => kind !== 'created')).toEqual([]);
      expect(run.counts).toEqual({ ...noOutcomes, created: datasets });

      const before = identifiersOf(original);
      const senders = new Set([...before.values()].flatMap(({ own }) => own));
      const copy = await published(second.context);
      const [sent, received] = await Promise.all([
        canonical(withoutHop(original, senders)),
        canonical(withoutHop(copy, senders)),
      ]);
      expect(received.split('\n')).toEqual(sent.split('\n'));
    }, 300_000);

    it('keeps both identifiers of each dataset', async () => {
      const before = identifiersOf(original);
      const after = identifiersOf(await published(second.context));
      expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
      for (const [iri, { own, others }] of before) {
        const now = after.get(iri);
        expect(now?.own, iri).toEqual([expect.stringContaining(`${secondBase}/datasets/`)]);
        expect(new Set(now?.others), iri).toEqual(new Set([...own, ...others, iri]));
      }
    }, 60_000);

    it('changes nothing when it harvests once more', async () => {
      const before = await second.context.reader.state();
      const { run } = await second.harvest();
      expect(run.verdict).toBe('complete');
      expect(run.counts).toEqual({ ...noOutcomes, unchanged: before.datasets });
      expect((await second.context.reader.state()).serial).toBe(before.serial);
    }, 300_000);
  });
});
