import { HarvestError } from '../model/problem.ts';
import { authority } from '../rdf/authorities.ts';
import { dcat, dct, foaf, geodcatap, literal, namedNode } from '../rdf/vocabularies.ts';
import { at, listOf, textOf } from './json.ts';
import type { Mapping } from './mapping.ts';
import { sayContact, sayOrganisation, withholdPerson } from './statements/agents.ts';
import { sayDistribution } from './statements/distribution.ts';
import { sayFrequency, sayKeywords, sayPeriod, sayPlace } from './statements/facts.ts';
import { readLicence } from './statements/licence.ts';
import { beginStatements, type Statements } from './statements/statements.ts';
import { saidOf } from './statements/texts.ts';

/** A dataset of a udata portal such as data.gouv.fr (API 1) → HealthDCAT-AP. */
export const udata: Mapping = (document, context) => {
  const record = document.kind === 'json' ? document.value : undefined;
  if (textOf(at(record, 'id')) === undefined) {
    throw new HarvestError('MAP_UNREADABLE', `${context.url} holds no dataset of a udata portal`);
  }
  const said = beginStatements(context);
  const { dataset } = said;
  said.sayTexts(dataset, dct.title, at(record, 'title'));
  said.sayTexts(dataset, dct.description, at(record, 'description'));
  said.sayTexts(dataset, dct.alternative, at(record, 'acronym'));
  said.sayWord(dataset, dcat.landingPage, at(record, 'page'));
  said.sayWord(dataset, dct.issued, at(record, 'created_at'));
  said.sayWord(dataset, dct.modified, at(record, 'last_update') ?? at(record, 'last_modified'));
  sayKeywords(said, at(record, 'tags'));
  sayFrequency(said, at(record, 'frequency'));
  const { start, end } = coverage(record);
  sayPeriod(said, dct.temporal, start, end);
  for (const zone of listOf(at(record, 'spatial', 'zones'))) sayZone(said, zone);
  sayOrigin(said, record);
  sayAgents(said, record);
  sayAccess(said, record);
  const licence = readLicence(said, at(record, 'license'));
  for (const resource of listOf(at(record, 'resources'))) sayResource(said, resource, licence);
  return said.draft();
};

function coverage(record: unknown) {
  const given = at(record, 'temporal_coverage');
  return { start: at(given, 'start'), end: at(given, 'end') };
}

/** Zones are named `country:fr`, `fr:region:11`, `country-group:world`. */
function sayZone(said: Statements, zone: unknown): void {
  const name = saidOf(zone) ?? saidOf(at(zone, 'id')) ?? '';
  const country = /^country:([a-z]{2})$/.exec(name)?.[1];
  if (country !== undefined) sayPlace(said, country);
  else if (name !== '') {
    said.note('unknown-value', dct.spatial, 'A place is in none of the lists', name);
  }
}

/** What the portal harvested from elsewhere keeps the identifiers it had there. */
function sayOrigin(said: Statements, record: unknown): void {
  for (const field of ['dct_identifier', 'remote_id', 'uri']) {
    said.sayWord(said.dataset, dct.identifier, at(record, 'harvest', field));
  }
}

function sayAgents(said: Statements, record: unknown): void {
  const organisation = at(record, 'organization');
  sayOrganisation(said, [dct.publisher, geodcatap.custodian], {
    name: at(organisation, 'name'),
    page: at(organisation, 'page'),
  });
  if (at(record, 'owner')) withholdPerson(said, dct.publisher);
  for (const contact of listOf(at(record, 'contact_points'))) {
    sayContact(said, {
      name: at(contact, 'name'),
      mail: at(contact, 'email'),
      page: at(contact, 'contact_form'),
    });
  }
}

/** Anybody can get an account, so it is no restriction (usage note of the EU list). */
const levels = new Map([
  ['open', 'PUBLIC'],
  ['open_with_account', 'PUBLIC'],
  ['restricted', 'RESTRICTED'],
]);

function sayAccess(said: Statements, record: unknown): void {
  const type = saidOf(at(record, 'access_type'));
  const level = type && levels.get(type);
  if (level)
    said.say(said.dataset, dct.accessRights, namedNode(`${authority.accessRight}/${level}`));
  else said.sayWord(said.dataset, dct.accessRights, type);
}

function sayResource(said: Statements, resource: unknown, licence: string | undefined): void {
  const url = at(resource, 'url');
  if (at(resource, 'type') === 'documentation') {
    const page = saidOf(url);
    if (page !== undefined) said.say(said.dataset, foaf.page, literal(page));
    return;
  }
  sayDistribution(said, {
    title: at(resource, 'title'),
    description: at(resource, 'description'),
    access: url,
    download: at(resource, 'type') === 'api' ? undefined : url,
    formats: [at(resource, 'mime'), at(resource, 'format')],
    bytes: at(resource, 'filesize'),
    licence,
    issued: at(resource, 'created_at'),
    modified: at(resource, 'last_modified'),
    checksum: {
      algorithm: at(resource, 'checksum', 'type'),
      value: at(resource, 'checksum', 'value'),
    },
  });
}
