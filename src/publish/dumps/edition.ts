import type { CatalogueEvent, CatalogueReader, Entity } from '../../model/published.ts';
import {
  byPlace,
  changedSegments,
  cutSegments,
  readGraphs,
  replaceSegments,
  type Segment,
  type SegmentGraph,
  segmentGraph,
  type WrittenSegment,
} from './segments.ts';

/** The whole catalogue at one serial. */
export interface Edition {
  readonly serial: number;
  /** When the catalogue was changed last before it. */
  readonly modified: Date | undefined;
  /** In the order of the dumps. */
  readonly segments: readonly Segment[];
}

/** The N-Quads of segments. */
export interface SegmentTexts {
  write(segment: WrittenSegment): Promise<void>;
  read(segment: Segment): Promise<string>;
}

const eventsPerRead = 1000;
/** Changes from which reading everything anew is the cheaper way. */
const farBehind = 5000;
const attempts = 5;

/**
 * Reads the edition of the present serial: of an earlier one, whose texts can be read, only the graphs that were changed
 * since. The text of each segment that is new is written.
 */
export async function readEdition(
  reader: CatalogueReader,
  earlier: Edition | undefined,
  texts: SegmentTexts,
): Promise<Edition> {
  for (let attempt = 0; earlier && attempt < attempts; attempt += 1) {
    const events = await eventsSince(reader, earlier.serial);
    if (events === null) break;
    const next = await renew(reader, earlier, events, texts);
    if (next) return next;
  }
  return reader.snapshot(async ({ serial, changedAt }, entities) => {
    const segments = await written(inSegments(entities), texts);
    return { serial, modified: changedAt ?? undefined, segments };
  });
}

async function* inSegments(entities: AsyncIterable<Entity>): AsyncGenerator<SegmentGraph> {
  for await (const entity of entities) yield segmentGraph(entity);
}

/** How many segments lack changes; infinitely many when that is not known. */
export async function segmentsBehind(reader: CatalogueReader, edition: Edition): Promise<number> {
  const events = await eventsSince(reader, edition.serial);
  return events === null
    ? Number.POSITIVE_INFINITY
    : changedSegments(edition.segments, events).size;
}

/** Undefined when more was committed after the events were read. */
function renew(
  reader: CatalogueReader,
  earlier: Edition,
  events: readonly CatalogueEvent[],
  texts: SegmentTexts,
): Promise<Edition | undefined> {
  const changed = new Map([...events].sort(byPlace).map((event) => [event.graph, event]));
  const old = changedSegments(earlier.segments, events);
  async function* kept(): AsyncGenerator<SegmentGraph> {
    for (const segment of old) {
      for (const graph of readGraphs(await texts.read(segment)))
        if (!changed.has(graph.graph)) yield { kind: segment.kind, ...graph };
    }
  }
  return reader.snapshot(
    async ({ serial, changedAt }, entities) => {
      if (serial !== (events.at(-1)?.serial ?? earlier.serial)) return undefined;
      const fresh = await written(merged(kept(), inSegments(entities)), texts);
      const segments = replaceSegments(earlier.segments, old, fresh);
      return { serial, modified: changedAt ?? undefined, segments };
    },
    [...changed.keys()],
  );
}

/** Two streams in the order of {@link byPlace} as one. */
async function* merged(
  first: AsyncIterable<SegmentGraph>,
  second: AsyncIterable<SegmentGraph>,
): AsyncGenerator<SegmentGraph> {
  const others = second[Symbol.asyncIterator]();
  let other = await others.next();
  for await (const graph of first) {
    for (; !other.done && byPlace(other.value, graph) < 0; other = await others.next())
      yield other.value;
    yield graph;
  }
  for (; !other.done; other = await others.next()) yield other.value;
}

async function written(
  graphs: AsyncIterable<SegmentGraph> | Iterable<SegmentGraph>,
  texts: SegmentTexts,
): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  for await (const segment of cutSegments(graphs)) {
    await texts.write(segment);
    const { nquads: _, ...rest } = segment;
    segments.push(rest);
  }
  return segments;
}

async function eventsSince(
  reader: CatalogueReader,
  serial: number,
): Promise<readonly CatalogueEvent[] | null> {
  const events: CatalogueEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.serial ?? serial;
    const page = await reader.eventsAfter(after, eventsPerRead);
    events.push(...page);
    if (page.length < eventsPerRead) return events;
    if (events.length > farBehind) return null;
  }
}
