import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { assess } from '../../src/assess/quality.ts';
import { createStages } from '../../src/harvest/stages.ts';
import { readKnowledge } from '../../src/knowledge-files.ts';
import { evaluate, type MetricId, metrics, type Reach } from '../../src/model/mqa.ts';
import type { Quality } from '../../src/model/quality.ts';

const baseUrl = 'https://catalogue.example.org';
const stages = createStages(await readKnowledge('config', baseUrl), baseUrl);

/** Prefixes of the descriptions in tests. */
export const prefixes = `
  @prefix : <https://data.example.org/> .
  @prefix access: <http://publications.europa.eu/resource/authority/access-right/> .
  @prefix dcat: <http://www.w3.org/ns/dcat#> .
  @prefix dct: <http://purl.org/dc/terms/> .
  @prefix file: <http://publications.europa.eu/resource/authority/file-type/> .
  @prefix foaf: <http://xmlns.com/foaf/0.1/> .
  @prefix iana: <http://www.iana.org/assignments/media-types/> .
  @prefix licence: <http://publications.europa.eu/resource/authority/licence/> .
  @prefix theme: <http://publications.europa.eu/resource/authority/data-theme/> .
  @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
  @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;

/** Assesses a description as a harvest does, with the vocabularies and the DCAT-AP shapes in force. */
export async function assessed(quads: readonly Quad[], iri: string): Promise<Quality> {
  return assess(quads, iri, {
    expectations: { mandatory: [], recommended: [] },
    isIn: stages.isIn,
    isDcatAp: await stages.isDcatAp(quads),
  });
}

/** Assesses a description in Turtle of `https://data.example.org/dataset`. */
export function assessTurtle(turtle: string): Promise<Quality> {
  return assessed(new Parser().parse(prefixes + turtle), 'https://data.example.org/dataset');
}

/** Points of every metric, those without any included. */
export function pointsByMetric(
  quality: Quality,
  reach: Reach = () => null,
): Readonly<Record<MetricId, number>> {
  const { met } = evaluate(quality.mqa, reach);
  // Every metric has its entry.
  return Object.fromEntries(
    metrics.map(({ id, bit, points }) => [id, (met & bit) === 0 ? 0 : points]),
  ) as Record<MetricId, number>;
}
