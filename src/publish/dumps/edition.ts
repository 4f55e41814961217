import type { CatalogueEvent, CatalogueReader } from '../../model/published.ts';
import {
  changedRanges,
  cutSegments,
  replaceSegments,
  type Segment,
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

type Write = (segment: WrittenSegment) => Promise<void>;

const eventsPerRead = 1000;
/** Changes from which reading everything anew is the cheaper way. */
const farBehind = 5000;
const attempts = 5;

/**
 * Reads the edition of the present serial: of an earlier one only what was changed since. The text of each segment read is
 * given to `write`.
 */
export async function readEdition(
  reader: CatalogueReader,
  earlier: Edition | undefined,
  write: Write,
): Promise<Edition> {
  for (let attempt = 0; earlier && attempt < attempts; attempt += 1) {
    const events = await eventsSince(reader, earlier.serial);
    if (events === null) break;
    const next = await renew(reader, earlier, events, write);
    if (next) return next;
  }
  return reader.snapshot(async ({ serial, changedAt }, entities) => {
    const segments: Segment[] = [];
    for await (const segment of cutSegments(entities)) segments.push(await taken(segment, write));
    return { serial, modified: changedAt ?? undefined, segments };
  });
}

/** How many segments lack changes; infinitely many when that is not known. */
export async function segmentsBehind(reader: CatalogueReader, edition: Edition): Promise<number> {
  const events = await eventsSince(reader, edition.serial);
  if (events === null) return Number.POSITIVE_INFINITY;
  const ranges = changedRanges(edition.segments, events);
  const kept = replaceSegments(edition.segments, ranges, []);
  return edition.segments.length - kept.length;
}

/** Undefined when more was committed after the events were read. */
function renew(
  reader: CatalogueReader,
  earlier: Edition,
  events: readonly CatalogueEvent[],
  write: Write,
): Promise<Edition | undefined> {
  const ranges = changedRanges(earlier.segments, events);
  return reader.snapshot(async ({ serial, changedAt }, entities) => {
    if (serial !== (events.at(-1)?.serial ?? earlier.serial)) return undefined;
    const fresh: Segment[] = [];
    for await (const segment of cutSegments(entities)) fresh.push(await taken(segment, write));
    const segments = replaceSegments(earlier.segments, ranges, fresh);
    return { serial, modified: changedAt ?? undefined, segments };
  }, ranges);
}

async function taken(written: WrittenSegment, write: Write): Promise<Segment> {
  await write(written);
  const { nquads: _, ...segment } = written;
  return segment;
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
