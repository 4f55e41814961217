import { setTimeout as sleep } from 'node:timers/promises';
import { createTargetClient } from '../../../src/fetch/clients.ts';
import type { DeliveryStore, DeliveryTarget } from '../../../src/model/delivery.ts';
import type { AgentDescription, PreparedRecord } from '../../../src/model/record.ts';
import { createIngestApi } from '../../../src/publish/outbox/ingest-api.ts';
import { type DeliveryEvent, startOutbox } from '../../../src/publish/outbox/outbox.ts';
import { findTarget, storedTarget } from '../../../src/publish/profiles/index.ts';
import { createDeliveryStore } from '../../../src/store/deliveries.ts';
import type { DatabaseKind } from '../../support/database.ts';
import { type DeliveryTargetServer, startDeliveryTarget } from '../../support/delivery-target.ts';
import { openStores, type Stores } from '../store/fixture.ts';
import { aRecord, aSource, baseUrl, type RecordTraits, recordId } from '../store/samples.ts';

/** A catalogue in a real database, a target on real HTTP, and the outbox between them. */
export interface OutboxFixture {
  readonly stores: Stores;
  readonly hub: DeliveryTargetServer;
  readonly store: DeliveryStore;
  readonly events: DeliveryEvent[];
  readonly settings: DeliveryTarget;
  start(changes?: Partial<DeliveryTarget>): Promise<void>;
  stop(): Promise<void>;
  /** Publishes records of the source `cohorts`. */
  publish(...records: readonly PreparedRecord[]): Promise<void>;
  withdraw(...keys: readonly string[]): Promise<void>;
  /** Waits until everything is settled. */
  settled(): Promise<void>;
  /** Documents the hub holds, by remote key of the record. */
  titles(): Readonly<Record<string, string>>;
  /** Stops the outbox, and empties the catalogue and the hub. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export const cohorts = aSource('cohorts', {
  policy: { onViolation: 'quarantine', deletion: { graceDays: 0, maxShare: 1, floor: 1000 } },
});

/** IRI under which a record of `cohorts` is published. */
export const iriOf = (key: string) => `${baseUrl}/datasets/${recordId('cohorts', key)}`;

/** A record of `cohorts` that names an agent. */
export function aDataset(
  key: string,
  traits: RecordTraits = {},
  agent?: AgentDescription,
): PreparedRecord {
  const record = aRecord('cohorts', key, { ...traits, agents: agent ? [agent] : [] });
  if (!agent) return record;
  const link = `<${record.iri}> <http://purl.org/dc/terms/publisher> <${agent.iri}> .\n`;
  return { ...record, ntriples: link + record.ntriples };
}

/** Waits until a condition holds; the test's own time limit ends it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

export async function openOutbox(kind: DatabaseKind): Promise<OutboxFixture> {
  const stores = await openStores(kind);
  const hub = await startDeliveryTarget();
  const { database } = stores.test;
  const store = createDeliveryStore({ database, now: () => new Date() });
  const events: DeliveryEvent[] = [];
  let stop: () => Promise<void> = async () => undefined;
  const settings: DeliveryTarget = {
    id: 'hub',
    title: { en: 'Hub' },
    kind: 'ingest-api',
    url: hub.url,
    apiKey: hub.key,
    profile: storedTarget.id,
    since: 'all',
    retry: { firstSeconds: 0.02, longestSeconds: 0.1, tries: 4 },
    limits: { ...cohorts.limits, requestsPerSecond: 10_000, allowPrivateHosts: ['127.0.0.1'] },
  };
  return {
    stores,
    hub,
    store,
    events,
    settings,
    start: async (changes = {}) => {
      const target = { ...settings, ...changes };
      await store.register([target]);
      const { apiKey: value, url } = target;
      const auth = { kind: 'header', name: 'X-API-Key', value } as const;
      const line = {
        settings: target,
        profile: findTarget(target.profile) ?? storedTarget,
        carrier: createIngestApi(url, createTargetClient(target, auth, 'Glaneur/test')),
        sourceIds: target.sources ?? null,
      };
      stop = await startOutbox(
        {
          store,
          reader: stores.catalogue,
          baseUrl,
          onChange: (listener) => database.onCatalogueChange(listener),
          observe: (event) => events.push(event),
          now: () => new Date(),
        },
        [line],
      );
    },
    stop: async () => {
      await stop();
      stop = async () => undefined;
    },
    publish: async (...records) => {
      await stores.records.save(await stores.run(cohorts), cohorts, records);
    },
    withdraw: async (...keys) => {
      const gone = new Map(keys.map((key) => [key, 'withdrawn']));
      const walk = { verdict: 'complete', isWhole: false, seen: new Set<string>(), gone } as const;
      await stores.records.retire(await stores.run(cohorts), cohorts, walk);
    },
    settled: () =>
      until(async () => {
        const [{ lag }, pending] = await Promise.all([
          store.report('hub'),
          store.countPending('hub', null),
        ]);
        return lag.events === 0 && pending === 0;
      }),
    titles: () =>
      Object.fromEntries(
        [...hub.held.values()]
          .map(({ document }) => /dct:title "([^"]*)"/.exec(document)?.[1] ?? '')
          .sort()
          .map((title) => [title.split(':')[0], title]),
      ),
    reset: async () => {
      await stop();
      stop = async () => undefined;
      await stores.test.reset();
      hub.reset();
      events.length = 0;
    },
    close: async () => {
      await stop();
      await hub.close();
      await stores.test.drop();
    },
  };
}
