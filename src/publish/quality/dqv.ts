import type { NamedNode, Quad } from '@rdfjs/types';
import { dimensions, type Metric, metrics } from '../../model/mqa.ts';
import type { Quality } from '../../model/quality.ts';
import type { DatasetQuality, ScopedFigures } from '../../model/quality-figures.ts';
import { catalogueIri, datasetDocument } from '../../rdf/mint.ts';
import { toCanonicalNTriples } from '../../rdf/serialise.ts';
import { dqv, literal, namedNode, quad, rdf, rdfs, skos, xsd } from '../../rdf/vocabularies.ts';
import type { GraphText } from '../formats.ts';
import { type Bilingual, dimensionNames, metricTexts } from './texts.ts';

/** Where data.europa.eu defines the metrics of its Metadata Quality Assessment. */
const mqaVocabulary = 'https://piveau.eu/ns/voc#';

/** Metrics beside those of the MQA: shares and sums. */
const sums = {
  score: {
    type: xsd.decimal,
    fr: 'Points de l’évaluation des métadonnées (MQA), sur 405',
    en: 'Points of the Metadata Quality Assessment (MQA), out of 405',
  },
  attainedShare: {
    type: xsd.decimal,
    fr: 'Part des points MQA que le niveau d’accès permet d’obtenir',
    en: 'Share of the MQA points that the access level allows for',
  },
  mandatoryShare: {
    type: xsd.decimal,
    fr: 'Part des propriétés obligatoires du profil qui sont présentes',
    en: 'Share of the profile’s mandatory properties that are present',
  },
  recommendedShare: {
    type: xsd.decimal,
    fr: 'Part des propriétés recommandées du profil qui sont présentes',
    en: 'Share of the profile’s recommended properties that are present',
  },
} as const;

/** Address of the document that defines the metrics and measures the catalogue. */
export function qualityDocument(baseUrl: string): string {
  return `${baseUrl}/quality`;
}

/** Address of the measurements of a dataset. */
export function datasetQualityDocument(baseUrl: string, id: string): string {
  return `${datasetDocument(baseUrl, id)}/quality`;
}

/**
 * Defines every metric (Data Quality Vocabulary, dqv:Metric) and measures the whole catalogue: of each
 * metric the share of datasets that meet it.
 */
export function describeCatalogueQuality(
  baseUrl: string,
  figures: ScopedFigures | null,
): GraphText {
  const graph = qualityDocument(baseUrl);
  const quads = defineMetrics(graph);
  if (figures !== null && figures.datasets > 0) {
    const on = namedNode(catalogueIri(baseUrl));
    const { datasets, met, points, earned, attainable, mandatory, recommended } = figures;
    metrics.forEach(({ id }, index) => {
      quads.push(
        ...measure(graph, graph, id, on, share((met[index] ?? 0) / datasets), 'of-catalogue-'),
      );
    });
    const values = {
      score: points / datasets,
      attainedShare: earned / attainable,
      mandatoryShare: mandatory,
      recommendedShare: recommended,
    };
    for (const [id, value] of Object.entries(values))
      quads.push(...measure(graph, graph, id, on, share(value), 'of-catalogue-'));
  }
  return { graph, ntriples: toCanonicalNTriples(quads) };
}

/** Measures one dataset by every metric; a link that nobody has tried yet is not measured. */
export function describeDatasetQuality(
  baseUrl: string,
  dataset: { readonly id: string; readonly iri: string; readonly quality: Quality },
  { met, waiting, points, earned, attainable }: DatasetQuality,
): GraphText {
  const graph = datasetQualityDocument(baseUrl, dataset.id);
  const on = namedNode(dataset.iri);
  const definitions = qualityDocument(baseUrl);
  const answers = metrics
    .filter(({ bit }) => (waiting & bit) === 0)
    .map(({ id, bit }) => [id, literal(String((met & bit) !== 0), xsd.boolean)] as const);
  const values = [
    ['score', share(points)],
    ['attainedShare', share(earned / attainable)],
    ['mandatoryShare', share(dataset.quality.mandatory)],
    ['recommendedShare', share(dataset.quality.recommended)],
  ] as const;
  const quads = [...answers, ...values].flatMap(([id, value]) =>
    measure(graph, definitions, id, on, value),
  );
  return { graph, ntriples: toCanonicalNTriples(quads) };
}

function measure(
  graph: string,
  definitions: string,
  id: string,
  on: NamedNode,
  value: ReturnType<typeof literal>,
  prefix = '',
): Quad[] {
  const measurement = namedNode(`${graph}#${prefix}${id}`);
  return [
    quad(on, dqv.hasQualityMeasurement, measurement),
    quad(measurement, rdf.type, dqv.QualityMeasurement),
    quad(measurement, dqv.isMeasurementOf, namedNode(`${definitions}#${id}`)),
    quad(measurement, dqv.computedOn, on),
    quad(measurement, dqv.value, value),
  ];
}

function defineMetrics(graph: string): Quad[] {
  return [
    ...dimensions.flatMap((dimension) => {
      const node = namedNode(`${graph}#${dimension}`);
      return [quad(node, rdf.type, dqv.Dimension), ...named(node, dimensionNames[dimension])];
    }),
    ...metrics.flatMap((metric) => defineMetric(graph, metric)),
    ...Object.entries(sums).flatMap(([id, { type, fr, en }]) => {
      const node = namedNode(`${graph}#${id}`);
      return [
        quad(node, rdf.type, dqv.Metric),
        quad(node, dqv.expectedDataType, type),
        ...named(node, { fr, en }),
      ];
    }),
  ];
}

function defineMetric(graph: string, { id, dimension, points }: Metric): Quad[] {
  const node = namedNode(`${graph}#${id}`);
  const { question } = metricTexts[id];
  return [
    quad(node, rdf.type, dqv.Metric),
    quad(node, dqv.expectedDataType, xsd.boolean),
    quad(node, dqv.inDimension, namedNode(`${graph}#${dimension}`)),
    quad(node, rdfs.seeAlso, namedNode(mqaVocabulary + id)),
    quad(node, skos.definition, literal(`${question.fr} : ${points} points.`, 'fr')),
    quad(node, skos.definition, literal(`${question.en}: ${points} points.`, 'en')),
    ...named(node, question),
  ];
}

function named(node: NamedNode, { fr, en }: Bilingual): Quad[] {
  return [
    quad(node, skos.prefLabel, literal(fr, 'fr')),
    quad(node, skos.prefLabel, literal(en, 'en')),
  ];
}

/** A number with four digits after the point and no more, so that documents do not flap. */
function share(value: number) {
  return literal(String(Math.round(value * 10_000) / 10_000), xsd.decimal);
}
