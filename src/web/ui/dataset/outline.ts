import type { Quad, Term } from '@rdfjs/types';
import { Parser } from 'n3';
import type { Localised } from '../../../model/source.ts';
import { indexBySubject, nodeKey } from '../../../rdf/graph.ts';
import {
  adms,
  csvw,
  cv,
  dcat,
  dct,
  dpv,
  foaf,
  geodcatap,
  healthdcatap,
  prov,
  rdf,
  rdfs,
  vcard,
} from '../../../rdf/vocabularies.ts';

/** Someone to turn to: an organisation or a functional contact. */
export interface Party {
  readonly name: Localised;
  /** Web pages and mail addresses, as IRIs. */
  readonly addresses: readonly string[];
}

export interface DistributionOutline {
  readonly title: Localised;
  readonly description: Localised;
  readonly accessUrls: readonly string[];
  readonly downloadUrls: readonly string[];
  /** Codes of formats. */
  readonly formats: readonly string[];
  readonly licences: readonly string[];
  readonly rights: readonly Localised[];
  readonly bytes: number | null;
}

export interface Variable {
  readonly name: string;
  readonly title: Localised;
  readonly description: Localised;
  readonly datatype: string;
}

/** Where a description came from: one catalogue record, of this dataset or merged into it. */
export interface OriginOutline {
  readonly sourcePages: readonly string[];
  readonly addresses: readonly string[];
  readonly issued: string | null;
  readonly modified: string | null;
}

/** What the page of a dataset tells of its triples, beside the full description. */
export interface Outline {
  readonly holders: readonly Party[];
  readonly accessBodies: readonly Party[];
  readonly contacts: readonly Party[];
  readonly population: Localised;
  readonly purposes: readonly Localised[];
  readonly legalBases: readonly Localised[];
  readonly methods: readonly Localised[];
  readonly distributions: readonly DistributionOutline[];
  readonly samples: readonly DistributionOutline[];
  readonly variables: readonly Variable[];
  readonly origins: readonly OriginOutline[];
  /** Other datasets and publications that the description names. */
  readonly relations: readonly { readonly property: string; readonly iri: string }[];
}

/** Reads the outline of a dataset from its graph and those of the agents it names. */
export function outlineOf(texts: readonly string[], datasetIri: string): Outline {
  const parser = new Parser({ format: 'N-Triples' });
  const graph = reading(texts.flatMap((text) => parser.parse(text)));
  const { nodes, texts: textsOf } = graph;
  const parties = (property: Term) => nodes(datasetIri, property).map((node) => party(graph, node));
  const told = (property: Term, label: Term) =>
    nodes(datasetIri, property).map((node) => textsOf(node, label));
  const holders = parties(geodcatap.custodian);
  return {
    holders: holders.length > 0 ? holders : parties(dct.publisher),
    accessBodies: parties(healthdcatap.hdab),
    contacts: parties(dcat.contactPoint),
    population: textsOf(datasetIri, healthdcatap.populationCoverage),
    purposes: told(dpv.hasPurpose, dct.description).filter(isTold),
    legalBases: told(dpv.hasLegalBasis, dct.description).filter(isTold),
    methods: told(dct.provenance, rdfs.label).filter(isTold),
    distributions: nodes(datasetIri, dcat.distribution).map((node) => distribution(graph, node)),
    samples: nodes(datasetIri, adms.sample).map((node) => distribution(graph, node)),
    // RDF keeps no order of columns.
    variables: graph
      .instances(csvw.Column)
      .map((node) => variable(graph, node))
      .sort((a, b) => byName.compare(a.name, b.name)),
    origins: graph.instances(dcat.CatalogRecord).map((node) => origin(graph, node)),
    relations: relationProperties.flatMap((property) =>
      nodes(datasetIri, property).flatMap((iri) =>
        /^https?:/i.test(iri) ? [{ property: property.value, iri }] : [],
      ),
    ),
  };
}

const byName = new Intl.Collator('en', { numeric: true });

const relationProperties = [
  dct.relation,
  dct.isVersionOf,
  dct.hasVersion,
  dcat.hasVersion,
  dct.isPartOf,
  dct.hasPart,
  dcat.inSeries,
  dct.source,
  dct.isReferencedBy,
  foaf.page,
];

type Reading = ReturnType<typeof reading>;

function reading(quads: readonly Quad[]) {
  const bySubject = indexBySubject(quads);
  const values = (subject: string, property: Term): readonly Term[] =>
    (bySubject.get(subject) ?? [])
      .filter(({ predicate }) => predicate.value === property.value)
      .map(({ object }) => object);
  return {
    nodes: (subject: string, property: Term) => values(subject, property).map(nodeKey),
    words: (subject: string, property: Term) => values(subject, property).map(({ value }) => value),
    texts: (subject: string, property: Term): Localised => {
      const texts: Record<string, string> = {};
      for (const term of values(subject, property))
        if (term.termType === 'Literal') texts[term.language || 'und'] ??= term.value;
      return texts;
    },
    instances: (type: Term): readonly string[] => [
      ...new Set(
        quads
          .filter(({ predicate, object }) => predicate.equals(rdf.type) && object.equals(type))
          .map(({ subject }) => nodeKey(subject)),
      ),
    ],
  };
}

function isTold(text: Localised): boolean {
  return Object.keys(text).length > 0;
}

function party({ nodes, texts, words }: Reading, node: string): Party {
  const points = [node, ...nodes(node, cv.contactPoint), ...nodes(node, dcat.contactPoint)];
  const mails = points.flatMap((point) => [
    ...words(point, vcard.hasEmail),
    ...words(point, cv.email),
    ...words(point, foaf.mbox),
  ]);
  const pages = points.flatMap((point) => [
    ...words(point, cv.contactPage),
    ...words(point, vcard.hasURL),
  ]);
  const addresses = [
    ...pages,
    ...mails.map((mail) => (/^mailto:/i.test(mail) ? mail : `mailto:${mail}`)),
  ];
  const named = [foaf.name, vcard.fn, vcard['organization-name']].map((name) => texts(node, name));
  return {
    name: named.find(isTold) ?? {},
    addresses: [...new Set(addresses.length > 0 ? addresses : words(node, foaf.homepage))],
  };
}

function distribution({ nodes, texts, words }: Reading, node: string): DistributionOutline {
  const bytes = Number(words(node, dcat.byteSize)[0] ?? Number.NaN);
  const codes = [...words(node, dct.format), ...words(node, dcat.mediaType)];
  return {
    title: texts(node, dct.title),
    description: texts(node, dct.description),
    accessUrls: words(node, dcat.accessURL),
    downloadUrls: words(node, dcat.downloadURL),
    formats: [...new Set(codes.map((iri) => iri.replace(/^.*[/#]/, '')))],
    licences: words(node, dct.license),
    rights: nodes(node, dct.rights)
      .map((rights) => texts(rights, rdfs.label))
      .filter(isTold),
    bytes: Number.isFinite(bytes) ? bytes : null,
  };
}

function variable({ texts, words }: Reading, node: string): Variable {
  return {
    name: words(node, csvw.name)[0] ?? '',
    title: texts(node, csvw.title),
    description: texts(node, dct.description),
    datatype: words(node, csvw.datatype)[0] ?? '',
  };
}

function origin({ words }: Reading, node: string): OriginOutline {
  return {
    sourcePages: words(node, rdfs.seeAlso),
    addresses: words(node, prov.wasDerivedFrom),
    issued: words(node, dct.issued)[0] ?? null,
    modified: words(node, dct.modified)[0] ?? null,
  };
}
