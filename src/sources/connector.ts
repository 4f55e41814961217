import type { TSchema } from 'typebox';
import type { Gather } from '../harvest/ports.ts';

/**
 * How to ask one kind of source for its records. A connector walks pages, splits them into payloads
 * and reports what it could not read; it never maps, never stores and never decides deletions.
 */
export interface Connector {
  /** Schema of `options`; checked when sources are loaded. */
  readonly options: TSchema;
  readonly gather: Gather;
}
