import type { Page } from '../model/record.ts';

/** Pages that wait for their records to be stored. */
export interface PageLedger {
  /**
   * Notes that a batch is stored, with the pages that ended in it, and returns the pages that may be
   * remembered now: batches are stored in any order, and a page counts on all before it.
   */
  stored(batch: number, pages: readonly Page[]): readonly Page[];
}

/** An empty ledger; batches are numbered from 0. */
export function createPageLedger(): PageLedger {
  const waiting = new Map<number, readonly Page[]>();
  let next = 0;
  return {
    stored: (batch, pages) => {
      waiting.set(batch, pages);
      const ready: Page[] = [];
      for (let due = waiting.get(next); due !== undefined; due = waiting.get(next)) {
        ready.push(...due);
        waiting.delete(next);
        next += 1;
      }
      return ready;
    },
  };
}
