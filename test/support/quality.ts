import type { CoverageReader } from '../../src/model/coverage.ts';
import { metrics } from '../../src/model/mqa.ts';
import type { QualityReader, ScopedFigures } from '../../src/model/quality-figures.ts';

const each = (value: number) => metrics.map(() => value);

/** Figures of so many datasets that have half of the points. */
export function someFigures(
  key: string,
  datasets: number,
  changes: Partial<ScopedFigures> = {},
): ScopedFigures {
  return {
    key,
    name: null,
    computedAt: new Date('2026-01-02T03:00:00Z'),
    datasets,
    points: 200 * datasets,
    earned: 180 * datasets,
    attainable: 305 * datasets,
    mandatory: 0.9,
    recommended: 0.4,
    french: datasets,
    english: Math.floor(datasets / 2),
    fresh: datasets,
    met: each(datasets),
    lost: each(0),
    waiting: each(0),
    ...changes,
  };
}

/** Knows of no declaration, but for what a test gives. */
export function coverageReader(parts: Partial<CoverageReader> = {}): CoverageReader {
  return {
    lists: async () => [],
    byRegion: async () => [],
    byType: async () => [],
    declarations: async () => ({ items: [], total: 0 }),
    undeclared: async () => ({ items: [], total: 0 }),
    ...parts,
  };
}

/** Reads nothing, but for what a test gives. */
export function qualityReader(parts: Partial<QualityReader> = {}): QualityReader {
  return {
    figures: async () => null,
    sources: async () => [],
    holders: async () => [],
    trend: async () => [],
    dataset: async () => null,
    datasetTrend: async () => [],
    links: async () => ({ links: 0, reachable: 0, broken: 0 }),
    brokenLinks: async () => [],
    ...parts,
  };
}
