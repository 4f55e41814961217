import type { Term } from '@rdfjs/types';
import { Parser } from 'n3';
import type { DatasetChange } from '../../../model/published.ts';
import { dcat, dct, foaf, skos } from '../../../rdf/vocabularies.ts';
import { element } from '../../xml.ts';

type Published = NonNullable<DatasetChange['published']>;

const open = `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">\n`;

/** Properties of the dataset and the element of simple Dublin Core that says the same. */
const elements: readonly (readonly [property: string, name: string])[] = [
  [dct.title.value, 'title'],
  [dct.description.value, 'description'],
  [dcat.keyword.value, 'subject'],
  [dct.language.value, 'language'],
  [dct.accessRights.value, 'rights'],
  [dct.issued.value, 'date'],
  [dct.modified.value, 'date'],
  [dct.spatial.value, 'coverage'],
  [dct.type.value, 'type'],
  [dcat.landingPage.value, 'relation'],
  [foaf.page.value, 'relation'],
  [dct.identifier.value, 'identifier'],
];

/** Simple Dublin Core of a dataset (OAI-PMH 2.0 §2.5): what every harvester of libraries reads. */
export function toDublinCore({ iri, ntriples, summary }: Published): string {
  const quads = new Parser({ format: 'N-Triples' }).parse(ntriples);
  const own = quads.filter(({ subject }) => subject.value === iri);
  const notations = quads.filter(({ predicate }) => predicate.equals(skos.notation));
  const lines = new Set([
    element('dc:identifier', iri),
    element('dc:type', 'Dataset'),
    ...elements.flatMap(([property, name]) =>
      own
        .filter(({ predicate }) => predicate.value === property)
        .map(({ object }) => dublinCore(name, object.value, languageOf(object))),
    ),
    ...Object.entries(summary.holder ?? {}).map(([language, name]) =>
      dublinCore('publisher', name, language),
    ),
    ...notations.map(({ object }) => element('dc:identifier', object.value)),
  ]);
  return `${open}${[...lines].join('\n')}\n</oai_dc:dc>\n`;
}

function languageOf(object: Term): string {
  return object.termType === 'Literal' ? object.language : '';
}

function dublinCore(name: string, text: string, language: string): string {
  const isTag = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language) && language !== 'und';
  return element(`dc:${name}`, text, isTag ? { 'xml:lang': language } : {});
}
