import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { metrics, mostPoints, ratingOf } from '../../model/mqa.ts';
import { mendings, type ScopedFigures } from '../../model/quality-figures.ts';
import { metricTexts } from '../../publish/quality/texts.ts';
import type { WebContext } from '../context.ts';
import { answers } from './answers.ts';

const mostHolders = 1000;
const mostDays = 365;

const Rating = Type.Enum(['excellent', 'good', 'sufficient', 'bad']);
const Figures = Type.Object({
  datasets: Type.Integer(),
  meanPoints: Type.Number({ description: 'Mean MQA points, out of 405' }),
  grade: Type.Number({
    description: 'Share of the points that the access levels allow for, 0 to 1',
  }),
  rating: Rating,
  mandatory: Type.Number(),
  recommended: Type.Number(),
  french: Type.Integer(),
  english: Type.Integer(),
  fresh: Type.Integer({ description: 'Datasets whose description was attended to within a year' }),
});
const Named = Type.Intersect([
  Type.Object({ key: Type.String(), name: Type.Union([Type.String(), Type.Null()]) }),
  Figures,
]);
const Answer = Type.Object({
  computedAt: Type.Union([Type.String(), Type.Null()]),
  maximum: Type.Integer(),
  catalogue: Type.Union([Figures, Type.Null()]),
  metrics: Type.Array(
    Type.Object({
      id: Type.String(),
      dimension: Type.String(),
      points: Type.Integer(),
      met: Type.Integer(),
      lost: Type.Integer(),
      waiting: Type.Integer(),
    }),
  ),
  fixFirst: Type.Array(
    Type.Object({
      metric: Type.String(),
      datasets: Type.Integer(),
      gain: Type.Integer(),
      advice: Type.Object({ fr: Type.String(), en: Type.String() }),
    }),
  ),
  sources: Type.Array(Named),
  holders: Type.Array(Named),
  trend: Type.Array(
    Type.Object({ day: Type.String(), datasets: Type.Integer(), grade: Type.Number() }),
  ),
  links: Type.Object({
    links: Type.Integer(),
    reachable: Type.Integer(),
    broken: Type.Integer(),
  }),
});

/** The quality of the catalogue as JSON, for whoever wants to add it up or draw it otherwise. */
export function qualityApi({ quality }: WebContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const config = { needs: 'anyone' } as const;
    const schema = { summary: 'Quality of the descriptions', response: answers(Answer) };
    app.get('/quality', { config, schema }, async (_request, reply) => {
      const [figures, sources, holders, trend, links] = await Promise.all([
        quality.figures('catalogue', ''),
        quality.sources(),
        quality.holders(mostHolders),
        quality.trend('catalogue', '', mostDays),
        quality.links(),
      ]);
      reply.header('access-control-allow-origin', '*').header('cache-control', 'public, no-cache');
      return {
        computedAt: figures?.computedAt.toISOString() ?? null,
        maximum: mostPoints,
        catalogue: figures && summary(figures),
        metrics: metrics.map(({ id, dimension, points }, index) => ({
          id,
          dimension,
          points,
          met: figures?.met[index] ?? 0,
          lost: figures?.lost[index] ?? 0,
          waiting: figures?.waiting[index] ?? 0,
        })),
        fixFirst: (figures ? mendings(figures) : []).map(({ metric, datasets, gain }) => ({
          metric: metric.id,
          datasets,
          gain,
          advice: metricTexts[metric.id].advice,
        })),
        sources: sources.map(named),
        holders: holders.map(named),
        trend: trend.map(({ day, datasets, earned, attainable }) => ({
          day,
          datasets,
          grade: share(earned, attainable),
        })),
        links,
      };
    });
  };
}

function named(figures: ScopedFigures) {
  return { key: figures.key, name: figures.name, ...summary(figures) };
}

function summary(figures: ScopedFigures) {
  const { datasets, points, earned, attainable } = figures;
  return {
    datasets,
    meanPoints: share(points, datasets),
    grade: share(earned, attainable),
    rating: ratingOf(earned, attainable),
    mandatory: figures.mandatory,
    recommended: figures.recommended,
    french: figures.french,
    english: figures.english,
    fresh: figures.fresh,
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
