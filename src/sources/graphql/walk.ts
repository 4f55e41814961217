import type { GatherContext } from '../../harvest/ports.ts';
import type { Gathered } from '../../model/record.ts';

/** How far one walk goes, from the options of the source. */
export interface WalkOptions {
  /** Rows asked for at once. */
  readonly pageSize: number | undefined;
  /** Most pages of one list. */
  readonly maxPages: number;
  /** ISO 3166-1 alpha-2 code; absent: all countries. */
  readonly country: string | undefined;
}

/** Walks one GraphQL API; see `Gather` for how it ends and fails. */
export type GraphqlWalk = (
  context: GatherContext,
  options: WalkOptions,
) => AsyncGenerator<Gathered>;
