import { createHash } from 'node:crypto';
import {
  type CatalogueEvent,
  type Entity,
  type EntityKind,
  entityKinds,
} from '../../model/published.ts';
import { inOwnGraph } from '../../rdf/placement.ts';
import { type GraphText, toNQuads } from '../formats.ts';

/** A part of the catalogue, which is written anew when something in it changes. */
export interface Segment {
  readonly kind: EntityKind;
  /** Name of its first graph; what comes before that of the next one of its kind belongs here. */
  readonly first: string;
  /** SHA-256 of its N-Quads, in hexadecimal. */
  readonly digest: string;
  readonly triples: number;
}

/** A segment with its text. */
export interface WrittenSegment extends Segment {
  readonly nquads: string;
}

/** A graph as a segment holds it. */
export interface SegmentGraph {
  readonly kind: EntityKind;
  readonly graph: string;
  readonly nquads: string;
}

/** Graphs of a segment, on average. */
const averageLength = 32;

/**
 * Whether a segment begins with this graph. The name alone decides, so a catalogue has the same segments however it came
 * to be, and a change moves the bounds of its neighbours only (content-defined chunking).
 */
export function beginsSegment(graph: string): boolean {
  return createHash('sha256').update(graph).digest().readUInt32BE() % averageLength === 0;
}

/** What a segment holds of an entity. */
export function segmentGraph(entity: Entity): SegmentGraph {
  const { kind, graph } = entity;
  return { kind, graph, nquads: toNQuads({ graph, ntriples: inOwnGraph(entity) }) };
}

/** Cuts graphs, in the order of {@link byPlace}, into segments. */
export async function* cutSegments(
  graphs: AsyncIterable<SegmentGraph> | Iterable<SegmentGraph>,
): AsyncGenerator<WrittenSegment> {
  let open: SegmentGraph[] = [];
  for await (const next of graphs) {
    // The text of a segment does not tell of an empty graph.
    if (next.nquads === '') continue;
    if (open.length > 0 && (next.kind !== open[0]?.kind || beginsSegment(next.graph))) {
      yield* toSegment(open);
      open = [];
    }
    open.push(next);
  }
  yield* toSegment(open);
}

function* toSegment(graphs: readonly SegmentGraph[]): Generator<WrittenSegment> {
  const [first] = graphs;
  if (first === undefined) return;
  const nquads = graphs.map((graph) => graph.nquads).join('');
  const digest = createHash('sha256').update(nquads).digest('hex');
  const triples = nquads.split('\n').length - 1;
  yield { kind: first.kind, first: first.graph, digest, triples, nquads };
}

/** Reads N-Quads back, graph by graph; the lines of a graph stand together. */
export function* readGraphs(nquads: string): Generator<Omit<SegmentGraph, 'kind'>> {
  for (let start = 0; start < nquads.length; ) {
    const newline = nquads.indexOf('\n', start);
    const graph = nquads.slice(nquads.lastIndexOf(' <', newline) + 2, newline - '> .'.length);
    const ending = ` <${graph}> .\n`;
    let end = newline + 1;
    for (;;) {
      const next = nquads.indexOf('\n', end) + 1;
      if (next === 0 || !nquads.startsWith(ending, next - ending.length)) break;
      end = next;
    }
    yield { graph, nquads: nquads.slice(start, end) };
    start = end;
  }
}

/** The text of which {@link toNQuads} made N-Quads. */
export function toGraphText({ graph, nquads }: Omit<SegmentGraph, 'kind'>): GraphText {
  return { graph, ntriples: nquads.replaceAll(` <${graph}> .\n`, ' .\n') };
}

interface Place {
  readonly kind: EntityKind;
  readonly graph: string;
}

/** Order of graphs in a dump. */
export function byPlace(a: Place, b: Place): number {
  const byKind = entityKinds.indexOf(a.kind) - entityKinds.indexOf(b.kind);
  return byKind || (a.graph < b.graph ? -1 : Number(a.graph > b.graph));
}

const placeOf = ({ kind, first }: Segment): Place => ({ kind, graph: first });

/** The segments, in the order of dumps, that changes are in. */
export function changedSegments(
  segments: readonly Segment[],
  events: readonly Pick<CatalogueEvent, 'kind' | 'graph'>[],
): ReadonlySet<Segment> {
  const changed = new Set<Segment>();
  for (const event of events) {
    const after = countBefore(segments, event);
    const [before, own] = [segments[after - 1], segments[after]];
    const isFirst = own?.kind === event.kind && own.first === event.graph;
    if (isFirst) changed.add(own);
    // Without its first graph a segment is no more: the one before it goes on.
    if (before?.kind === event.kind) changed.add(before);
    // What comes before all others of its kind may go on with the first of them.
    else if (own?.kind === event.kind) changed.add(own);
  }
  return new Set(segments.filter((segment) => changed.has(segment)));
}

/** How many segments begin before a place. */
function countBefore(segments: readonly Segment[], place: Place): number {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const segment = segments[middle];
    if (segment && byPlace(placeOf(segment), place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Segments with some replaced by others, in the order of dumps. */
export function replaceSegments(
  segments: readonly Segment[],
  old: ReadonlySet<Segment>,
  fresh: readonly Segment[],
): readonly Segment[] {
  const kept = segments.filter((segment) => !old.has(segment));
  return [...kept, ...fresh].sort((a, b) => byPlace(placeOf(a), placeOf(b)));
}
