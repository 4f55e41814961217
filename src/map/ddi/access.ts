import { dcat } from '../../rdf/vocabularies.ts';
import { doiAddress } from '../values/identifiers.ts';
import { isPlaceholder } from '../values/text.ts';
import { attributeOf, nodesAt, textOf, type XmlNode } from '../xml.ts';
import {
  addDistribution,
  addDocuments,
  addLandingPage,
  addLevel,
  addressOf,
} from '../xml-record/access.ts';
import { joined, type Said, saidBy, type XmlRecord } from '../xml-record/record.ts';
import { addDescribed } from '../xml-record/statements.ts';
import { wordsIn } from '../xml-record/words.ts';

/** Pages, access level and conditions, authorisations and documents of a study. */
export function addDdiAccess(study: XmlNode, record: XmlRecord): void {
  const holdings = nodesAt(study, 'citation', 'holdings').map((each) => attributeOf(each, 'URI'));
  const numbers = nodesAt(study, 'citation', 'titlStmt', 'IDNo').map((each) =>
    doiAddress(textOf(each)),
  );
  const page = addLandingPage(record, [...holdings, ...numbers]);
  const statuses = nodesAt(study, 'dataAccs', 'setAvail', 'avlStatus').map(textOf);
  addLevel(record, statuses.filter(Boolean), true);
  addConditions(study, page, record);
  addAuthorisations(study, record);
  const others = ['relMat', 'relPubl', 'relStdy'].flatMap((name) =>
    nodesAt(study, 'othrStdyMat', name),
  );
  addDocuments(record, others.flatMap(linksIn));
}

/** Conditions of access are the rights of a distribution that leads to where access is explained. */
function addConditions(study: XmlNode, page: string | undefined, record: XmlRecord): void {
  const [use] = nodesAt(study, 'dataAccs', 'useStmt');
  const rights = ['conditions', 'restrctn']
    .flatMap((name) => saidBy(nodesAt(use, name), record))
    .filter(({ text }) => !isPlaceholder(text));
  const places = nodesAt(study, 'dataAccs', 'setAvail', 'accsPlac').map((each) =>
    addressOf(record, dcat.accessURL, attributeOf(each, 'URI')),
  );
  const desk = record.context.defaults.contactPoint?.url;
  const accessUrl = places[0] ?? page ?? desk;
  if (accessUrl === undefined || rights.length === 0) return;
  if (accessUrl === desk) {
    const why = 'The record names no page; access is asked for at the contact page of the source';
    record.writer.note('default', dcat.accessURL, why);
  }
  const languages = new Set(rights.map(({ language }) => language));
  const titles = [...languages].map((language) => ({ language, text: wordsIn(language).access }));
  addDistribution(record, { accessUrl, titles, rights: joined(rights, '\n\n') });
}

/** What the source says of its legal basis; where it only names who authorised the study, that. */
function addAuthorisations(study: XmlNode, record: XmlRecord): void {
  const at = (name: string) => saidBy(nodesAt(study, 'studyAuthorization', name), record);
  const statements = at('authorizationStatement');
  const agencies: readonly Said[] = joined(at('authorizingAgency'), ', ').map(
    ({ text, language }) => {
      const { authorised, colon } = wordsIn(language);
      return { language, text: `${authorised}${colon}${text}` };
    },
  );
  addDescribed(record, 'legalBasis', statements.length > 0 ? joined(statements, '\n\n') : agencies);
}

function linksIn(node: XmlNode): readonly (string | undefined)[] {
  return [
    attributeOf(node, 'URI'),
    ...nodesAt(node, 'ExtLink').map((link) => attributeOf(link, 'URI')),
    ...nodesAt(node, 'citation', 'holdings').map((holding) => attributeOf(holding, 'URI')),
  ];
}
