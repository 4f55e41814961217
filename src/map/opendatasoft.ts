import { HarvestError } from '../model/problem.ts';
import { dcat, dct, foaf, geodcatap, healthdcatap } from '../rdf/vocabularies.ts';
import { at, listOf, textOf } from './json.ts';
import type { Mapping } from './mapping.ts';
import { sayContact, sayOrganisation, withholdPerson } from './statements/agents.ts';
import { sayDistribution } from './statements/distribution.ts';
import { sayFrequency, sayKeywords, sayLanguages, sayPlace, siteOf } from './statements/facts.ts';
import { readLicence } from './statements/licence.ts';
import { beginStatements, type Statements } from './statements/statements.ts';
import { firstSaid, saidOf } from './statements/texts.ts';

/** A dataset of an Opendatasoft portal (Explore API 2.1) → HealthDCAT-AP. */
export const opendatasoft: Mapping = (document, context) => {
  const record = document.kind === 'json' ? document.value : undefined;
  const id = textOf(at(record, 'dataset_id'));
  const metas = at(record, 'metas', 'default');
  if (id === undefined || metas === undefined) {
    throw new HarvestError('MAP_UNREADABLE', `${context.url} holds no dataset of Opendatasoft`);
  }
  const dcatMetas = at(record, 'metas', 'dcat');
  const said = beginStatements(context);
  const { dataset } = said;
  said.sayTexts(dataset, dct.title, at(metas, 'title'));
  said.sayTexts(dataset, dct.description, at(metas, 'description'));
  sayKeywords(said, at(metas, 'keyword'));
  for (const theme of listOf(at(metas, 'theme'))) said.sayTexts(dataset, dcat.keyword, theme);
  said.sayWord(dataset, dct.issued, firstSaid(at(dcatMetas, 'issued'), at(dcatMetas, 'created')));
  said.sayWord(dataset, dct.modified, at(metas, 'modified'));
  sayFrequency(said, firstSaid(at(dcatMetas, 'accrualperiodicity'), at(metas, 'update_frequency')));
  sayLanguages(said, at(metas, 'language'));
  sayPlace(said, at(dcatMetas, 'spatial'));
  for (const territory of listOf(at(metas, 'territory'))) sayPlace(said, territory);
  if (at(record, 'has_records') === true) {
    said.sayWord(dataset, healthdcatap.numberOfRecords, at(metas, 'records_count'));
  }
  sayFederation(said, metas);
  sayAgents(said, metas, dcatMetas);
  sayFiles(said, record, id);
  return said.draft();
};

/** A copy of another portal's dataset says where the original is. */
function sayFederation(said: Statements, metas: unknown): void {
  const origin = saidOf(at(metas, 'source_domain_address')) ?? saidOf(at(metas, 'source_domain'));
  const id = saidOf(at(metas, 'source_dataset'));
  if (origin !== undefined && id !== undefined) {
    const site = /^https?:/.test(origin) ? origin.replace(/\/+$/, '') : `https://${origin}`;
    said.sayLink(said.dataset, dct.relation, `${site}/explore/dataset/${encodeURIComponent(id)}/`);
  }
  for (const reference of (saidOf(at(metas, 'references')) ?? '').split(/[;,\s]+/)) {
    if (/^https?:/.test(reference)) said.sayLink(said.dataset, foaf.page, reference);
  }
}

function sayAgents(said: Statements, metas: unknown, dcatMetas: unknown): void {
  const name = at(metas, 'publisher');
  sayOrganisation(said, [dct.publisher, geodcatap.custodian], { name });
  sayContact(said, { name: at(dcatMetas, 'contact_name'), mail: at(dcatMetas, 'contact_email') });
  if (saidOf(at(dcatMetas, 'creator')) !== undefined) withholdPerson(said, dct.creator);
}

/** Every portal offers the records of a dataset as CSV and JSON at addresses made of its id. */
function sayFiles(said: Statements, record: unknown, id: string): void {
  const site = siteOf(said.context.url, '/api/explore/');
  const metas = at(record, 'metas', 'default');
  const licence = readLicence(said, at(metas, 'license_url'), at(metas, 'license'));
  const modified = at(metas, 'data_processed');
  const page = site && `${site}/explore/dataset/${encodeURIComponent(id)}/`;
  said.sayWord(said.dataset, dcat.landingPage, page);
  const hasRecords = at(record, 'has_records') === true;
  for (const format of site !== undefined && hasRecords ? ['csv', 'json'] : []) {
    const download = `${site}/api/explore/v2.1/catalog/datasets/${encodeURIComponent(id)}/exports/${format}`;
    sayDistribution(said, { access: page, download, formats: [format], licence, modified });
  }
  for (const attachment of listOf(at(record, 'attachments'))) {
    sayDistribution(said, {
      title: at(attachment, 'title'),
      download: at(attachment, 'url'),
      formats: [at(attachment, 'mimetype')],
      licence,
    });
  }
}
