import type { CatalogueReader } from '../../../model/published.ts';
import type { GraphText } from '../../formats.ts';
import { graphsOf } from '../entity-graphs.ts';

/** What the store should hold. */
export interface Expected {
  /** Triples of each graph. */
  readonly counts: ReadonlyMap<string, number>;
  /** Graphs of vocabularies and validation reports. */
  readonly aside: ReadonlySet<string>;
  /** Triples of the catalogue. */
  readonly triples: number;
  /** Triples of vocabularies that stand in another graph too. */
  readonly repeated: number;
  /** One of them, as a line of N-Triples. */
  readonly example: string | undefined;
}

/**
 * Counts what the store should hold at a serial; null when the catalogue has moved on. The network has
 * no part in it: the embedded database answers nobody else meanwhile.
 */
export function readExpected(
  reader: CatalogueReader,
  vocabularies: readonly GraphText[],
  serial: number,
): Promise<Expected | null> {
  return reader.snapshot(async (state, entities) => {
    if (state.serial !== serial) return null;
    const counts = new Map<string, number>();
    const aside = new Set<string>();
    const repeats = countRepeats(vocabularies);
    let triples = 0;
    for (const { graph, ntriples } of vocabularies) {
      counts.set(graph, linesOf(ntriples));
      aside.add(graph);
    }
    for await (const entity of entities) {
      for (const { graph, ntriples, isAside } of graphsOf(entity)) {
        const count = linesOf(ntriples);
        counts.set(graph, count);
        if (isAside) aside.add(graph);
        else {
          triples += count;
          repeats.compare(ntriples);
        }
      }
    }
    return { counts, aside, triples, repeated: repeats.count, example: repeats.example };
  });
}

/** Triples in canonical N-Triples: its lines. */
export function linesOf(ntriples: string): number {
  let count = 0;
  for (let at = ntriples.indexOf('\n'); at >= 0; at = ntriples.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Counts the lines of vocabularies that they or other texts repeat. */
function countRepeats(vocabularies: readonly GraphText[]) {
  const once = new Set<string>();
  let count = 0;
  let example: string | undefined;
  const note = (line: string) => {
    count += 1;
    // Stores rewrite literals, but not IRIs.
    if (example === undefined || line.endsWith('> .')) example = line;
  };
  for (const { ntriples } of vocabularies)
    for (const line of splitLines(ntriples)) {
      if (once.has(line)) note(line);
      else once.add(line);
    }
  return {
    get count() {
      return count;
    },
    get example() {
      return example;
    },
    /** Notes each line once, however many texts have it. */
    compare(ntriples: string): void {
      for (const line of splitLines(ntriples)) if (once.delete(line)) note(line);
    },
  };
}

function splitLines(ntriples: string): readonly string[] {
  return ntriples.split('\n').filter((line) => line !== '');
}
