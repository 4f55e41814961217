import type { Concept, ConceptList } from './concept-list.ts';
import { termToNTriples } from './serialise.ts';
import { dct, literal, namedNode, owl, skos } from './vocabularies.ts';

/**
 * Writes a list as the Turtle of our vocabulary files: the same text for the same list, one concept
 * after the other by IRI, so that a refresh shows as a readable difference.
 */
export function writeConceptList(list: ConceptList, source: string): string {
  const { scheme, title, version, concepts } = list;
  const head = [
    `@prefix dct: <${dct.base}> .`,
    `@prefix owl: <${owl.base}> .`,
    `@prefix skos: <${skos.base}> .`,
    '',
    statement(`<${scheme}> a skos:ConceptScheme`, [
      ['dct:title', texts(title)],
      ['dct:source', [iri(source)]],
      ['owl:versionInfo', version === null ? [] : [termToNTriples(literal(version))]],
    ]),
  ];
  const body = concepts.map((concept) => writeConcept(concept, scheme));
  return `${[...head, ...body].join('\n')}`;
}

function writeConcept(concept: Concept, scheme: string): string {
  const types = ['skos:Concept', ...concept.types.map(iri)].join(', ');
  return statement(`${iri(concept.iri)} a ${types}`, [
    ['skos:inScheme', [iri(scheme)]],
    ['skos:notation', [termToNTriples(literal(concept.code))]],
    ['skos:broader', concept.broader.map(iri)],
    ['skos:broadMatch', concept.broadMatch.map(iri)],
    ['skos:exactMatch', concept.exactMatch.map(iri)],
    ['owl:deprecated', concept.isDeprecated ? ['true'] : []],
    ['skos:prefLabel', texts(concept.labels)],
  ]);
}

type Said = readonly (readonly [property: string, values: readonly string[]])[];

function statement(subject: string, said: Said): string {
  const lines = said
    .filter(([, values]) => values.length > 0)
    .map(([property, values]) => ` ;\n  ${property} ${values.join(', ')}`);
  return `${subject}${lines.join('')} .\n`;
}

function texts(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([language, text]) => termToNTriples(literal(text, language)));
}

const iri = (value: string) => termToNTriples(namedNode(value));
