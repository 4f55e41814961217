import type { Gathered, Prepared, PreparedRecord } from '../model/record.ts';
import type { RecordPreview } from '../model/record-preview.ts';
import type { Source } from '../model/source.ts';
import { inBatches } from './batches.ts';
import { fingerprint } from './fingerprint.ts';
import type { HarvestPorts } from './ports.ts';

/** What a dry run needs; nothing in it can write. */
export interface DryRunPorts extends Pick<HarvestPorts, 'gather' | 'http' | 'prepare' | 'recipe'> {
  /** The record's own published triples, also where another's dataset took it in; or null. */
  readonly published: (recordId: string) => Promise<string | null>;
}

const batchSize = 10;

/**
 * Gathers, maps and validates a source and tells what a harvest would change, without writing
 * anything; every page is asked for, remembered or not. The caller may stop at any record.
 */
export async function* dryRun(
  source: Source,
  ports: DryRunPorts,
  signal: AbortSignal,
): AsyncGenerator<RecordPreview> {
  const http = ports.http(source);
  const memory = { recall: async () => null };
  const recipe = ports.recipe(source);
  try {
    const walk = ports.gather({ source, http, memory, signal });
    for await (const batch of inBatches(walk, batchSize)) {
      signal.throwIfAborted();
      const payloads = batch.flatMap((item) => (item.kind === 'payload' ? [item.payload] : []));
      const items = payloads.map((payload) => ({
        payload,
        fingerprint: fingerprint(recipe, payload),
      }));
      for (const prepared of await ports.prepare(source, items, signal)) {
        yield await preview(prepared, source, ports);
      }
      yield* batch.flatMap(unprepared);
    }
  } finally {
    await http.close();
  }
}

const nothing = {
  iri: null,
  added: [],
  removed: [],
  report: null,
  notes: [],
  problem: null,
} as const;

function unprepared(item: Gathered): readonly RecordPreview[] {
  switch (item.kind) {
    case 'failed':
      return [{ ...nothing, remoteKey: item.remoteKey, outcome: 'fail', problem: item.problem }];
    case 'gone':
      return [{ ...nothing, remoteKey: item.remoteKey, outcome: 'delete' }];
    case 'incomplete':
      return [{ ...nothing, remoteKey: item.url, outcome: 'incomplete', problem: item.problem }];
    default:
      return [];
  }
}

async function preview(
  prepared: Prepared,
  source: Source,
  ports: DryRunPorts,
): Promise<RecordPreview> {
  const { remoteKey } = prepared.payload;
  if (prepared.kind === 'failed') {
    return { ...nothing, remoteKey, outcome: 'fail', problem: prepared.problem };
  }
  const published = await ports.published(prepared.id);
  const before = linesOf(published ?? '', prepared);
  const after = linesOf(prepared.ntriples + prepared.catalogRecord.ntriples, prepared);
  const added = [...after].filter((line) => !before.has(line));
  const removed = [...before].filter((line) => !after.has(line));
  const { iri, report, notes } = prepared;
  const isHeldBack = !report.conforms && source.policy.onViolation === 'quarantine';
  const changes = added.length + removed.length > 0 ? 'update' : 'unchanged';
  const outcome = isHeldBack ? 'quarantine' : published === null ? 'create' : changes;
  return { remoteKey, outcome, iri, added, removed, report, notes, problem: null };
}

/** Lines without the two dates of the catalogue record, which only a real harvest gives. */
function linesOf(ntriples: string, { catalogRecord }: PreparedRecord): Set<string> {
  const dates = ['issued', 'modified'].map(
    (term) => `<${catalogRecord.iri}> <http://purl.org/dc/terms/${term}> `,
  );
  const lines = ntriples.split('\n').filter((line) => line !== '');
  return new Set(lines.filter((line) => !dates.some((start) => line.startsWith(start))));
}
