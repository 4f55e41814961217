import type { GatherContext } from '../../harvest/ports.ts';
import type { Gathered } from '../../model/record.ts';
import { elementAt, textContent } from '../../parse/xml.ts';
import { ask, refusal } from './request.ts';

/** What a repository says about itself (OAI-PMH 2.0 §4.2). */
export interface Repository {
  /** Its clock, in milliseconds; NaN when it cannot be read. */
  readonly now: number;
  readonly granularity: 'day' | 'second';
  /** Whether it keeps track of deletions at all. */
  readonly knowsDeletions: boolean;
  /** Earliest datestamp, in milliseconds; NaN when unknown. */
  readonly earliest: number;
}

/** Asks a repository to identify itself. */
export async function identify(context: GatherContext): Promise<Repository> {
  const answer = await ask(context, 'Identify');
  if (answer.kind === 'refused') throw refusal(answer);
  const said = (name: string) => textContent(elementAt(answer.content, name));
  return {
    now: Date.parse(answer.responseDate),
    granularity: said('granularity').includes('T') ? 'second' : 'day',
    knowsDeletions: ['persistent', 'transient'].includes(said('deletedRecord')),
    earliest: Date.parse(said('earliestDatestamp')),
  };
}

/** How far the last harvests came, by the repository's clock, in milliseconds. */
interface Progress {
  /** When the last walk without loss began. */
  readonly until: number;
  /** When the last whole one began. */
  readonly whole: number;
}

/** What to ask for, and what to remember once all of it is gathered. */
export interface Plan {
  /** Datestamp to ask from; null: everything. */
  readonly from: string | null;
  readonly remember: Gathered;
}

const day = 86_400_000;

/**
 * Plans a walk: only what changed since the last one, with a day of overlap for records whose
 * datestamp was behind, or everything when nothing is remembered, when the last whole walk is
 * `fullEveryDays` old, or when only absence tells that a record was deleted.
 */
export async function planWalk(
  { source, memory }: Pick<GatherContext, 'source' | 'memory'>,
  repository: Repository,
  fullEveryDays: number,
): Promise<Plan> {
  const key = `oai:state ${source.url}`;
  const page = await memory.recall(key);
  const last = progressOf(page?.rest);
  // A cut-off run remembered its walk but may not have deleted what the walk found deleted.
  const known = page?.isFresh ? progressOf(page.rest['before']) : last;
  const { now, knowsDeletions } = repository;
  const isDue = !known || now < known.until || now - known.whole >= fullEveryDays * day;
  const from = knowsDeletions && !isDue ? datestamp(known.until - day, repository) : null;
  const progress: Progress = { until: now, whole: from === null ? now : (known?.whole ?? now) };
  return {
    from,
    remember: {
      kind: 'page',
      page: {
        key,
        etag: null,
        lastModified: null,
        bodyHash: '',
        remoteKeys: [],
        rest: { ...progress, before: known },
      },
    },
  };
}

function progressOf(value: unknown): Progress | null {
  if (typeof value !== 'object' || value === null) return null;
  const { until, whole } = value as { readonly until?: unknown; readonly whole?: unknown }; // checked below
  return typeof until === 'number' && typeof whole === 'number' ? { until, whole } : null;
}

/** A datestamp at the repository's granularity, never before its first (OAI-PMH 2.0 §3.3.1). */
function datestamp(time: number, { earliest, granularity }: Repository): string {
  const text = new Date(Number.isNaN(earliest) ? time : Math.max(time, earliest)).toISOString();
  return granularity === 'day' ? text.slice(0, 10) : `${text.slice(0, 19)}Z`;
}
