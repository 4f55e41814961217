import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import type { PublishedDataset } from '../model/published.ts';
import type { Localised } from '../model/source.ts';
import { catalogueIri } from '../rdf/mint.ts';
import { dcat, dct } from '../rdf/vocabularies.ts';

/** Longest description that search engines read, in characters. */
const longestDescription = 5000;
const mostValues = 100;

type Value = string | readonly unknown[] | Readonly<Record<string, unknown>> | undefined;

/**
 * Describes a dataset for search engines, in one language where the description has it (schema.org Dataset,
 * with the properties that Google Dataset Search reads). What is not known is absent.
 */
export function describeForSearch(
  dataset: PublishedDataset,
  baseUrl: string,
  language: string,
): Readonly<Record<string, unknown>> {
  const { iri, graph, summary, ntriples, modified, firstPublished } = dataset;
  const quads = new Parser({ format: 'N-Triples' }).parse(ntriples);
  const values = (property: Quad['predicate'], subject = iri) => valuesOf(quads, subject, property);
  const holder = textIn(summary.holder ?? {}, language);
  return present({
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': iri,
    url: graph,
    sameAs: iri === graph ? undefined : iri,
    name: textIn(summary.title, language),
    alternateName: summary.alternative.slice(0, mostValues),
    description: textIn(summary.description, language)?.slice(0, longestDescription),
    identifier: values(dct.identifier),
    keywords: summary.keywords.slice(0, mostValues),
    creator: holder && present({ '@type': 'Organization', '@id': summary.holderIri, name: holder }),
    conditionsOfAccess: values(dct.accessRights)[0],
    license: values(dct.license)[0],
    inLanguage: values(dct.language),
    version: values(dcat.version)[0],
    spatialCoverage: values(dct.spatial),
    temporalCoverage: values(dct.temporal).flatMap(
      (period) =>
        interval(values(dcat.startDate, period)[0], values(dcat.endDate, period)[0]) ?? [],
    ),
    datePublished: values(dct.issued)[0] ?? firstPublished.toISOString(),
    dateModified: values(dct.modified)[0] ?? modified.toISOString(),
    includedInDataCatalog: {
      '@type': 'DataCatalog',
      '@id': catalogueIri(baseUrl),
      url: `${baseUrl}/`,
    },
    distribution: values(dcat.distribution)
      .slice(0, mostValues)
      .flatMap((distribution) => download(values(dcat.downloadURL, distribution)[0]) ?? []),
  });
}

function download(contentUrl: string | undefined) {
  return contentUrl && { '@type': 'DataDownload', contentUrl };
}

/** An ISO 8601 interval, open where an end is not known. */
function interval(start: string | undefined, end: string | undefined): string | undefined {
  return start || end ? `${start ?? '..'}/${end ?? '..'}` : undefined;
}

function valuesOf(quads: readonly Quad[], subject: string, property: Quad['predicate']): string[] {
  return quads
    .filter((quad) => quad.subject.value === subject && quad.predicate.equals(property))
    .map(({ object }) => object.value);
}

function textIn(text: Localised, language: string): string | undefined {
  return Object.entries(text).find(([tag]) => tag === language)?.[1] ?? Object.values(text)[0];
}

/** Leaves out what is not known, and lists that are empty. */
function present(
  object: Readonly<Record<string, Value | null>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) =>
        value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
