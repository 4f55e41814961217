import { HarvestError } from '../model/problem.ts';
import { dct } from '../rdf/vocabularies.ts';
import { addIsoAccess } from './iso-19139/access.ts';
import { addParties } from './iso-19139/parties.ts';
import { codeOf, localesOf, said } from './iso-19139/texts.ts';
import type { Mapping } from './mapping.ts';
import { identifierOf } from './values/identifiers.ts';
import { attributeOf, findNode, nodeAt, nodesAt, readXml, textOf, type XmlNode } from './xml.ts';
import { addSaid, addTitles, joined, openRecord, type XmlRecord } from './xml-record/record.ts';
import {
  addDate,
  addDescribed,
  addFrequency,
  addLanguages,
  addPeriod,
  addPlaces,
  addTopic,
} from './xml-record/statements.ts';

/** ISO 19115 in XML (ISO 19139), as geographic catalogues and GeoNetwork give it → HealthDCAT-AP. */
export const iso19139: Mapping = (document, context) => {
  const root = findNode(readXml(document, context), 'MD_Metadata');
  const data = nodeAt(root, 'identificationInfo', 'MD_DataIdentification');
  if (!root || !data) {
    const sentence = `${context.url} holds no MD_Metadata about data`;
    throw new HarvestError('MAP_UNREADABLE', sentence);
  }
  const locales = localesOf(root, context);
  const record = openRecord({ ...context, language: locales.main });
  const texts = (...path: readonly string[]) => said(nodesAt(data, ...path), locales);
  const citation = ['citation', 'CI_Citation'] as const;
  addTitles(record, texts(...citation, 'title'), texts(...citation, 'alternateTitle'));
  addSaid(record, dct.description, joined(texts('abstract'), '\n\n'));
  for (const keyword of texts('descriptiveKeywords', 'MD_Keywords', 'keyword')) {
    addTopic(record, keyword);
  }
  addIdentifiers(nodesAt(data, ...citation, 'identifier'), record);
  addCitationDates(nodesAt(data, ...citation, 'date', 'CI_Date'), record);
  addLanguages(record, nodesAt(data, 'language').map(codeOf).filter(Boolean));
  const maintenance = ['resourceMaintenance', 'MD_MaintenanceInformation'] as const;
  const frequencies = nodesAt(data, ...maintenance, 'maintenanceAndUpdateFrequency').map(codeOf);
  addFrequency(
    record,
    frequencies.map((code) => frequencyWords[code] ?? code),
  );
  addExtent(nodesAt(data, 'extent', 'EX_Extent'), record);
  addParties(nodesAt(data, 'pointOfContact', 'CI_ResponsibleParty'), locales, record);
  addIsoAccess(root, data, locales, record);
  const lineage = ['dataQualityInfo', 'DQ_DataQuality', 'lineage', 'LI_Lineage', 'statement'];
  addDescribed(record, 'provenance', joined(said(nodesAt(root, ...lineage), locales), '\n\n'));
  return record.writer.draft();
};

/** Codes of MD_MaintenanceFrequencyCode that the frequency table has by another name. */
const frequencyWords: Readonly<Record<string, string>> = {
  continual: 'continuous',
  fortnightly: 'every two weeks',
  biannually: 'twice a year',
  asNeeded: 'as needed',
  notPlanned: 'not planned',
};

function addIdentifiers(nodes: readonly XmlNode[], { writer }: XmlRecord): void {
  for (const node of nodes) {
    const code = findNode(node, 'code');
    const space = findNode(node, 'codeSpace');
    if (code) writer.identify(identifierOf(textOf(code), space && (textOf(space) || undefined)));
  }
}

function addCitationDates(dates: readonly XmlNode[], record: XmlRecord): void {
  const ofType = (type: string) =>
    dates
      .filter((node) => codeOf(nodeAt(node, 'dateType')) === type)
      .map((node) => textOf(nodeAt(node, 'date')));
  addDate(record, dct.issued, ofType('publication')[0]);
  addDate(record, dct.modified, ofType('revision').sort().at(-1));
}

/** Places by their names, and periods; a box on the map names no place. */
function addExtent(extents: readonly XmlNode[], record: XmlRecord): void {
  for (const extent of extents) {
    const described = nodesAt(extent, 'geographicElement', 'EX_GeographicDescription');
    const names = described.map((node) => textOf(findNode(node, 'code')));
    addPlaces(record, names.filter(Boolean));
    for (const node of nodesAt(extent, 'temporalElement')) {
      const period = findNode(node, 'TimePeriod');
      if (!period) continue;
      const end = (name: string) => {
        const position = findNode(period, `${name}Position`) ?? findNode(period, name);
        const isOpen = attributeOf(position, 'indeterminatePosition') === 'now';
        return isOpen ? undefined : textOf(position) || undefined;
      };
      addPeriod(record, end('begin'), end('end'));
    }
  }
}
