import type { ProblemCode } from './problem.ts';

/** What one check of a link found. */
export interface LinkAnswer {
  readonly url: string;
  /** null: nothing was learnt, as where robots.txt keeps us out; the last verdict stands. */
  readonly isReachable: boolean | null;
  readonly status: number | null;
  readonly problem: ProblemCode | null;
}

/** The links of what is published, and what checks found. */
export interface LinkStore {
  /** Brings the list of links in step with what is published. */
  collect(): Promise<void>;
  /** Takes a share of all links, 0 to 1, of those that are due, so that no other process checks them. */
  take(share: number, most: number): Promise<readonly string[]>;
  /** Keeps what was found; links that answer are due again in about so many days. */
  save(answers: readonly LinkAnswer[], days: number): Promise<void>;
}
