import { HarvestError } from '../model/problem.ts';
import { authority } from '../rdf/authorities.ts';
import { dcat, dct, geodcatap, healthdcatap, namedNode } from '../rdf/vocabularies.ts';
import { type DataverseFields, dataverseFields, partOf } from './dataverse/fields.ts';
import { at, listOf, textOf } from './json.ts';
import type { Mapping } from './mapping.ts';
import { sayContact, sayOrganisation, withholdPerson } from './statements/agents.ts';
import { sayDistribution } from './statements/distribution.ts';
import { sayKeywords, sayLanguages, sayPeriod, sayPlace, siteOf } from './statements/facts.ts';
import { readLicence } from './statements/licence.ts';
import { beginStatements, type Statements } from './statements/statements.ts';
import { saidOf } from './statements/texts.ts';

/** A dataset of Dataverse in its native JSON (citation, geospatial and social science blocks) → HealthDCAT-AP. */
export const dataverse: Mapping = (document, context) => {
  const record = document.kind === 'json' ? document.value : undefined;
  const version = at(record, 'latestVersion');
  if (at(version, 'metadataBlocks') === undefined) {
    throw new HarvestError(
      'MAP_UNREADABLE',
      `${context.url} holds no version of a Dataverse dataset`,
    );
  }
  const said = beginStatements(context);
  const fields = dataverseFields(version);
  sayCitation(said, fields);
  sayDates(said, record, version);
  sayAgents(said, fields, record);
  for (const period of fields.compounds('timePeriodCovered')) {
    const [start, end] = ['timePeriodCoveredStart', 'timePeriodCoveredEnd'].map((name) =>
      partOf(period, name),
    );
    sayPeriod(said, dct.temporal, start, end);
  }
  for (const country of fields.values('geographicCoverage', 'country')) sayPlace(said, country);
  sayFiles(said, record, version);
  return said.draft();
};

function sayCitation(said: Statements, fields: DataverseFields): void {
  const { dataset } = said;
  said.sayTexts(dataset, dct.title, fields.values('title'));
  said.sayTexts(dataset, dct.alternative, fields.values('alternativeTitle'));
  const descriptions = fields.values('dsDescription', 'dsDescriptionValue').map(textOf);
  said.sayTexts(dataset, dct.description, descriptions.filter(Boolean).join('\n\n'));
  for (const keyword of fields.values('keyword', 'keywordValue')) {
    said.sayTexts(dataset, dcat.keyword, saidOf(keyword));
  }
  sayKeywords(said, fields.values('topicClassification', 'topicClassValue'));
  sayLanguages(said, fields.values('language'));
  said.sayTexts(dataset, healthdcatap.populationCoverage, fields.values('universe'));
  for (const other of fields.compounds('otherId')) {
    const [agency, value] = ['otherIdAgency', 'otherIdValue'].map((name) =>
      saidOf(partOf(other, name)),
    );
    if (value) said.sayWord(dataset, dct.identifier, agency ? `${agency}:${value}` : value);
  }
}

function sayDates(said: Statements, record: unknown, version: unknown): void {
  const { dataset } = said;
  const page = at(record, 'persistentUrl');
  said.sayWord(dataset, dcat.landingPage, page);
  said.sayWord(dataset, dct.identifier, page);
  said.sayWord(dataset, dct.issued, at(record, 'publicationDate'));
  said.sayWord(dataset, dct.modified, at(version, 'releaseTime') ?? at(version, 'lastUpdateTime'));
  const [major, minor] = [
    textOf(at(version, 'versionNumber')),
    textOf(at(version, 'versionMinorNumber')),
  ];
  if (major !== undefined)
    said.sayWord(dataset, dcat.version, minor === undefined ? major : `${major}.${minor}`);
}

/** Authors are persons as a rule, and nothing tells them from organisations. */
function sayAgents(said: Statements, fields: DataverseFields, record: unknown): void {
  const contact = fields.values('datasetContact', 'datasetContactEmail')[0];
  sayContact(said, { mail: contact });
  sayOrganisation(said, [dct.publisher], { name: at(record, 'publisher') });
  const [producer] = fields.compounds('producer');
  const [name, page] = ['producerName', 'producerURL'].map((part) => partOf(producer, part));
  sayOrganisation(said, [geodcatap.custodian], { name, page });
  if (fields.compounds('author').length > 0) withholdPerson(said, dct.creator);
}

function sayFiles(said: Statements, record: unknown, version: unknown): void {
  const files = listOf(at(version, 'files'));
  const isRestricted = files.some((file) => at(file, 'restricted') === true);
  if (isRestricted) {
    said.say(said.dataset, dct.accessRights, namedNode(`${authority.accessRight}/RESTRICTED`));
  }
  const licence = readLicence(said, at(version, 'license', 'uri'), at(version, 'license', 'name'));
  const page = at(record, 'persistentUrl');
  const rights = saidOf(at(version, 'termsOfAccess')) ?? saidOf(at(version, 'termsOfUse'));
  const site = siteOf(said.context.url, '/api/datasets/');
  for (const file of files) {
    const data = at(file, 'dataFile');
    const id = textOf(at(data, 'id'));
    const isOpen = at(file, 'restricted') !== true && site !== undefined && id !== undefined;
    sayDistribution(said, {
      title: at(file, 'label') ?? at(data, 'filename'),
      description: at(file, 'description'),
      access: at(data, 'pidURL') ?? page,
      download: isOpen ? `${site}/api/access/datafile/${encodeURIComponent(id)}` : undefined,
      formats: [at(data, 'contentType')],
      bytes: at(data, 'filesize'),
      licence,
      rights,
      issued: at(data, 'publicationDate'),
      checksum: { algorithm: at(data, 'checksum', 'type'), value: at(data, 'checksum', 'value') },
    });
  }
}
