import type { NamedNode, Quad } from '@rdfjs/types';
import { authority } from '../../rdf/authorities.ts';
import { indexBySubject } from '../../rdf/graph.ts';
import { shortHash } from '../../rdf/mint.ts';
import {
  csvw,
  cv,
  dcat,
  dct,
  foaf,
  healthdcatap,
  literal,
  namedNode,
  quad,
  skos,
  xsd,
} from '../../rdf/vocabularies.ts';
import { instancesOf, nameProfile, type Target } from './target.ts';

const profile = {
  id: 'hdh-2025',
  iri: 'https://healthdcat-ap.github.io/',
  title: {
    fr: 'Catalogue de la Plateforme des données de santé (projet HealthDCAT-AP d’avril 2025)',
    en: 'Health Data Hub catalogue (HealthDCAT-AP draft of April 2025)',
  },
};

/**
 * The profile by which the Health Data Hub validates: the draft of HealthDCAT-AP of April 2025 for
 * sensitive data. Says in its terms what is known, beside the terms of Release 8 wherever both may
 * stand, and nothing that is not known: what the draft asks for and no source gave stays absent.
 */
export const hdh2025: Target = { ...profile, render };

/** The dictionaries of the Health Data Hub name these lists by the host of their first edition. */
const firstHost = 'http://13.81.34.152:1101/resource/authority';
const lists = new Map([
  [authority.healthCategory, `${firstHost}/healthcategories`],
  [authority.healthTheme, `${firstHost}/health-theme`],
]);

/** Types of publisher in its dictionary, by the code of Release 8 that took their place. */
const publisherTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'stat-agency': 'statitics', // spelt so in the dictionary
    'public-health-registry': 'registry',
    'public-health-institute': 'nationalPublicHealthInstitute',
    biobank: 'biobank',
    'research-institute-org': 'researchInstitution',
    'healthcare-providers': 'healthcareSystem',
    'gov-public-sector-org': 'govHealth',
    'non-gov-org': 'ngo',
    'pharma-company': 'pharmaBiotech',
    'health-insurance-company-org': 'healthInsurance',
  }),
);
const publisherTypeList = 'http://healthdataportal.eu/resource/authority/publisher-type';

type BySubject = ReadonlyMap<string, readonly Quad[]>;

function render(quads: readonly Quad[], graph: string): readonly Quad[] {
  const bySubject = indexBySubject(quads);
  const types = firstTypes(quads, bySubject);
  const systems = codingSystems(quads);
  const stated = quads
    .filter((q) => !q.predicate.equals(dct.type) || (types.get(q.subject.value) ?? q) === q)
    .flatMap((q) => {
      if (q.predicate.equals(csvw.title)) return [q, restate(q.subject.value, csvw.titles, q)];
      if (q.predicate.equals(healthdcatap.hasCodeValues)) return codeValue(q, systems, graph);
      return [q];
    });
  const agents = [...instancesOf(quads, foaf.Agent)].flatMap((iri) => draftAgent(iri, bySubject));
  const tables = tablesOfDistributions(quads, bySubject);
  return nameProfile([...stated, ...tables, ...agents].map(withFirstHost), profile);
}

/** The draft describes variables with a distribution: with the only one, since of several none is known to have them. */
function tablesOfDistributions(quads: readonly Quad[], bySubject: BySubject): Quad[] {
  return [...instancesOf(quads, dcat.Dataset)].flatMap((dataset) => {
    const [distribution, ...others] = valuesOf(bySubject, dataset, dcat.distribution);
    if (distribution === undefined || others.length > 0) return [];
    return valuesOf(bySubject, dataset, healthdcatap.hasVariables)
      .flatMap(({ object }) => valuesOf(bySubject, object.value, csvw.table))
      .map((table) => restate(distribution.object.value, csvw.table, table));
  });
}

function restate(subject: string, predicate: NamedNode, { object }: Quad): Quad {
  return quad(namedNode(subject), predicate, object as NamedNode); // objects keep their kind
}

/** The draft allows a dataset one dct:type, Release 8 several: the first in order of IRIs. */
function firstTypes(quads: readonly Quad[], bySubject: BySubject): ReadonlyMap<string, Quad> {
  const types = new Map<string, Quad>();
  for (const dataset of instancesOf(quads, dcat.Dataset)) {
    const [first] = valuesOf(bySubject, dataset, dct.type);
    if (first) types.set(dataset, first);
  }
  return types;
}

