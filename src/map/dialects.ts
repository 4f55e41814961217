import type { NamedNode, Quad } from '@rdfjs/types';
import { authority, ehdsRegulation } from '../rdf/authorities.ts';
import {
  compact,
  csvw,
  dcat,
  dcatap,
  dct,
  dpv,
  dqv,
  ejp,
  healthdcatap,
  namedNode,
  quad,
} from '../rdf/vocabularies.ts';
import type { Node, Value } from './draft.ts';

/** A rewriting that happened, for the notes: the property concerned and what stood there. */
export interface Rewriting {
  readonly property: string;
  readonly message: string;
  readonly original: string;
}

/** Beginnings of IRIs that mean another: wrong namespaces and hosts of earlier releases. */
const beginnings: readonly (readonly [old: string, now: string])[] = [
  ['http://13.81.34.152:1101/resource/authority/', hdeu()],
  ['http://13.81.34.152/resource/authority/', hdeu()],
  ['https://hdeu-dcat.acceptance.data.health.europa.eu/resource/authority/', hdeu()],
  ['http://hdeu-dcat.acceptance.data.health.europa.eu/resource/authority/', hdeu()],
  ['http://hdeu-dcat.data.health.europa.eu/resource/authority/', hdeu()],
  ['http://healthdataportal.eu/resource/authority/', hdeu()],
  [
    'https://publications.europa.eu/resource/authority/',
    'http://publications.europa.eu/resource/authority/',
  ],
  ['http://healthdcat-ap.eu/ns#', healthdcatap.base],
  ['http://eurohealthnet.eu/ontologies/healthdcat-ap#', healthdcatap.base],
  ['http://data.europa.eu/r5r/healthdcatap#', healthdcatap.base],
  ['http://www.w3.org/ns/dpv#', dpv.base],
  ['http://w3id.org/dpv#', dpv.base],
  ['https://w3id.org/dpv/pd#', 'https://w3id.org/dpv/dpv-pd#'],
  ['http://www.w3.org/ns/dpv-pd#', 'https://w3id.org/dpv/dpv-pd#'],
  ['https://w3id.org/ejp-rd/vocabulary#', ejp.base],
];

function hdeu(): string {
  return authority.healthCategory.replace(/healthcategories$/, '');
}

/** Whole IRIs that mean another. */
const wholes = new Map<string, string>([
  ...['http://data.europa.eu/eli/reg/2025/327', 'https://data.europa.eu/eli/reg/2025/327'].flatMap(
    (iri) => ['', '/', '/oj/', '/oj'].map((end) => [iri + end, ehdsRegulation] as const),
  ),
  ['https://eur-lex.europa.eu/eli/reg/2025/327', ehdsRegulation],
  ['https://eur-lex.europa.eu/eli/reg/2025/327/oj', ehdsRegulation],
  // The only regulation an earlier national list offered; it is about high-value datasets.
  ['https://eur-lex.europa.eu/eli/reg_impl/2023/138/oj', ehdsRegulation],
  [`${authority.frequency}/IRREGULAR`, `${authority.frequency}/IRREG`],
]);

/** Properties that mean another. */
const properties = new Map<string, NamedNode>([
  [`${dqv.base}hasLegalBasis`, dpv.hasLegalBasis],
  [`${dqv.base}hasPurpose`, dpv.hasPurpose],
  [`${dct.base}purpose`, dpv.hasPurpose],
  [`${healthdcatap.base}qualityAnnotation`, dqv.hasQualityAnnotation],
  [`${healthdcatap.base}numberOfrecords`, healthdcatap.numberOfRecords],
  [`${healthdcatap.base}custodian`, namedNode('http://data.europa.eu/930/custodian')],
  ['http://data.europa.eu/r5rapplicableLegislation', dcatap.applicableLegislation],
  ['http://data.europa.eu/r5ravailability', dcatap.availability],
  [`${ejp.base}populationCoverage`, healthdcatap.populationCoverage],
  [`${csvw.base}columns`, csvw.column],
  [`${csvw.base}tables`, csvw.table],
  ['http://purl.org/dc/elements/1.1/title', dct.title],
  ['http://purl.org/dc/elements/1.1/description', dct.description],
]);

const olderTerm = 'A term of an earlier release or another vocabulary was replaced';
const olderIri = 'An address of an earlier release was replaced';

/** The IRI of Release 8 for an IRI of any dialect; equal when there is nothing to replace. */
export function currentIri(iri: string): string {
  const whole = wholes.get(iri);
  if (whole !== undefined) return whole;
  const beginning = beginnings.find(([old]) => iri.startsWith(old));
  if (!beginning) return iri;
  const [old, now] = beginning;
  const replaced = now + iri.slice(old.length);
  return wholes.get(replaced) ?? replaced;
}

/**
 * Rewrites the dialects met in the wild (the April 2025 draft, Releases 5 to 7, the national
 * catalogue, EJP-RD) to the terms of HealthDCAT-AP Release 8.
 */
export function translateDialects(quads: readonly Quad[]): {
  readonly quads: readonly Quad[];
  readonly rewritings: readonly Rewriting[];
} {
  const names = new Map<string, string>();
  const rewritings = new Map<string, Rewriting>();
  const current = (iri: string) => {
    const known = names.get(iri);
    if (known !== undefined) return known;
    const now = currentIri(iri);
    names.set(iri, now);
    return now;
  };
  const node = <T extends Quad['subject'] | Quad['object']>(term: T) => {
    if (term.termType !== 'NamedNode') return term;
    const now = current(term.value);
    return now === term.value ? term : namedNode(now);
  };
  const translated = quads.map((q) => {
    const property = propertyOf(q, current);
    const subject = node(q.subject);
    const object = node(q.object);
    const rewrite = (message: string, original: string) => {
      const name = compact(property.value);
      if (!rewritings.has(name + message))
        rewritings.set(name + message, { property: name, message, original });
    };
    if (property.value !== q.predicate.value) rewrite(olderTerm, q.predicate.value);
    if (object !== q.object) rewrite(olderIri, q.object.value);
    // RDF/JS lets quoted triples stand here; the parsers this service uses emit none.
    return quad(subject as Node, property, object as Value);
  });
  return { quads: translated, rewritings: [...rewritings.values()] };
}

function propertyOf(q: Quad, current: (iri: string) => string): NamedNode {
  const now = current(q.predicate.value);
  // DCAT-AP 2 and FAIR Data Points write the version as dct:hasVersion "1.0".
  if (now === dct.hasVersion.value) {
    return q.object.termType === 'Literal' ? dcat.version : dcat.hasVersion;
  }
  const replaced = properties.get(now);
  if (replaced) return replaced;
  return now === q.predicate.value ? namedNode(q.predicate.value) : namedNode(now);
}
