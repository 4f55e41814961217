import type { CatalogueReader } from '../model/published.ts';
import { followChanges, type Watch } from './follow-changes.ts';

/** A finished answer. */
export interface Answer {
  readonly etag: string;
  readonly modified: Date | undefined;
  /** Names and values in turn, as `writeHead` takes them. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** An answer ready to be sent over and over. */
export interface KeptAnswer extends Answer {
  /** Header lines and body as they stand on a connection that stays open, after the status line and the date. */
  readonly tail: Buffer;
}

/** Keeps finished answers of documents for as long as the documents do not change. */
export interface DocumentCache {
  /** Whether what is found can be sent without {@link DocumentCache.catchUp}. */
  readonly isCurrent: boolean;
  /** Drops the documents that were changed meanwhile. Throws what the reader throws. */
  catchUp(): Promise<void>;
  /** The answer that shows a document, by its path under the base, in a variant. */
  find(path: string, variant: string): KeptAnswer | undefined;
  /**
   * Begins to make an answer: what is read from here on may be kept with the function that is returned, which
   * does nothing when the catalogue was changed meanwhile.
   */
  begin(): (path: string, variant: string, answer: KeptAnswer) => void;
  close(): Promise<void>;
}

const defaultMaxBytes = 67_108_864;
/** What one entry costs beside its bytes, roughly. */
const overhead = 500;

interface Kept {
  readonly answers: Map<string, KeptAnswer>;
  bytes: number;
  /** Asked for since it came, or since it was last spared. */
  isUsed: boolean;
}

/**
 * Keeps answers of at most so many bytes. To make room, what came first goes first, but is spared once if it
 * was asked for since (the CLOCK algorithm): finding something moves nothing. Only the documents whose entities were
 * changed are dropped; the events say which.
 */
export function createDocumentCache(options: {
  readonly reader: Pick<CatalogueReader, 'state' | 'eventsAfter'>;
  readonly baseUrl: string;
  readonly maxBytes?: number | undefined;
  readonly watch?: Watch | undefined;
  readonly now?: (() => number) | undefined;
}): DocumentCache {
  const { reader, baseUrl, maxBytes = defaultMaxBytes, watch, now } = options;
  const documents = new Map<string, Kept>();
  let bytes = 0;

  function drop(path: string): void {
    bytes -= documents.get(path)?.bytes ?? 0;
    documents.delete(path);
  }

  function makeRoom(): void {
    for (const [path, kept] of documents) {
      if (bytes <= maxBytes) return;
      if (!kept.isUsed) drop(path);
      else {
        kept.isUsed = false;
        // To the end, where this loop arrives again.
        documents.delete(path);
        documents.set(path, kept);
      }
    }
  }

  function keep(path: string, variant: string, answer: KeptAnswer): void {
    const kept = documents.get(path) ?? { answers: new Map(), bytes: 0, isUsed: false };
    if (kept.answers.has(variant)) return;
    const size = overhead + answer.tail.length + answer.headers.join('').length;
    kept.answers.set(variant, answer);
    kept.bytes += size;
    bytes += size;
    documents.set(path, kept);
    makeRoom();
  }

  const follower = followChanges({
    reader,
    watch,
    now,
    onChange: (graphs) => {
      const paths = graphs === 'all' ? documents.keys() : graphs.map(pathOf);
      for (const path of paths) drop(path);
    },
  });
  const pathOf = (graph: string) => graph.slice(baseUrl.length);

  return {
    get isCurrent() {
      return follower.isCurrent;
    },
    catchUp: follower.catchUp,
    find(path, variant) {
      const kept = documents.get(path);
      const answer = kept?.answers.get(variant);
      if (kept) kept.isUsed = true;
      return answer;
    },
    begin() {
      const { serial } = follower;
      return (path, variant, answer) => {
        if (serial !== null && follower.serial === serial) keep(path, variant, answer);
      };
    },
    close: follower.close,
  };
}
