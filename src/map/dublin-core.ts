import { HarvestError } from '../model/problem.ts';
import { dct } from '../rdf/vocabularies.ts';
import type { Mapping } from './mapping.ts';
import { parseDate } from './values/dates.ts';
import { doiAddress } from './values/identifiers.ts';
import { isWebAddress } from './values/iris.ts';
import { licenceIri } from './values/licences.ts';
import { isNoDataset } from './values/resource-types.ts';
import { findNode, nodesAt, readXml, textOf, type XmlNode } from './xml.ts';
import { addDistribution, addLandingPage, addLevel, isLevel } from './xml-record/access.ts';
import { addContactedAgent, addCreator, organisationsOf } from './xml-record/agents.ts';
import {
  addSaid,
  addTitles,
  joined,
  openRecord,
  type Said,
  saidBy,
  type XmlRecord,
} from './xml-record/record.ts';
import { addDate, addLanguages, addPeriod, addPlaces, addTopic } from './xml-record/statements.ts';

/** Unqualified Dublin Core, which every OAI-PMH repository has (oai_dc) → HealthDCAT-AP. */
export const dublinCore: Mapping = (document, context) => {
  const root = findNode(readXml(document, context), 'dc');
  if (!root) throw new HarvestError('MAP_UNREADABLE', `${context.url} holds no oai_dc:dc`);
  const types = nodesAt(root, 'type').map(textOf);
  if (isNoDataset(types)) {
    const sentence = `${context.url} describes no dataset, but: ${types.join(', ').slice(0, 200)}`;
    throw new HarvestError('MAP_NO_DATASET', sentence);
  }
  const record = openRecord(context);
  addTitles(record, saidBy(nodesAt(root, 'title'), record));
  const descriptions = saidBy(nodesAt(root, 'description'), record);
  addSaid(record, dct.description, joined(descriptions, '\n\n'));
  for (const subject of nodesAt(root, 'subject')) addSubject(subject, record);
  addAgents(root, record);
  addLanguages(record, nodesAt(root, 'language').map(textOf));
  addDate(record, dct.issued, nodesAt(root, 'date').map(textOf)[0]);
  addCoverage(nodesAt(root, 'coverage').map(textOf), record);
  addAccess(root, record);
  return record.writer.draft();
};

/** Several keywords in one element are parted by semicolons. */
function addSubject(subject: XmlNode, record: XmlRecord): void {
  for (const { text, language } of saidBy([subject], record)) {
    if (isWebAddress(text)) addTopic(record, { text: '', language }, text);
    else for (const part of text.split(';')) addTopic(record, { text: part, language });
  }
}

function addAgents(root: XmlNode, record: XmlRecord): void {
  const named = (name: string) =>
    saidBy(nodesAt(root, name), record).map(({ text, language }) => ({ name: text, language }));
  const [publisher] = organisationsOf(named('publisher'), dct.publisher, record);
  if (publisher) addContactedAgent(dct.publisher, publisher, record);
  for (const creator of organisationsOf(named('creator'), dct.creator, record, true)) {
    addCreator(creator, record);
  }
  if (nodesAt(root, 'contributor').length > 0) {
    record.writer.note('withheld', dct.creator, 'Names of contributors are not published');
  }
}

/** dc:coverage is a place or a time, and nothing says which. */
function addCoverage(texts: readonly string[], record: XmlRecord): void {
  const isTime = (text: string) => text.split('/').every((part) => parseDate(part) !== undefined);
  for (const text of texts.filter(isTime)) {
    const [start, end = start] = text.split('/');
    addPeriod(record, start, end);
  }
  addPlaces(
    record,
    texts.filter((text) => !isTime(text)),
  );
}

function addAccess(root: XmlNode, record: XmlRecord): void {
  const { writer } = record;
  const identifiers = nodesAt(root, 'identifier').map(textOf).filter(Boolean);
  for (const identifier of identifiers) writer.identify(identifier);
  const addresses = [...identifiers.map(doiAddress), ...identifiers.filter(isWebAddress)];
  const page = addLandingPage(record, addresses);
  const rights = saidBy(nodesAt(root, 'rights'), record);
  const statements = rights.map(({ text }) => text);
  addLevel(record, statements, false);
  if (!page) return;
  const { terms } = record.context;
  const isText = ({ text }: Said) =>
    !isWebAddress(text) && !text.startsWith('info:') && !licenceIri(text, terms) && !isLevel(text);
  const mediaTypes = nodesAt(root, 'format').map(textOf);
  const texts = joined(rights.filter(isText), '\n\n');
  if (texts.length === 0 && !statements.some((text) => licenceIri(text, terms) !== undefined))
    return;
  addDistribution(record, { accessUrl: page, licences: statements, rights: texts, mediaTypes });
}
