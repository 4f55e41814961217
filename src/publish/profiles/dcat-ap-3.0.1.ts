import type { NamedNode, Quad } from '@rdfjs/types';
import { authority } from '../../rdf/authorities.ts';
import { indexBySubject } from '../../rdf/graph.ts';
import { shortHash } from '../../rdf/mint.ts';
import * as terms from '../../rdf/vocabularies.ts';
import {
  dcat,
  dct,
  foaf,
  geodcatap,
  healthdcatap,
  namedNode,
  prov,
  quad,
  rdf,
} from '../../rdf/vocabularies.ts';
import { instancesOf, nameProfile, type Target } from './target.ts';

const profile = {
  id: 'dcat-ap-3.0.1',
  iri: 'https://semiceu.github.io/DCAT-AP/releases/3.0.1/',
  title: { fr: 'DCAT-AP 3.0.1', en: 'DCAT-AP 3.0.1' },
};

/**
 * DCAT-AP 3.0.1, for portals of every domain: the vocabularies that it is made of and no other. What
 * health descriptions say beyond is said in its terms where it has any, else left out.
 */
export const dcatAp301: Target = { ...profile, render };

const { adms, dcatap, eli, hydra, locn, odrl, owl, rdfs, schema, skos, spdx, time, vcard } = terms;

/** Vocabularies of DCAT-AP 3.0.1, and the one that pages of a catalogue are described in. */
const known = [
  ...[adms, dcat, dcatap, dct, eli, foaf, hydra, locn, odrl, owl, prov],
  ...[rdf, rdfs, schema, skos, spdx, time, vcard],
].map(({ base }) => base);

/** Codes of the ADMS list of publisher types, by those of HealthDCAT-AP that mean the same or less. */
const publisherTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'national-authority': 'NationalAuthority',
    'regional-authority': 'RegionalAuthority',
    university: 'Academia-ScientificOrganisation',
    'research-academic-org': 'Academia-ScientificOrganisation',
    'research-institute-org': 'Academia-ScientificOrganisation',
    'private-company': 'Company',
    'pharma-company': 'Company',
    'other-company': 'Company',
    'non-gov-org': 'NonGovernmentalOrganisation',
    'not-for-profit-org': 'NonProfitOrganisation',
    'municipality-or-other-area': 'LocalAuthority',
  }),
);
const custodianRole = namedNode(
  'http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole/custodian',
);

/** What stands by itself, whether or not a statement of its graph leads there. */
const entities = [dcat.Catalog, dcat.CatalogRecord, dcat.Dataset, dcat.DataService, foaf.Agent];

function render(quads: readonly Quad[], graph: string): readonly Quad[] {
  const stated = quads
    .flatMap((q) => restate(q, graph))
    .filter(({ predicate, object }) => isKnown(predicate.equals(rdf.type) ? object : predicate));
  return nameProfile(withoutOrphans(stated, quads), profile);
}

function isKnown({ value }: Quad['object']): boolean {
  return known.some((base) => value.startsWith(base));
}

/** A statement in terms of DCAT-AP, where it has some of its own. */
function restate(q: Quad, graph: string): Quad[] {
  if (q.object.termType !== 'NamedNode') return [q];
  const subject = namedNode(q.subject.value);
  const object = namedNode(q.object.value);
  if (q.predicate.equals(healthdcatap.hasCodingSystem))
    return [quad(subject, dct.conformsTo, object)];
  if (q.predicate.equals(geodcatap.custodian)) return attribution(subject, object, graph);
  if (q.predicate.equals(dct.type) && object.value.startsWith(`${authority.publisherType}/`))
    return publisherType(subject, object.value);
  return [q];
}

/** GeoDCAT-AP 3.0.0, custodian: the same said with PROV. */
function attribution(dataset: NamedNode, agent: NamedNode, graph: string): Quad[] {
  const node = namedNode(`${graph}#custodian-${shortHash(agent.value)}`);
  return [
    quad(dataset, prov.qualifiedAttribution, node),
    quad(node, rdf.type, prov.Attribution),
    quad(node, prov.agent, agent),
    quad(node, dcat.hadRole, custodianRole),
  ];
}

function publisherType(agent: NamedNode, type: string): Quad[] {
  const code = publisherTypes.get(type.slice(type.lastIndexOf('/') + 1));
  return code === undefined
    ? []
    : [quad(agent, dct.type, namedNode(`http://purl.org/adms/publishertype/${code}`))];
}

/** Leaves out nodes to which only statements that are gone had led. */
function withoutOrphans(stated: readonly Quad[], original: readonly Quad[]): Quad[] {
  const led = new Set(original.map(({ object }) => object.value));
  const roots = [
    ...original.map(({ subject }) => subject.value).filter((iri) => !led.has(iri)),
    ...entities.flatMap((type) => [...instancesOf(original, type)]),
  ];
  const bySubject = indexBySubject(stated);
  const reached = new Set(roots);
  const open = [...reached];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { object } of bySubject.get(next) ?? []) {
      if (object.termType !== 'NamedNode' || reached.has(object.value)) continue;
      reached.add(object.value);
      open.push(object.value);
    }
  }
  return stated.filter(({ subject }) => reached.has(subject.value));
}
