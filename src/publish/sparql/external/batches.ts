import type { Activity, CatalogueReader } from '../../../model/published.ts';
import { changesOf } from '../entity-graphs.ts';
import type { ExternalStore, GraphChange } from './store.ts';

/** Changes up to a serial, of which one graph has only the last. */
export interface Batch {
  readonly changes: readonly GraphChange[];
  readonly serial: number;
}

/** Text of one batch, in characters: what is sent to the store at once. */
const batchCharacters = 1_000_000;
/** Graphs of one batch: Virtuoso compiles an update as a whole, and refuses one of 400. */
const batchGraphs = 200;

/** Reads the changes between two serials, both included, in batches; the last ends with the last serial. */
export async function* readBatches(
  reader: CatalogueReader,
  first: number,
  last: number,
): AsyncGenerator<Batch> {
  let changes = new Map<string, Activity>();
  let characters = 0;
  let graphs = 0;
  let serial = first - 1;
  const batch = async () => ({
    changes: await graphsChanged(reader, [...changes.values()]),
    serial,
  });
  for await (const activity of reader.activities(first, last)) {
    changes.delete(activity.graph);
    changes.set(activity.graph, activity);
    characters += activity.ntriples.length;
    // A dataset has a report, and what is gone may have had one.
    graphs += activity.kind === 'dataset' || activity.type === 'delete' ? 2 : 1;
    serial = activity.serial;
    if (characters < batchCharacters && graphs < batchGraphs) continue;
    yield batch();
    changes = new Map();
    [characters, graphs] = [0, 0];
  }
  // Changes that were overtaken and forgotten may stand at the end of no activity.
  if (changes.size > 0 || serial < last) {
    serial = last;
    yield batch();
  }
}

/** Parts graphs into batches of the same length as those of changes. */
export function inBatches(graphs: readonly GraphChange[]): readonly (readonly GraphChange[])[] {
  const batches: GraphChange[][] = [];
  let characters = batchCharacters;
  for (const graph of graphs) {
    const batch = batches.at(-1);
    const hasRoom = characters < batchCharacters && (batch?.length ?? 0) < batchGraphs;
    if (batch && hasRoom) batch.push(graph);
    else batches.push([graph]);
    characters = (hasRoom ? characters : 0) + (graph.ntriples?.length ?? 0);
  }
  return batches;
}

/** Removes graphs, many or few. */
export async function removeGraphs(
  store: ExternalStore,
  graphs: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  for (const batch of inBatches(graphs.map((graph) => ({ graph, ntriples: null }))))
    await store.replace(batch, signal);
}

/**
 * The graphs of changed entities. A report is the present one, perhaps newer than the change: it
 * comes again with the change that it belongs to.
 */
async function graphsChanged(
  reader: CatalogueReader,
  changes: readonly Activity[],
): Promise<readonly GraphChange[]> {
  const datasets = changes.filter(({ kind, type }) => kind === 'dataset' && type !== 'delete');
  const reports = await reader.reports(datasets.map(({ graph }) => graph));
  return changes.flatMap((change) => {
    const { graph, type } = change;
    const entity = { ...change, report: reports.get(graph) ?? null };
    return changesOf(graph, type === 'delete' ? null : entity);
  });
}
