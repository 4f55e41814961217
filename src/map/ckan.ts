import { HarvestError } from '../model/problem.ts';
import { adms, dcat, dcatap, dct, foaf, rdfs } from '../rdf/vocabularies.ts';
import { sayCkanAgents } from './ckan/agents.ts';
import { type Fields, fieldsOf, translated } from './ckan/fields.ts';
import { sayHealth } from './ckan/health.ts';
import { sayResources } from './ckan/resources.ts';
import { at, listOf, textOf } from './json.ts';
import type { Mapping } from './mapping.ts';
import {
  sayFrequency,
  sayKeywords,
  sayLanguages,
  sayPeriod,
  sayPlace,
  siteOf,
} from './statements/facts.ts';
import { readLicence, sayOpen } from './statements/licence.ts';
import { beginStatements, type Statements } from './statements/statements.ts';
import { saidOf } from './statements/texts.ts';

/**
 * A package of CKAN or DKAN → HealthDCAT-AP: its own fields, those of ckanext-dcat with their
 * translations and health fields, and extras.
 */
export const ckan: Mapping = (document, context) => {
  const pack = document.kind === 'json' ? document.value : undefined;
  if ((textOf(at(pack, 'name')) ?? textOf(at(pack, 'id'))) === undefined) {
    throw new HarvestError('MAP_UNREADABLE', `${context.url} holds no package of CKAN`);
  }
  const field = fieldsOf(pack);
  const said = beginStatements(context, saidOf(field('uri')));
  sayWords(said, field);
  sayLandingPage(said, field);
  sayCoverage(said, field);
  sayCkanAgents(said, field);
  sayHealth(said, field);
  said.sayLink(said.dataset, dct.accessRights, field('access_rights'));
  const licence = readLicence(
    said,
    field('license_url'),
    field('license_id'),
    field('license_title'),
  );
  if (field('isopen') === true) sayOpen(said);
  sayResources(said, field, licence);
  return said.draft();
};

const texts = [
  ['title', dct.title],
  ['notes', dct.description],
  ['version_notes', adms.versionNotes],
] as const;
const links = [
  ['theme', dcat.theme],
  ['conforms_to', dct.conformsTo],
  ['documentation', foaf.page],
  ['is_referenced_by', dct.isReferencedBy],
  ['related_resource', dct.relation],
  ['applicable_legislation', dcatap.applicableLegislation],
  ['dcat_type', dct.type],
  ['identifier', dct.identifier],
  ['alternate_identifier', dct.identifier],
  ['version', dcat.version],
  ['temporal_resolution', dcat.temporalResolution],
] as const;

function sayWords(said: Statements, field: Fields): void {
  const { dataset } = said;
  for (const [name, property] of texts) said.sayTexts(dataset, property, translated(field, name));
  for (const [name, property] of links) {
    for (const value of listOf(field(name))) said.sayLink(dataset, property, value);
  }
  said.sayWord(dataset, dct.issued, field('issued') ?? field('metadata_created'));
  said.sayWord(dataset, dct.modified, field('modified') ?? field('metadata_modified'));
  sayFrequency(said, field('frequency'));
  sayLanguages(said, field('language'));
  sayTags(said, field);
  const provenance = field('provenance');
  if (provenance === undefined) return;
  const statement = said.node(dct.ProvenanceStatement);
  said.sayTexts(statement, rdfs.label, provenance);
  if (said.has(statement, rdfs.label)) said.say(dataset, dct.provenance, statement);
}

function sayTags(said: Statements, field: Fields): void {
  const translations = field('tags_translated');
  const languages =
    typeof translations === 'object' && translations !== null ? Object.keys(translations) : [];
  for (const language of languages.slice(0, 50)) {
    sayKeywords(said, at(translations, language), language.replaceAll('_', '-'));
  }
  if (languages.length === 0) sayKeywords(said, field('tags') ?? field('tag_string'));
}

/** The page the package names, else the one that every portal has for a package. */
function sayLandingPage(said: Statements, field: Fields): void {
  const own = saidOf(field('url'));
  const site = siteOf(said.context.url, '/api/3/');
  const name = saidOf(field('name'));
  const page = own ?? (site && name && `${site}/dataset/${encodeURIComponent(name)}`);
  said.sayWord(said.dataset, dcat.landingPage, page);
}

function sayCoverage(said: Statements, field: Fields): void {
  for (const period of listOf(field('temporal_coverage'))) {
    sayPeriod(said, dct.temporal, at(period, 'start'), at(period, 'end'));
  }
  sayPeriod(said, dct.temporal, field('temporal_start'), field('temporal_end'));
  for (const place of listOf(field('spatial_coverage'))) {
    sayPlace(said, saidOf(at(place, 'uri')) ?? at(place, 'text'));
  }
  for (const place of listOf(field('spatial_uri'))) sayPlace(said, place);
}
