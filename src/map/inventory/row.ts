import type { DraftWriter } from '../draft.ts';
import type { MappingContext } from '../mapping.ts';
import type { Cells } from './columns.ts';

/** A row while it is mapped. */
export interface Row {
  readonly cells: Cells['cells'];
  readonly writer: DraftWriter;
  readonly context: MappingContext;
}
