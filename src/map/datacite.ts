import { HarvestError } from '../model/problem.ts';
import { dcat, dct, literal } from '../rdf/vocabularies.ts';
import { addAgents } from './datacite/agents.ts';
import type { Mapping } from './mapping.ts';
import { doiAddress } from './values/identifiers.ts';
import { isWebAddress } from './values/iris.ts';
import { isNoDataset } from './values/resource-types.ts';
import { attributeOf, findNode, nodeAt, nodesAt, readXml, textOf, type XmlNode } from './xml.ts';
import {
  addDistribution,
  addDocuments,
  addLandingPage,
  addLevel,
  isLevel,
} from './xml-record/access.ts';
import {
  addSaid,
  addTitles,
  joined,
  openRecord,
  saidBy,
  type XmlRecord,
} from './xml-record/record.ts';
import {
  addDate,
  addDescribed,
  addLanguages,
  addPeriod,
  addPlaces,
  addTopic,
} from './xml-record/statements.ts';

/** DataCite Metadata Schema 3 and 4, alone or in the envelope of oai_datacite → HealthDCAT-AP. */
export const datacite: Mapping = (document, context) => {
  const root = findNode(readXml(document, context), 'resource');
  if (!root) throw new HarvestError('MAP_UNREADABLE', `${context.url} holds no DataCite resource`);
  const type = attributeOf(nodeAt(root, 'resourceType'), 'resourceTypeGeneral') ?? '';
  if (isNoDataset([type])) {
    throw new HarvestError('MAP_NO_DATASET', `${context.url} describes no dataset, but: ${type}`);
  }
  const record = openRecord(context);
  addNames(root, record);
  addTexts(root, record);
  for (const subject of nodesAt(root, 'subjects', 'subject')) {
    const [said] = saidBy([subject], record);
    if (said) addTopic(record, said, attributeOf(subject, 'valueURI'));
  }
  addAgents(root, record);
  addLanguages(record, nodesAt(root, 'language').map(textOf));
  addDates(root, record);
  addPlaces(record, nodesAt(root, 'geoLocations', 'geoLocation', 'geoLocationPlace').map(textOf));
  addAccess(root, record);
  return record.writer.draft();
};

function addNames(root: XmlNode, record: XmlRecord): void {
  const isOther = (node: XmlNode) =>
    ['AlternativeTitle', 'Subtitle', 'Other'].includes(attributeOf(node, 'titleType') ?? '');
  const titles = nodesAt(root, 'titles', 'title');
  const said = (nodes: readonly XmlNode[]) => saidBy(nodes, record);
  addTitles(record, said(titles.filter((node) => !isOther(node))), said(titles.filter(isOther)));
  const version = textOf(nodeAt(root, 'version'));
  if (version && version.length <= 60) {
    record.writer.add(record.writer.subject, dcat.version, literal(version));
  }
}

/** How the data was made is provenance; the other descriptions describe the dataset. */
function addTexts(root: XmlNode, record: XmlRecord): void {
  const descriptions = nodesAt(root, 'descriptions', 'description');
  const ofType = (...types: readonly string[]) =>
    saidBy(
      descriptions.filter((node) =>
        types.includes(attributeOf(node, 'descriptionType') ?? 'Other'),
      ),
      record,
    );
  const abstracts = ofType('Abstract');
  const texts = abstracts.length > 0 ? abstracts : ofType('Other');
  addSaid(record, dct.description, joined(texts, '\n\n'));
  addDescribed(record, 'provenance', joined(ofType('Methods', 'TechnicalInfo'), '\n\n'));
}

function addDates(root: XmlNode, record: XmlRecord): void {
  const dates = nodesAt(root, 'dates', 'date').map((node) => ({
    type: attributeOf(node, 'dateType') ?? '',
    text: textOf(node),
  }));
  const ofType = (type: string) => dates.filter((each) => each.type === type)[0]?.text;
  const year = textOf(nodeAt(root, 'publicationYear'));
  addDate(record, dct.issued, ofType('Issued') ?? ofType('Available'));
  addDate(record, dct.issued, year);
  addDate(record, dct.modified, ofType('Updated'));
  for (const { type, text } of dates) {
    if (type !== 'Collected' && type !== 'Coverage') continue;
    // A range of RKMS-ISO8601; either end may be open.
    const [start, end = start] = text.split('/');
    addPeriod(record, start, end);
  }
}

function addAccess(root: XmlNode, record: XmlRecord): void {
  const { writer } = record;
  const identifiers = nodesAt(root, 'identifier').map(textOf).filter(Boolean);
  const others = ['alternateIdentifiers', 'alternateIdentifier'] as const;
  for (const identifier of [...identifiers, ...nodesAt(root, ...others).map(textOf)]) {
    writer.identify(identifier);
  }
  const page = addLandingPage(record, [
    ...identifiers.map(doiAddress),
    ...identifiers.filter(isWebAddress),
  ]);
  addRelated(root, record);
  const rights = nodesAt(root, 'rightsList', 'rights');
  const addresses = rights.flatMap((node) => attributeOf(node, 'rightsURI') ?? []);
  const texts = saidBy(rights, record);
  addLevel(record, [...addresses, ...texts.map(({ text }) => text)], false);
  if (!page || rights.length === 0) return;
  addDistribution(record, {
    accessUrl: page,
    rights: joined(
      texts.filter(({ text }) => !isLevel(text)),
      '\n\n',
    ),
    licences: [...addresses, ...texts.map(({ text }) => text)],
    mediaTypes: nodesAt(root, 'formats', 'format').map(textOf),
  });
}

const documents = new Set([
  'IsDocumentedBy',
  'IsDescribedBy',
  'IsReferencedBy',
  'IsCitedBy',
  'IsSupplementTo',
]);

function addRelated(root: XmlNode, record: XmlRecord): void {
  const related = nodesAt(root, 'relatedIdentifiers', 'relatedIdentifier').filter((node) =>
    documents.has(attributeOf(node, 'relationType') ?? ''),
  );
  addDocuments(
    record,
    related.map((node) => {
      const text = textOf(node);
      return doiAddress(text) ?? (isWebAddress(text) ? text : undefined);
    }),
  );
}
