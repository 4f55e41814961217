import type { Quad } from '@rdfjs/types';
import { dct, owl, rdf, skos } from './vocabularies.ts';

/** A text by language tag. */
type Labels = Readonly<Record<string, string>>;

/** A member of a controlled vocabulary. */
export interface Concept {
  readonly iri: string;
  readonly code: string;
  /** Classes other than skos:Concept. */
  readonly types: readonly string[];
  readonly labels: Labels;
  readonly broader: readonly string[];
  /** Concepts and pages that mean the same, or are the nearest wider ones, in other lists. */
  readonly exactMatch: readonly string[];
  readonly broadMatch: readonly string[];
  readonly isDeprecated: boolean;
}

/** A controlled vocabulary: its scheme and concepts, in the order of their IRIs. */
export interface ConceptList {
  readonly scheme: string;
  readonly title: Labels;
  /** Version or date that the publisher gives the list. */
  readonly version: string | null;
  readonly concepts: readonly Concept[];
}

/** What is new in a list. */
export interface ListChanges {
  readonly added: readonly Concept[];
  readonly removed: readonly Concept[];
  readonly relabelled: readonly { readonly before: Concept; readonly after: Concept }[];
  readonly deprecated: readonly Concept[];
}

type Described = ReadonlyMap<string, readonly Quad[]>;

const deprecation = new Set([
  owl.deprecated.value,
  'http://publications.europa.eu/ontology/authority/deprecated',
]);
const status = 'http://publications.europa.eu/ontology/euvoc#status';

/**
 * Reads the concepts of a scheme, in French and English; members of other schemes in the same document
 * are left out. Without a scheme every concept and labelled resource counts.
 */
export function readConceptList(quads: readonly Quad[], scheme: string | null): ConceptList {
  const described = new Map<string, Quad[]>();
  for (const each of quads) {
    const known = described.get(each.subject.value);
    if (known) known.push(each);
    else described.set(each.subject.value, [each]);
  }
  const concepts = [...described.keys()]
    .filter((iri) =>
      scheme === null
        ? valuesOf(described, iri, skos.prefLabel.value).length > 0
        : [skos.inScheme, skos.topConceptOf].some((property) =>
            valuesOf(described, iri, property.value).includes(scheme),
          ),
    )
    .sort()
    .map((iri) => readConcept(described, iri));
  const about = scheme ?? '';
  const dates = [owl.versionInfo.value, dct.modified.value];
  return {
    scheme: about,
    title: labelsOf(described, about, [dct.title.value, skos.prefLabel.value]),
    version: dates.flatMap((property) => valuesOf(described, about, property))[0] ?? null,
    concepts,
  };
}

function readConcept(described: Described, iri: string): Concept {
  const values = (property: string) => valuesOf(described, iri, property);
  const isDeprecated =
    (described.get(iri) ?? []).some(
      ({ predicate, object }) => deprecation.has(predicate.value) && object.value === 'true',
    ) || values(status).some((value) => value.endsWith('/DEPRECATED'));
  const lastPart = iri.replace(/^.*[/#]/, '');
  return {
    iri,
    code: values(skos.notation.value)[0] ?? lastPart,
    types: values(rdf.type.value)
      .filter((type) => type !== skos.Concept.value)
      .sort(),
    labels: labelsOf(described, iri, [skos.prefLabel.value]),
    broader: values(skos.broader.value).sort(),
    exactMatch: values(skos.exactMatch.value).sort(),
    broadMatch: values(skos.broadMatch.value).sort(),
    isDeprecated,
  };
}

function valuesOf(described: Described, iri: string, property: string): string[] {
  return (described.get(iri) ?? [])
    .filter(({ predicate }) => predicate.value === property)
    .map(({ object }) => object.value);
}

function labelsOf(described: Described, iri: string, properties: readonly string[]): Labels {
  const labels: Record<string, string> = {};
  for (const property of properties) {
    for (const { predicate, object } of described.get(iri) ?? []) {
      if (predicate.value !== property || object.termType !== 'Literal') continue;
      if (object.language === 'fr' || object.language === 'en')
        labels[object.language] ??= object.value;
    }
  }
  return labels;
}

/**
 * Puts a list as it is published today in the form of ours: classes, matches and labels in a language
 * that it lacks are kept from ours, and new concepts get the classes that all of ours have.
 */
export function refreshConceptList(ours: ConceptList, published: ConceptList): ConceptList {
  const known = new Map(ours.concepts.map((concept) => [concept.iri, concept]));
  const [first, ...others] = ours.concepts;
  const common = (first?.types ?? []).filter((type) =>
    others.every(({ types }) => types.includes(type)),
  );
  const concepts = published.concepts.map((concept): Concept => {
    const own = known.get(concept.iri);
    return {
      ...concept,
      code: own?.code ?? concept.code,
      types: own?.types ?? common,
      labels: { ...own?.labels, ...concept.labels },
      exactMatch: own?.exactMatch ?? [],
      broadMatch: own?.broadMatch ?? [],
    };
  });
  return { ...ours, version: published.version ?? ours.version, concepts };
}

/** Compares two states of a list. */
export function compareConceptLists(before: ConceptList, after: ConceptList): ListChanges {
  const old = new Map(before.concepts.map((concept) => [concept.iri, concept]));
  const now = new Map(after.concepts.map((concept) => [concept.iri, concept]));
  const both = after.concepts.flatMap((concept) => {
    const known = old.get(concept.iri);
    return known ? [{ before: known, after: concept }] : [];
  });
  return {
    added: after.concepts.filter(({ iri }) => !old.has(iri)),
    removed: before.concepts.filter(({ iri }) => !now.has(iri)),
    relabelled: both.filter((pair) =>
      ['fr', 'en'].some((language) => pair.before.labels[language] !== pair.after.labels[language]),
    ),
    deprecated: both
      .filter((pair) => pair.after.isDeprecated && !pair.before.isDeprecated)
      .map((pair) => pair.after),
  };
}
