import { HarvestError } from '../model/problem.ts';
import { dcat, dct, literal } from '../rdf/vocabularies.ts';
import { addCodingSystems } from './coding.ts';
import { addDdiAccess } from './ddi/access.ts';
import { addDdiAgents } from './ddi/agents.ts';
import { readKeyedDdi } from './ddi/keyed.ts';
import { addMethod } from './ddi/method.ts';
import { addPopulation } from './ddi/population.ts';
import { addVariables } from './ddi/variables.ts';
import type { Mapping } from './mapping.ts';
import { identifierOf } from './values/identifiers.ts';
import { attributeOf, findNode, nodeAt, nodesAt, readXml, textOf, type XmlNode } from './xml.ts';
import {
  addSaid,
  addTitles,
  joined,
  openRecord,
  type Said,
  saidBy,
  type XmlRecord,
} from './xml-record/record.ts';
import { addTopic } from './xml-record/statements.ts';

/**
 * DDI-Codebook (2.5 and earlier), of Dataverse, NADA, CESSDA and FReSH, in XML or in JSON with its
 * element names as keys → HealthDCAT-AP.
 */
export const ddi: Mapping = (document, context) => {
  const codeBook =
    document.kind === 'json'
      ? readKeyedDdi(document.value)
      : findNode(readXml(document, context), 'codeBook');
  const study = nodeAt(codeBook, 'stdyDscr');
  if (!codeBook || !study) {
    const sentence = `${context.url} holds no codeBook with a stdyDscr`;
    throw new HarvestError('MAP_UNREADABLE', sentence);
  }
  const record = openRecord(context);
  addIdentifiers(study, record);
  addNames(study, record);
  addDescription(study, record);
  addDdiAgents(study, record);
  addDdiAccess(study, record);
  addSubjects(study, record);
  addPopulation(codeBook, study, record);
  addMethod(study, record);
  addVariables(codeBook, record);
  return record.writer.draft();
};

function addIdentifiers(study: XmlNode, { writer }: XmlRecord): void {
  for (const number of nodesAt(study, 'citation', 'titlStmt', 'IDNo')) {
    writer.identify(identifierOf(textOf(number), attributeOf(number, 'agency')));
  }
}

/** Parallel titles are the title in other languages. */
function addNames(study: XmlNode, record: XmlRecord): void {
  const names = (name: string) => saidBy(nodesAt(study, 'citation', 'titlStmt', name), record);
  addTitles(record, [...names('titl'), ...names('parTitl')], names('altTitl'));
  const version = textOf(nodeAt(study, 'citation', 'verStmt', 'version'));
  if (version && version.length <= 60) {
    record.writer.add(record.writer.subject, dcat.version, literal(version));
  }
}

/** The aim is often the only text; the abstract follows it where it says something else. */
function addDescription(study: XmlNode, record: XmlRecord): void {
  const abstracts = nodesAt(study, 'stdyInfo', 'abstract');
  const isAim = (node: XmlNode) => attributeOf(node, 'contentType') === 'purpose';
  const texts: readonly Said[] = [
    ...saidBy(nodesAt(study, 'stdyInfo', 'purpose'), record),
    ...saidBy(abstracts.filter(isAim), record),
    ...saidBy(
      abstracts.filter((node) => !isAim(node)),
      record,
    ),
  ];
  addSaid(record, dct.description, joined(texts, '\n\n'));
}

function addSubjects(study: XmlNode, record: XmlRecord): void {
  const subject = nodeAt(study, 'stdyInfo', 'subject');
  addSaid(record, dcat.keyword, saidBy(nodesAt(subject, 'keyword'), record));
  for (const topic of nodesAt(subject, 'topcClas')) {
    const [said] = saidBy([topic], record);
    if (said) addTopic(record, said, attributeOf(topic, 'vocabURI'));
  }
  const standards = ['stdyInfo', 'qualityStatement', 'standardsCompliance', 'standard'];
  for (const name of nodesAt(study, ...standards, 'standardName')) {
    addCodingSystems(textOf(name), record.writer);
  }
}
