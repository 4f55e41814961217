import type { Quad, Term } from '@rdfjs/types';
import type { Scope } from '../model/record.ts';
import { authority } from '../rdf/authorities.ts';
import { nodeKey } from '../rdf/graph.ts';
import { adms, dcat, dct, healthdcatap, skos } from '../rdf/vocabularies.ts';

type BySubject = ReadonlyMap<string, readonly Quad[]>;

const nuts = 'http://data.europa.eu/nuts/code/';
const biobankActivity = `${authority.healthActivity}/BIOBANK_COLLECTION`;
const mostIdentifiers = 50;

/** Reads from the published triples of a dataset what search narrows by. */
export function scopeOf(bySubject: BySubject, datasetIri: string): Scope {
  const of = (property: Term) => valuesOf(bySubject, datasetIri, property);
  const textsOf = (...properties: readonly Term[]) =>
    properties.flatMap((property) => of(property).map(({ value }) => value));
  const names = textsOf(dct.title, dct.alternative, dcat.keyword);
  const systems = textsOf(healthdcatap.hasCodingSystem);
  return {
    identifiers: identifiersOf(bySubject, datasetIri),
    themes: codesIn(`${authority.healthTheme}/`, textsOf(healthdcatap.healthTheme)),
    places: placesOf(textsOf(dct.spatial)),
    ages: spanOf(
      integers(of(healthdcatap.minTypicalAge), 0, 150)[0],
      integers(of(healthdcatap.maxTypicalAge), 0, 150)[0],
      (least, most) => ({ least, most }),
    ),
    years: yearsOf(bySubject, of(dct.temporal)),
    isBiobank:
      textsOf(healthdcatap.healthCategory).some((iri) => iri.endsWith('/EINS')) ||
      namesActivity(bySubject) ||
      names.some((name) => /\b(?:biobank|biobanque|biothèque|biocollection)s?\b/i.test(name)),
    isRareDisease:
      systems.some((iri) => /\/(?:ORPHACODE|ORDO)$/.test(iri)) ||
      names.some((name) => /\b(?:maladies? rares?|rare diseases?)\b/i.test(name)),
  };
}

function valuesOf(bySubject: BySubject, subject: string, property: Term): readonly Term[] {
  return (bySubject.get(subject) ?? [])
    .filter(({ predicate }) => predicate.equals(property))
    .map(({ object }) => object);
}

function identifiersOf(bySubject: BySubject, datasetIri: string): readonly string[] {
  const own = valuesOf(bySubject, datasetIri, dct.identifier);
  const others = valuesOf(bySubject, datasetIri, adms.identifier).flatMap((node) =>
    valuesOf(bySubject, nodeKey(node), skos.notation),
  );
  const texts = [...own, ...others].map(({ value }) => value);
  return [...new Set([datasetIri, ...texts])].slice(0, mostIdentifiers);
}

/** Codes of the concepts of a scheme; those of other schemes are left out. */
function codesIn(scheme: string, iris: readonly string[]): readonly string[] {
  return iris.flatMap((iri) => (iri.startsWith(scheme) ? [iri.slice(scheme.length)] : []));
}

function placesOf(iris: readonly string[]): readonly string[] {
  const countries = [...codesIn(`${authority.country}/`, iris)];
  // NUTS level 1 are the regions of France, and level 0 is the country.
  const regions = codesIn(nuts, iris).flatMap((code) =>
    /^FR\w+$/.test(code) ? [code.slice(0, 3)] : [],
  );
  return [...new Set([...countries, ...regions])];
}

function integers(terms: readonly Term[], least: number, most: number): readonly number[] {
  return terms
    .map(({ value }) => Number(value))
    .filter((number) => Number.isInteger(number) && number >= least && number <= most);
}

function spanOf<Span>(
  first: number | undefined,
  last: number | undefined,
  build: (first: number | null, last: number | null) => Span,
): Span | null {
  return first === undefined && last === undefined ? null : build(first ?? null, last ?? null);
}

/** From the earliest start to the latest end; a period without an end leaves the end open. */
function yearsOf(bySubject: BySubject, periods: readonly Term[]): Scope['years'] {
  const yearsAt = (node: Term, property: Term) =>
    valuesOf(bySubject, nodeKey(node), property).flatMap(({ value }) => {
      const year = Number(/^\d{4}/.exec(value)?.[0] ?? Number.NaN);
      return year >= 1500 && year <= 2200 ? [year] : [];
    });
  const starts = periods.flatMap((node) => yearsAt(node, dcat.startDate));
  const ends = periods.map((node) => yearsAt(node, dcat.endDate));
  const isOpen = ends.some((years) => years.length === 0);
  return spanOf(
    starts.length > 0 ? Math.min(...starts) : undefined,
    isOpen || ends.length === 0 ? undefined : Math.max(...ends.flat()),
    (first, last) => ({ first, last }),
  );
}

function namesActivity(bySubject: BySubject): boolean {
  for (const quads of bySubject.values())
    if (quads.some(({ object }) => object.value === biobankActivity)) return true;
  return false;
}
