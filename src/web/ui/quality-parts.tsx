import { dimensions, metrics, ratingOf } from '../../model/mqa.ts';
import { meanPoints, type QualityDay, type ScopedFigures } from '../../model/quality-figures.ts';
import { dimensionNames, metricTexts } from '../../publish/quality/texts.ts';
import { Badge } from './badge.tsx';
import { BarChart, LineChart } from './charts.tsx';
import { formatNumber, type Language } from './language.ts';
import { type QualityMessages, qualityMessages } from './quality-messages.ts';
import { Table } from './table.tsx';

/** A share as whole per cent. */
export function percent(part: number, whole = 1): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

/** The rating of points in words and in colour. */
export function RatingBadge({
  words,
  points,
  maximum,
}: {
  words: QualityMessages;
  points: number;
  maximum: number;
}) {
  const rating = ratingOf(points, maximum);
  const tones = { excellent: 'good', good: 'good', sufficient: 'warning', bad: 'bad' } as const;
  return <Badge tone={tones[rating]}>{words.ratings[rating]}</Badge>;
}

/** Mean points of each dimension, as bars and as a table. */
export function Dimensions({ language, figures }: { language: Language; figures: ScopedFigures }) {
  const words = qualityMessages[language];
  const rows = dimensions.map((dimension) => {
    const maximum = metrics
      .filter((metric) => metric.dimension === dimension)
      .reduce((sum, { points }) => sum + points, 0);
    const mean = meanPoints(figures, dimension);
    return { name: dimensionNames[dimension][language], mean, maximum };
  });
  return (
    <section>
      <h2>{words.dimensions}</h2>
      <BarChart
        title={words.dimensions}
        bars={rows.map(({ name, mean, maximum }) => ({
          name,
          share: mean / maximum,
          shown: `${Math.round(mean)} / ${maximum}`,
        }))}
      />
      <Table
        caption={words.mqa}
        head={[words.dimension, words.points, words.maximum]}
        rows={rows.map(({ name, mean, maximum }) => [
          name,
          formatNumber(Math.round(mean * 10) / 10, language),
          maximum,
        ])}
      />
    </section>
  );
}

/** The grade of each day, as a line and as a table. */
export function Trend({ language, trend }: { language: Language; trend: readonly QualityDay[] }) {
  const words = qualityMessages[language];
  if (trend.length === 0) return null;
  return (
    <section>
      <h2>{words.trend}</h2>
      <LineChart
        title={words.trendHelp}
        points={trend.map(({ day, earned, attainable }) => ({
          day,
          share: attainable === 0 ? 0 : earned / attainable,
        }))}
      />
      <details>
        <summary>{words.trendHelp}</summary>
        <Table
          caption={words.trendHelp}
          head={[words.day, words.datasets, words.grade]}
          rows={[...trend]
            .reverse()
            .map(({ day, datasets, earned, attainable }) => [
              <time dateTime={day}>{day}</time>,
              formatNumber(datasets, language),
              percent(earned, attainable),
            ])}
        />
      </details>
    </section>
  );
}

/** Every metric with the datasets that meet it. */
export function Questions({ language, figures }: { language: Language; figures: ScopedFigures }) {
  const words = qualityMessages[language];
  const { met, lost, waiting, datasets } = figures;
  const count = (values: readonly number[], index: number) => values[index] ?? 0;
  return (
    <section>
      <h2>{words.metrics}</h2>
      <details>
        <summary>{words.metrics}</summary>
        <Table
          caption={words.metrics}
          head={[
            words.metric,
            words.dimension,
            words.points,
            words.met,
            words.lost,
            words.waiting,
            words.notApplicable,
          ]}
          rows={metrics.map(({ id, dimension, points }, index) => {
            const known = count(met, index) + count(lost, index) + count(waiting, index);
            return [
              metricTexts[id].question[language],
              dimensionNames[dimension][language],
              points,
              formatNumber(count(met, index), language),
              formatNumber(count(lost, index), language),
              formatNumber(count(waiting, index), language),
              formatNumber(Math.max(0, datasets - known), language),
            ];
          })}
        />
      </details>
    </section>
  );
}
