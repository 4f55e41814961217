import { dct, geodcatap, prov } from '../../rdf/vocabularies.ts';
import { attributeOf, nodeAt, nodesAt, textOf, type XmlNode } from '../xml.ts';
import {
  addContactedAgent,
  addCreator,
  addHolder,
  attribute,
  type Organisation,
  organisationsOf,
} from '../xml-record/agents.ts';
import { languageTag, type XmlRecord } from '../xml-record/record.ts';

/** Roles of DataCite contributors as roles of ISO 19115, for organisations alone. */
const roles: Readonly<Record<string, string>> = {
  Distributor: 'distributor',
  Sponsor: 'sponsor',
  ResearchGroup: 'collaborator',
  Producer: 'originator',
};

/**
 * Who published, made, holds and paid for the data. DataCite says which names are organisations'; it
 * need not, and then only what is surely one is published.
 */
export function addAgents(root: XmlNode, record: XmlRecord): void {
  const publishers = nodesAt(root, 'publisher').map((node) =>
    organisation(node, node, 'publisherIdentifier', record),
  );
  const [publisher] = organisationsOf(publishers, dct.publisher, record);
  if (publisher) addContactedAgent(dct.publisher, publisher, record);

  const creators = named(nodesAt(root, 'creators', 'creator'), 'creatorName', record);
  for (const creator of surely(creators, dct.creator, record)) addCreator(creator, record);

  const contributors = nodesAt(root, 'contributors', 'contributor');
  const ofType = (type: string) =>
    contributors.filter((node) => attributeOf(node, 'contributorType') === type);
  const holders = ['RightsHolder', 'HostingInstitution'].flatMap(ofType);
  const [holder] = surely(named(holders, 'contributorName', record), geodcatap.custodian, record);
  if (holder) addHolder([holder], 'custodian', record);
  for (const [type, role] of Object.entries(roles)) {
    const others = named(ofType(type), 'contributorName', record);
    for (const other of surely(others, prov.qualifiedAttribution, record)) {
      attribute(other, role, record);
    }
  }
  addFunders(root, record);
}

interface Named extends Organisation {
  readonly kind: string;
}

function named(nodes: readonly XmlNode[], name: string, record: XmlRecord): readonly Named[] {
  return nodes.flatMap((node) => {
    const label = nodeAt(node, name);
    if (!label) return [];
    return {
      ...organisation(label, node, '', record),
      kind: attributeOf(label, 'nameType') ?? '',
    };
  });
}

function organisation(
  label: XmlNode,
  node: XmlNode,
  attribute: string,
  { context }: XmlRecord,
): Organisation {
  return {
    name: textOf(label),
    language: languageTag(label.language, context),
    identifiers: [
      ...nodesAt(node, 'nameIdentifier').map(textOf),
      attributeOf(node, attribute) ?? '',
    ],
  };
}

function surely(
  all: readonly Named[],
  property: Parameters<typeof organisationsOf>[1],
  record: XmlRecord,
): readonly Organisation[] {
  const declared = all.filter(({ kind }) => kind === 'Organizational');
  const others = all.filter(({ kind }) => kind === '');
  if (all.some(({ kind }) => kind === 'Personal')) {
    record.writer.note(
      'withheld',
      property,
      'Names that may be those of persons are not published',
    );
  }
  return [
    ...organisationsOf(declared, property, record),
    ...organisationsOf(others, property, record, true),
  ];
}

function addFunders(root: XmlNode, record: XmlRecord): void {
  const funders = nodesAt(root, 'fundingReferences', 'fundingReference').flatMap((node) => {
    const label = nodeAt(node, 'funderName');
    if (!label) return [];
    const language = languageTag(label.language, record.context);
    const identifiers = nodesAt(node, 'funderIdentifier').map(textOf);
    return { name: textOf(label), language, identifiers };
  });
  for (const funder of organisationsOf(funders, prov.qualifiedAttribution, record)) {
    attribute(funder, 'funder', record);
  }
}
