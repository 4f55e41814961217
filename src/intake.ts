import { createIngest } from './harvest/ingest.ts';
import type { HarvestPorts } from './harvest/ports.ts';
import { replay } from './harvest/replay.ts';
import { harvest } from './harvest/run.ts';
import type { ApiKeys } from './model/access.ts';
import type { Ingest } from './model/ingest.ts';
import type { Gathered } from './model/record.ts';
import type { HarvestRun } from './model/run.ts';
import type { Source } from './model/source.ts';
import { recordId } from './rdf/mint.ts';
import type { SourceRegistry } from './source-registry.ts';
import { readPushed, readPushedDatasets, readPushedSheet } from './sources/index.ts';
import type { Database } from './store/database.ts';
import { livingKeys, sourcesOfRecords, storedPayloads } from './store/payloads.ts';
import { countRecords, findPushedRecord, keptBack } from './store/pushed-records.ts';

/** What intake needs from outside. */
interface IntakeContext {
  readonly database: Database;
  readonly registry: SourceRegistry;
  readonly ports: HarvestPorts;
}

/** Takes in what partners push, until the signal ends it. */
export function ingestInto(
  { database, registry, ports }: IntakeContext,
  keys: ApiKeys,
  signal: AbortSignal,
): Ingest {
  return createIngest(
    {
      source: registry.find,
      harvest: ports,
      recordId,
      isPaused: async (id) => {
        await registry.refresh();
        return registry.isPaused(id);
      },
      key: keys.find,
      read: readPushed,
      readAll: readPushedDatasets,
      readSheet: readPushedSheet,
      find: (sourceId, reference) => findPushedRecord(database, sourceId, reference),
      count: (sourceId, since) => countRecords(database, sourceId, since),
      keptBack: (sourceId, keys, most) => keptBack(database, sourceId, keys, most),
    },
    signal,
  );
}

/** Publishes deleted records again from their stored payloads; returns the runs that did. */
export async function restoreRecords(
  { database, registry, ports }: IntakeContext,
  recordIds: readonly string[],
): Promise<readonly HarvestRun[]> {
  const runs: HarvestRun[] = [];
  const owners = await sourcesOfRecords(database, recordIds);
  for (const sourceId of new Set(owners.values())) {
    const ids = recordIds.filter((id) => owners.get(id) === sourceId);
    const gather = replay(() => storedPayloads(database, sourceId, ids));
    const signal = new AbortController().signal;
    const source = registry.get(sourceId);
    const run = await harvest(source, 'replay', { ...ports, gather }, signal);
    if (run !== null) runs.push(run);
  }
  return runs;
}

/**
 * Deletes all records of a source, as its own word: a few at once, more of them held by its breaker
 * for approval. A run of its own, so that it stands in the journal; null while another is under way.
 */
export function withdrawRecords(
  { database, ports }: IntakeContext,
  source: Source,
): Promise<HarvestRun | null> {
  async function* gather(): AsyncGenerator<Gathered> {
    yield { kind: 'changes-only' };
    const reason = 'Its source was taken out of the catalogue.';
    for (const remoteKey of await livingKeys(database, source.id)) {
      yield { kind: 'gone', remoteKey, reason };
    }
  }
  return harvest(source, 'request', { ...ports, gather }, new AbortController().signal);
}
