import { expect } from 'vitest';
import type { RecordStore } from '../../../src/harvest/ports.ts';
import type { CatalogueReader, Entity, EntityKind } from '../../../src/model/published.ts';
import type { HarvestRun } from '../../../src/model/run.ts';
import type { Source } from '../../../src/model/source.ts';
import { createCatalogueReader } from '../../../src/store/catalogue.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createRunStore, type Runs } from '../../../src/store/runs.ts';
import { syncSources } from '../../../src/store/sources.ts';
import type { DatabaseKind, TestDatabase } from '../../support/database.ts';
import { baseUrl, recordId } from './samples.ts';

/** The stores on one test database, with a clock that the test sets. */
export interface Stores {
  readonly test: TestDatabase;
  readonly clock: { now: Date };
  readonly records: RecordStore;
  readonly runs: Runs;
  readonly catalogue: CatalogueReader;
  /** Declares a source and begins a run of it. */
  run(source: Source): Promise<HarvestRun>;
  /** Events after a serial as `serial type kind iri`, with the base left out. */
  events(after?: number): Promise<readonly string[]>;
  /** All that is published; the state must count them as they are. */
  entities(): Promise<readonly Entity[]>;
}

export async function openStores(kind: DatabaseKind): Promise<Stores> {
  const test = await kind.open();
  const { database } = test;
  const clock = { now: new Date('2026-03-01T12:00:00.000Z') };
  const now = () => clock.now;
  const runs = createRunStore({ database, now });
  const catalogue = createCatalogueReader(database);
  return {
    test,
    clock,
    records: createRecordStore({ database, baseUrl, now, recordId }),
    runs,
    catalogue,
    async run(source) {
      await syncSources(database, [source]);
      const run = await runs.begin(source.id, 'request');
      if (run === null) throw new Error(`${source.id} is being harvested`);
      await runs.finish({ ...run, finishedAt: clock.now, verdict: 'complete' });
      return run;
    },
    async events(after = 0) {
      const events = await catalogue.eventsAfter(after, 1000);
      return events.map(
        ({ serial, type, kind, iri }) => `${serial} ${type} ${kind} ${iri.replace(baseUrl, '')}`,
      );
    },
    entities: () =>
      catalogue.snapshot(async ({ datasets, agents }, entities) => {
        const all = await collect(entities);
        const count = (counted: EntityKind) => all.filter(({ kind }) => kind === counted).length;
        expect({ datasets, agents }).toEqual({
          datasets: count('dataset'),
          agents: count('agent'),
        });
        return all;
      }),
  };
}

/** All of a stream, in order. */
export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