/** Statements of a property of a subject, in order of their values. */
function valuesOf(bySubject: BySubject, subject: string, property: NamedNode): Quad[] {
  return (bySubject.get(subject) ?? [])
    .filter(({ predicate }) => predicate.equals(property))
    .sort((a, b) => (a.object.value < b.object.value ? -1 : 1));
}

/** Coding systems that the datasets declare, by the prefix their codes carry. */
function codingSystems(quads: readonly Quad[]): ReadonlyMap<string, NamedNode> {
  const systems = new Map<string, NamedNode>();
  for (const { predicate, object } of quads) {
    if (!predicate.equals(healthdcatap.hasCodingSystem) || object.termType !== 'NamedNode')
      continue;
    const code = object.value.slice(object.value.lastIndexOf('/') + 1);
    systems.set(code === 'ORPHACODE' ? 'ORPHA' : code, namedNode(object.value));
  }
  return systems;
}

/** "ICD-10:C71" as the resource that the draft wants; its scheme only if the dataset declares it. */
function codeValue(
  { subject, predicate, object }: Quad,
  systems: ReadonlyMap<string, NamedNode>,
  graph: string,
): Quad[] {
  if (object.termType !== 'Literal') return [];
  const code = namedNode(`${graph}#code-${shortHash(object.value)}`);
  const system = systems.get(object.value.slice(0, object.value.indexOf(':')));
  return [
    quad(namedNode(subject.value), namedNode(predicate.value), code),
    quad(code, dct.identifier, literal(object.value, xsd.anyURI)),
    ...(system ? [quad(code, skos.inScheme, system)] : []),
  ];
}

/**
 * What the draft says of an agent directly and Release 8 by its contact point and its type. The
 * draft takes the page for getting in touch as foaf:homepage, Release 8 as cv:contactPage: records
 * that came in the draft's terms get back what they said.
 */
function draftAgent(iri: string, bySubject: BySubject): Quad[] {
  const agent = namedNode(iri);
  const contacts = valuesOf(bySubject, iri, cv.contactPoint).map(({ object }) => object.value);
  const reached = (property: NamedNode) =>
    contacts.flatMap((contact) => valuesOf(bySubject, contact, property)).flatMap(address)[0];
  const added: Quad[] = [];
  const pairs = [
    [foaf.homepage, cv.contactPage],
    [foaf.mbox, cv.email],
  ] as const;
  for (const [direct, indirect] of pairs) {
    const value = reached(indirect);
    const isSaid = valuesOf(bySubject, iri, direct).length > 0;
    if (value && !isSaid) added.push(quad(agent, direct, value));
  }
  const [type] = valuesOf(bySubject, iri, dct.type);
  if (type?.object.termType === 'NamedNode')
    added.push(quad(agent, healthdcatap.publisherType, publisherType(type.object.value)));
  const descriptions = valuesOf(bySubject, iri, dct.description);
  return [...added, ...descriptions.map((q) => restate(iri, healthdcatap.publisherNote, q))];
}

const unfitForIri = /[\s<>"{}|\\^`]/;

/** The IRI of a page, or of a mailbox whose address is a literal. */
function address({ predicate, object }: Quad): NamedNode[] {
  if (predicate.equals(cv.contactPage))
    return object.termType === 'NamedNode' ? [namedNode(object.value)] : [];
  return unfitForIri.test(object.value) ? [] : [namedNode(`mailto:${object.value}`)];
}

/** The dictionary's type of publisher; a type it has no word for keeps the IRI of Release 8. */
function publisherType(iri: string): NamedNode {
  const listed = `${authority.publisherType}/`;
  const code = iri.startsWith(listed) ? publisherTypes.get(iri.slice(listed.length)) : undefined;
  return namedNode(code === undefined ? iri : `${publisherTypeList}/${code}`);
}

function withFirstHost(q: Quad): Quad {
  const subject = firstEdition(q.subject.value);
  const object = q.object.termType === 'NamedNode' ? firstEdition(q.object.value) : undefined;
  if (subject === undefined && object === undefined) return q;
  return quad(
    namedNode(subject ?? q.subject.value),
    namedNode(q.predicate.value),
    object === undefined ? (q.object as NamedNode) : namedNode(object), // objects keep their kind
  );
}

function firstEdition(iri: string): string | undefined {
  for (const [list, first] of lists)
    if (iri.startsWith(`${list}/`)) return first + iri.slice(list.length);
  return undefined;
}
