import { dimensions, metrics, mostPoints, pointsOf } from '../../model/mqa.ts';
import type { DatasetQuality, QualityDay } from '../../model/quality-figures.ts';
import { dimensionNames, metricTexts } from '../../publish/quality/texts.ts';
import { BarChart, LineChart } from './charts.tsx';
import { IriLink } from './iri-link.tsx';
import { formatDate, type Language } from './language.ts';
import type { Page } from './layout.tsx';
import { qualityMessages } from './quality-messages.ts';
import { percent, RatingBadge } from './quality-parts.tsx';
import { Facts, Table } from './table.tsx';

interface Props {
  page: Page;
  quality: DatasetQuality | null;
  /** Days on which its points changed. */
  trend: readonly QualityDay[];
}

/** How good the description of a dataset is: grade, dimensions, every question and every link. */
export function QualityBlock({ page, quality, trend }: Props) {
  if (quality === null) return null;
  const { language } = page;
  const words = qualityMessages[language];
  const { points, earned, attainable, attendedOn } = quality;
  return (
    <section id="grade">
      <h2>{words.ofOne}</h2>
      <Facts
        facts={[
          [
            words.grade,
            <>
              <strong>{percent(earned, attainable)}</strong>{' '}
              <RatingBadge words={words} points={earned} maximum={attainable} /> ({words.gradeHelp})
            </>,
          ],
          [words.mqa.replace(/,.*/, ''), `${points} ${words.outOf} ${mostPoints}`],
          [
            words.attended,
            attendedOn === null
              ? words.notStated
              : formatDate(new Date(`${attendedOn}T00:00:00Z`), language),
          ],
        ]}
      />
      <Dimensions language={language} quality={quality} />
      <details>
        <summary>{words.metrics}</summary>
        <Table
          caption={words.metrics}
          head={[words.metric, words.points, words.answer]}
          rows={metrics.map(({ id, points: most, bit }) => [
            metricTexts[id].question[language],
            most,
            answerOf(bit, quality, language),
          ])}
        />
        {quality.links.length > 0 ? <Links language={language} quality={quality} /> : null}
        {trend.length > 1 ? (
          <LineChart
            title={words.trendHelp}
            points={trend.map((each) => ({
              day: each.day,
              share: each.earned / Math.max(1, each.attainable),
            }))}
          />
        ) : null}
      </details>
    </section>
  );
}

function Dimensions({ language, quality }: { language: Language; quality: DatasetQuality }) {
  const words = qualityMessages[language];
  const { met, waiting, applicable } = quality;
  const rows = dimensions.map((dimension) => ({
    name: dimensionNames[dimension][language],
    points: pointsOf(met & applicable, dimension),
    maximum: pointsOf(applicable & ~waiting, dimension),
  }));
  return (
    <>
      <BarChart
        title={words.dimensions}
        bars={rows.map(({ name, points, maximum }) => ({
          name,
          share: points / Math.max(1, maximum),
          shown: maximum === 0 ? words.waiting : `${points} / ${maximum}`,
        }))}
      />
      <details>
        <summary>{words.dimensions}</summary>
        <Table
          caption={words.dimensions}
          head={[words.dimension, words.points, words.maximum]}
          rows={rows.map(({ name, points, maximum }) => [name, points, maximum])}
        />
      </details>
    </>
  );
}

function answerOf(bit: number, quality: DatasetQuality, language: Language): string {
  const words = qualityMessages[language];
  if ((quality.met & bit) !== 0) return words.met;
  if ((quality.applicable & bit) === 0) return words.notApplicable;
  return (quality.waiting & bit) !== 0 ? words.waiting : words.lost;
}

function Links({ language, quality }: { language: Language; quality: DatasetQuality }) {
  const words = qualityMessages[language];
  return (
    <Table
      caption={words.links}
      head={[words.link, words.why, words.checked]}
      rows={quality.links.map(({ url, isReachable, status, problem, checkedAt }) => [
        <IriLink iri={url} />,
        isReachable === null && checkedAt === null
          ? words.waiting
          : (status ?? <code>{problem ?? words.noAnswer}</code>),
        checkedAt ? formatDate(checkedAt, language) : null,
      ])}
    />
  );
}
