import type { NamedNode } from '@rdfjs/types';
import type { Localised, SourceDefaults } from '../model/source.ts';
import { authority, healthDataTheme } from '../rdf/authorities.ts';
import {
  adms,
  dcat,
  dcatap,
  dct,
  dpv,
  eli,
  healthdcatap,
  literal,
  namedNode,
  rdf,
  rdfs,
  vcard,
  xsd,
} from '../rdf/vocabularies.ts';
import { fillAgents } from './default-agents.ts';
import { type DraftWriter, type Node, type Value, writeDraft } from './draft.ts';
import type { Draft } from './mapping.ts';
import type { Terms } from './terms.ts';

const filled = 'Not given by the source; filled in from its defaults';

/**
 * Fills what a record leaves unsaid from its source's settings, one note per property. A value of
 * the record is never replaced, but for FAIR Data Point's placeholder publisher "Automatic".
 */
export function applyDefaults(draft: Draft, defaults: SourceDefaults, terms: Terms): Draft {
  const writer = writeDraft(draft.subject, 'd', terms, draft);
  fillAgents(defaults, writer);
  for (const [property, values] of plainDefaults(defaults)) fill(property, values, writer);
  fillDescribed(defaults, writer);
  fillDistribution(defaults, writer);
  fillLegislation(defaults.applicableLegislation ?? [], writer);
  writer.add(writer.subject, dcat.theme, namedNode(healthDataTheme));
  return writer.draft();
}

function fill(property: NamedNode, values: readonly Value[], writer: DraftWriter): void {
  if (values.length === 0 || writer.has(writer.subject, property)) return;
  for (const value of values) writer.add(writer.subject, property, value);
  writer.note('default', property, filled);
}

const coded = (scheme: string, codes: readonly string[] = []) =>
  codes.map((code) => namedNode(`${scheme}/${code}`));

function plainDefaults(
  defaults: SourceDefaults,
): readonly (readonly [NamedNode, readonly Value[]])[] {
  const { accessRights, hasStructuredData } = defaults;
  return [
    [dct.accessRights, coded(authority.accessRight, accessRights ? [accessRights] : [])],
    [healthdcatap.healthCategory, coded(authority.healthCategory, defaults.healthCategory)],
    [dct.type, coded(authority.datasetType, defaults.datasetType)],
    [healthdcatap.hasCodingSystem, coded(authority.codingSystem, defaults.codingSystem)],
    [dct.language, coded(authority.language, defaults.language)],
    [dct.spatial, (defaults.spatial ?? []).map((iri) => namedNode(iri))],
    [
      dcat.keyword,
      (defaults.keyword ?? []).flatMap((keyword) =>
        Object.entries(keyword).map(([language, text]) => literal(text, language)),
      ),
    ],
    [
      healthdcatap.hasStructuredData,
      hasStructuredData === undefined ? [] : [literal(String(hasStructuredData), xsd.boolean)],
    ],
  ];
}

/** Properties whose default is a node with a text. */
function fillDescribed(defaults: SourceDefaults, writer: DraftWriter): void {
  const described: readonly (readonly [NamedNode, NamedNode, NamedNode, Localised | undefined])[] =
    [
      [dct.provenance, dct.ProvenanceStatement, rdfs.label, defaults.provenance],
      [dpv.hasPurpose, dpv.Purpose, dct.description, defaults.purpose],
      [dpv.hasLegalBasis, dpv.LegalBasis, dct.description, defaults.legalBasis],
    ];
  for (const [property, type, label, texts] of described) {
    if (!texts || writer.has(writer.subject, property)) continue;
    const node = writer.node();
    writer.add(node, rdf.type, type);
    writer.addTexts(node, label, texts);
    fill(property, [node], writer);
  }
  const { contactPoint } = defaults;
  if (!contactPoint || writer.has(writer.subject, dcat.contactPoint)) return;
  const contact = writer.node();
  writer.add(contact, rdf.type, vcard.Kind);
  if (contactPoint.name) writer.addTexts(contact, vcard.fn, contactPoint.name);
  if (contactPoint.email)
    writer.add(contact, vcard.hasEmail, namedNode(`mailto:${contactPoint.email}`));
  if (contactPoint.url) writer.add(contact, vcard.hasURL, namedNode(contactPoint.url));
  fill(dcat.contactPoint, [contact], writer);
}

/**
 * Where nothing else is known, access is explained on the dataset's page, or else asked for at the
 * source's contact page: that page is the distribution.
 */
function fillDistribution(defaults: SourceDefaults, writer: DraftWriter): void {
  const { distribution } = defaults;
  if (!distribution || writer.has(writer.subject, dcat.distribution)) return;
  const address =
    distribution.accessUrl === 'landingPage'
      ? (writer.values(writer.subject, dcat.landingPage)[0]?.value ?? defaults.contactPoint?.url)
      : distribution.accessUrl;
  if (address === undefined) return;
  const node = writer.node();
  writer.add(node, rdf.type, dcat.Distribution);
  writer.add(node, dcat.accessURL, namedNode(address));
  if (distribution.title) writer.addTexts(node, dct.title, distribution.title);
  fill(dcat.distribution, [node], writer);
}

const distributed = [dcat.distribution, adms.sample, healthdcatap.analytics];

function nodesOf(property: NamedNode, writer: DraftWriter): Node[] {
  return writer
    .values(writer.subject, property)
    .flatMap((value) => (value.termType === 'Literal' ? [] : [value]));
}

function fillLegislation(iris: readonly string[], writer: DraftWriter): void {
  if (iris.length === 0) return;
  const legislation = iris.map((iri) => namedNode(iri));
  const nodes = [writer.subject, ...distributed.flatMap((property) => nodesOf(property, writer))];
  for (const node of nodes) {
    if (writer.has(node, dcatap.applicableLegislation)) continue;
    for (const act of legislation) {
      writer.add(act, rdf.type, eli.LegalResource);
      writer.add(node, dcatap.applicableLegislation, act);
    }
    writer.note('default', dcatap.applicableLegislation, filled);
  }
}
