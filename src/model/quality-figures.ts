import { type Dimension, type Metric, type MqaResult, metrics } from './mqa.ts';

/** Sums over datasets. */
export interface QualityFigures {
  readonly datasets: number;
  /** MQA points of all datasets together, out of 405 each. */
  readonly points: number;
  /** Points of the metrics that apply to their access levels, and the most there are of those whose links were tried. */
  readonly earned: number;
  readonly attainable: number;
  /** Mean shares of what the profiles demand and recommend, 0 to 1. */
  readonly mandatory: number;
  readonly recommended: number;
  /** Datasets with a title and a description in the language. */
  readonly french: number;
  readonly english: number;
  /** Datasets whose description was attended to within a year (EHDS Art. 60(3)). */
  readonly fresh: number;
  /** Datasets that meet each metric, in the order of the metrics. */
  readonly met: readonly number[];
  /** Datasets that could meet it and do not; those it does not apply to are in neither. */
  readonly lost: readonly number[];
  /** Datasets whose link nobody has tried yet. */
  readonly waiting: readonly number[];
}

export type QualityScope = 'catalogue' | 'source' | 'holder';

/** Figures of a source, of a holder or, with the key '', of the whole catalogue. */
export interface ScopedFigures extends QualityFigures {
  /** Id of the source; IRI or name of the holder. */
  readonly key: string;
  readonly name: string | null;
  readonly computedAt: Date;
}

/** One point of a trend. */
export interface QualityDay {
  /** `2026-01-31` */
  readonly day: string;
  readonly datasets: number;
  readonly points: number;
  readonly earned: number;
  readonly attainable: number;
}

/** Quality of one published dataset, its links tried. */
export interface DatasetQuality extends MqaResult {
  readonly applicable: number;
  readonly points: number;
  readonly earned: number;
  readonly attainable: number;
  /** Last day on which the holder is known to have looked at the description, `2026-01-31`; null when none is. */
  readonly attendedOn: string | null;
  readonly links: readonly CheckedLink[];
}

/** A link of a description and what its last check found. */
export interface CheckedLink {
  readonly url: string;
  /** null: not tried yet, or not allowed to be. */
  readonly isReachable: boolean | null;
  readonly status: number | null;
  /** Code of a problem. */
  readonly problem: string | null;
  readonly checkedAt: Date | null;
}

/** How links fare altogether. */
export interface LinkFigures {
  readonly links: number;
  readonly reachable: number;
  readonly broken: number;
}

/** Quality as pages and documents read it: sums are of the last computation. */
export interface QualityReader {
  /** null where nothing was computed of it. */
  figures(scope: QualityScope, key: string): Promise<ScopedFigures | null>;
  /** Sources, the one with the most datasets first. */
  sources(): Promise<readonly ScopedFigures[]>;
  /** The holders with the most datasets. */
  holders(limit: number): Promise<readonly ScopedFigures[]>;
  /** The last days that are known, oldest first. */
  trend(scope: QualityScope, key: string, days: number): Promise<readonly QualityDay[]>;
  dataset(id: string): Promise<DatasetQuality | null>;
  /** Days on which the points of a dataset changed, oldest first. */
  datasetTrend(id: string): Promise<readonly QualityDay[]>;
  links(): Promise<LinkFigures>;
  /** Links that lead nowhere, those of most datasets first. */
  brokenLinks(limit: number): Promise<readonly (CheckedLink & { readonly datasets: number })[]>;
}

/** A metric that datasets could meet and do not, and what mending that is worth. */
export interface Mending {
  readonly metric: Metric;
  readonly datasets: number;
  /** Points won when all of them meet it. */
  readonly gain: number;
}

/** What to mend first: the metrics that cost the most points, the most expensive first. */
export function mendings({ lost }: QualityFigures): readonly Mending[] {
  return metrics
    .map((metric, index) => {
      const datasets = lost[index] ?? 0;
      return { metric, datasets, gain: datasets * metric.points };
    })
    .filter(({ gain }) => gain > 0)
    .sort((one, other) => other.gain - one.gain || one.metric.bit - other.metric.bit);
}

/** Mean points of a dimension, 0 where there is no dataset. */
export function meanPoints({ met, datasets }: QualityFigures, dimension: Dimension): number {
  if (datasets === 0) return 0;
  const points = metrics.reduce(
    (sum, metric, index) =>
      metric.dimension === dimension ? sum + metric.points * (met[index] ?? 0) : sum,
    0,
  );
  return points / datasets;
}
