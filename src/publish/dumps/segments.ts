import { createHash } from 'node:crypto';
import type { CatalogueEvent, Entity, EntityKind, EntityRange } from '../../model/published.ts';
import { entityKinds } from '../../model/published.ts';
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

/** Entities of a segment, on average. */
const averageLength = 32;

/**
 * Whether a segment begins with this graph. The name alone decides, so a catalogue has the same segments however it came
 * to be, and a change moves the bounds of its neighbours only (content-defined chunking).
 */
export function beginsSegment(graph: string): boolean {
  return createHash('sha256').update(graph).digest().readUInt32BE() % averageLength === 0;
}

/** Cuts entities, in the order in which they are read, into segments. */
export async function* cutSegments(
  entities: AsyncIterable<Entity>,
): AsyncGenerator<WrittenSegment> {
  let kind: EntityKind | undefined;
  let graphs: GraphText[] = [];
  for await (const entity of entities) {
    const { graph } = entity;
    if (kind !== undefined && (entity.kind !== kind || beginsSegment(graph))) {
      yield toSegment(kind, graphs);
      graphs = [];
    }
    kind = entity.kind;
    graphs.push({ graph, ntriples: inOwnGraph(entity) });
  }
  if (kind !== undefined) yield toSegment(kind, graphs);
}

function toSegment(kind: EntityKind, graphs: readonly GraphText[]): WrittenSegment {
  const nquads = graphs.map(toNQuads).join('');
  const digest = createHash('sha256').update(nquads).digest('hex');
  const triples = nquads.split('\n').length - 1;
  return { kind, first: graphs[0]?.graph ?? '', digest, triples, nquads };
}

/** The ranges of whole segments in which something was changed: what has to be read again. */
export function changedRanges(
  segments: readonly Segment[],
  events: readonly Pick<CatalogueEvent, 'kind' | 'graph'>[],
): readonly EntityRange[] {
  return entityKinds.flatMap((kind) => {
    const graphs = events.filter((event) => event.kind === kind).map(({ graph }) => graph);
    const own = segments.filter((segment) => segment.kind === kind);
    return graphs.length === 0 ? [] : joined(kind, own, placesOf(graphs, own));
  });
}

/** Indices of the segments to which graphs belong or, had they been deleted, would have. */
function placesOf(graphs: readonly string[], segments: readonly Segment[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const graph of graphs) {
    const next = segments.findIndex(({ first }) => first > graph);
    const place = Math.max(0, (next < 0 ? segments.length : next) - 1);
    places.add(place);
    // Without its first graph a segment is no more: the one before it goes on.
    if (place > 0 && segments[place]?.first === graph) places.add(place - 1);
  }
  return places;
}

/** Ranges of these segments, of which neighbours are one. */
function joined(
  kind: EntityKind,
  segments: readonly Segment[],
  places: ReadonlySet<number>,
): readonly EntityRange[] {
  const sorted = [...places].sort((a, b) => a - b);
  return sorted
    .filter((place) => !places.has(place - 1))
    .map((start) => {
      let end = start + 1;
      while (places.has(end)) end += 1;
      const from = start === 0 ? '' : (segments[start]?.first ?? '');
      return { kind, from, before: segments[end]?.first ?? null };
    });
}

/** Segments with those in the ranges replaced. */
export function replaceSegments(
  segments: readonly Segment[],
  ranges: readonly EntityRange[],
  fresh: readonly Segment[],
): readonly Segment[] {
  const isKept = ({ kind, first }: Segment) =>
    !ranges.some(
      (range) =>
        range.kind === kind &&
        range.from <= first &&
        (range.before === null || first < range.before),
    );
  return [...segments.filter(isKept), ...fresh].sort(
    (a, b) =>
      entityKinds.indexOf(a.kind) - entityKinds.indexOf(b.kind) || (a.first < b.first ? -1 : 1),
  );
}
