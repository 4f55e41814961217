import type { CatalogueReader } from '../../../model/published.ts';
import { inOwnGraph } from '../../../rdf/placement.ts';
import type { GraphChange } from './store.ts';

/** Changes up to a serial, of which one graph has only the last. */
export interface Batch {
  readonly changes: readonly GraphChange[];
  readonly serial: number;
}

/** Text of one batch, in characters: what is sent to the store at once. */
const batchCharacters = 1_000_000;
const batchChanges = 200;

/** Reads the changes between two serials, both included, in batches; the last ends with the last serial. */
export async function* readBatches(
  reader: CatalogueReader,
  first: number,
  last: number,
): AsyncGenerator<Batch> {
  let changes = new Map<string, string | null>();
  let characters = 0;
  let serial = first - 1;
  for await (const activity of reader.activities(first, last)) {
    const { graph, type, serial: at } = activity;
    const ntriples = inOwnGraph(activity);
    changes.delete(graph);
    changes.set(graph, type === 'delete' ? null : ntriples);
    characters += ntriples.length;
    serial = at;
    if (characters < batchCharacters && changes.size < batchChanges) continue;
    yield { changes: listed(changes), serial };
    changes = new Map();
    characters = 0;
  }
  // Changes that were overtaken and forgotten may stand at the end of no activity.
  if (changes.size > 0 || serial < last) yield { changes: listed(changes), serial: last };
}

function listed(changes: ReadonlyMap<string, string | null>): readonly GraphChange[] {
  return [...changes].map(([graph, ntriples]) => ({ graph, ntriples }));
}
