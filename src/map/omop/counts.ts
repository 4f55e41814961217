import { at, textOf } from '../json.ts';
import { parseWhole } from '../values/numbers.ts';

/** One result of Achilles. */
export interface Count {
  readonly stratum: string;
  /** Not negative. */
  readonly value: number;
}

/** What Achilles counted, by the number of its analysis. */
export type Counts = (analysis: number) => readonly Count[];

const mostResults = 50_000;

/** Reads results in the shape of ACHILLES_RESULTS; rows that are no counts are left out. */
export function countsOf(rows: unknown): Counts {
  const byAnalysis = new Map<number, Count[]>();
  for (const row of Array.isArray(rows) ? rows.slice(0, mostResults) : []) {
    const analysis = parseWhole(textOf(at(row, 'analysis_id')) ?? '');
    const value = parseWhole(textOf(at(row, 'count_value')) ?? '');
    if (analysis === undefined || value === undefined || value < 0) continue;
    const count = { stratum: textOf(at(row, 'stratum_1'))?.trim() ?? '', value };
    const known = byAnalysis.get(analysis);
    if (known) known.push(count);
    else byAnalysis.set(analysis, [count]);
  }
  return (analysis) => byAnalysis.get(analysis) ?? [];
}
