import { authority } from '../../rdf/authorities.ts';
import {
  adms,
  csvw,
  dcat,
  dct,
  foaf,
  healthdcatap,
  literal,
  namedNode,
  prov,
  rdf,
  skos,
} from '../../rdf/vocabularies.ts';
import type { Node, Value } from '../draft.ts';
import { readAccess } from '../values/access-rights.ts';
import { identifierValues, translateAgent, translateContact } from './agents.ts';
import { translatePeriod, translatePlace } from './coverage.ts';
import { translateDistribution } from './distribution.ts';
import { nodeOf, type Translation } from './translation.ts';

const funderRole = namedNode(
  'https://standards.iso.org/iso/19115/resources/Codelists/gml/CI_RoleCode.xml#funder',
);

/** Properties whose values mean the same in DCAT, and how they are called there. */
const equal = [
  ['name', dct.title],
  ['alternateName', dct.alternative],
  ['description', dct.description],
  ['url', dcat.landingPage],
  ['datePublished', dct.issued],
  ['dateModified', dct.modified],
  ['version', dcat.version],
  ['isBasedOn', dct.source],
] as const;

/** What surrounds a description and is no part of it. */
const surroundings = [
  'includedInDataCatalog',
  'mainEntityOfPage',
  'potentialAction',
  'sdDatePublished',
  'sdLicense',
  'sdPublisher',
  'subjectOf',
];

/** schema:Dataset → dcat:Dataset, with everything below it. */
export function translateDataset(node: Node, translation: Translation): void {
  const { take, fill } = translation;
  for (const [name, property] of equal) fill(node, property, take(node, name));
  fill(node, dct.description, take(node, 'abstract'));
  fill(
    node,
    dcat.keyword,
    take(node, 'keywords').flatMap((each) => keywords(each, translation)),
  );
  fill(
    node,
    dct.language,
    take(node, 'inLanguage').flatMap((each) => namesOf(each, translation)),
  );
  const agent = (value: Value) => translateAgent(value, translation);
  fill(node, dct.creator, take(node, 'creator', 'author').map(agent));
  const publishers = take(node, 'publisher');
  const providers = publishers.length > 0 ? [] : take(node, 'provider');
  fill(node, dct.publisher, [...publishers, ...providers].slice(0, 1).map(agent));
  for (const funder of take(node, 'funder')) attribute(node, agent(funder), translation);
  const contacts = take(node, 'contactPoint');
  fill(
    node,
    dcat.contactPoint,
    contacts.map((each) => translateContact(each, translation)),
  );
  const periods = take(node, 'temporalCoverage', 'temporal');
  fill(
    node,
    dct.temporal,
    periods.flatMap((each) => translatePeriod(each, translation)),
  );
  const places = take(node, 'spatialCoverage', 'spatial');
  fill(
    node,
    dct.spatial,
    places.map((each) => translatePlace(each, translation)),
  );
  addIdentifiers(node, translation);
  addAccess(node, translation);
  addDistributions(node, translation);
  addVariables(node, translation);
  take(node, ...surroundings);
}

/** A list in one text is parted at its commas or semicolons; a defined term gives its name. */
function keywords(value: Value, translation: Translation): readonly Value[] {
  return namesOf(value, translation).flatMap((name) =>
    name.termType === 'Literal'
      ? name.value
          .split(/[,;]/)
          .filter((word) => word.trim() !== '')
          .map((word) => literal(word.trim(), name.language || undefined))
      : [],
  );
}

/** The names of a described value; a text or an address is its own. */
function namesOf(value: Value, translation: Translation): readonly Value[] {
  const node = nodeOf(value);
  if (node === null) return [value];
  const codes = translation.take(node, 'alternateName');
  const names = translation.take(node, 'name');
  const all = codes.length > 0 && translation.isA(node, 'Language') ? codes : names;
  return all.length > 0 ? all : [node];
}

function attribute(dataset: Node, agent: Value, translation: Translation): void {
  const node = translation.node();
  translation.add(dataset, prov.qualifiedAttribution, node);
  translation.add(node, rdf.type, prov.Attribution);
  translation.add(node, prov.agent, agent);
  translation.add(node, dcat.hadRole, funderRole);
}

const doi = /^https?:\/\/(?:dx\.)?doi\.org\/10\./;

function addIdentifiers(dataset: Node, translation: Translation): void {
  for (const value of translation.take(dataset, 'identifier')) {
    const agency = translation.take(value, 'propertyID')[0];
    const [given] = identifierValues(value, translation);
    if (!given) continue;
    if (agency?.termType !== 'Literal' || given.termType !== 'Literal') {
      translation.add(dataset, dct.identifier, given);
      continue;
    }
    const node = translation.node();
    translation.add(dataset, adms.identifier, node);
    translation.add(node, skos.notation, given);
    translation.add(node, adms.schemaAgency, agency);
  }
  for (const value of translation.take(dataset, 'sameAs')) {
    translation.add(dataset, doi.test(value.value) ? dct.identifier : foaf.page, value);
  }
}

/**
 * Conditions of access that name a level give it. Data that costs nothing and can be downloaded is
 * public; being free of charge alone says nothing about who may have it.
 */
function addAccess(dataset: Node, translation: Translation): void {
  if (translation.has(dataset, dct.accessRights)) return;
  const access = (level: string) => namedNode(`${authority.accessRight}/${level}`);
  for (const value of translation.look(dataset, 'conditionsOfAccess')) {
    const reading = readAccess(value.value);
    if (reading.kind !== 'level') continue;
    translation.take(dataset, 'conditionsOfAccess');
    translation.fill(dataset, dct.accessRights, [access(reading.level)]);
    return;
  }
  const [free] = translation.take(dataset, 'isAccessibleForFree');
  if (!free) return;
  const isFree = /^(?:true|1|yes|https?:\/\/schema\.org\/True)$/i.test(free.value);
  const files = translation
    .look(dataset, 'distribution')
    .flatMap((each) => translation.look(each, 'contentUrl'));
  if (isFree && files.length > 0) {
    translation.fill(dataset, dct.accessRights, [access('PUBLIC')]);
    const message = 'Data that is free and can be downloaded is public';
    translation.note({ kind: 'repaired', property: 'dct:accessRights', message });
    return;
  }
  const message = 'Whether data costs something does not say who may access it';
  translation.note({
    kind: 'unknown-value',
    property: 'dct:accessRights',
    message,
    original: free.value,
  });
}

function addDistributions(dataset: Node, translation: Translation): void {
  const given = translation.take(dataset, 'distribution');
  // Without a distribution there is nothing that the licence could hold for: it is listed as left out.
  const licences = given.length > 0 ? translation.take(dataset, 'license') : [];
  const all = given.map((each) => translateDistribution(each, licences, translation));
  translation.fill(dataset, dcat.distribution, all);
}

/** Variables measured become the columns of one table. */
function addVariables(dataset: Node, translation: Translation): void {
  const variables = translation.take(dataset, 'variableMeasured', 'variablesMeasured');
  if (variables.length === 0 || translation.has(dataset, healthdcatap.hasVariables)) return;
  const table = translation.node();
  translation.add(dataset, healthdcatap.hasVariables, table);
  translation.add(table, rdf.type, csvw.Table);
  for (const variable of variables) {
    const column = translation.node();
    translation.add(table, csvw.column, column);
    translation.add(column, rdf.type, csvw.Column);
    const node = nodeOf(variable);
    if (node === null) {
      translation.add(column, csvw.title, variable);
      continue;
    }
    for (const name of translation.take(node, 'name')) translation.add(column, csvw.title, name);
    for (const text of translation.take(node, 'description')) {
      translation.add(column, dct.description, text);
    }
    for (const id of translation.take(node, 'propertyID')) {
      if (/^https?:/.test(id.value)) translation.add(column, csvw.propertyUrl, namedNode(id.value));
    }
  }
}
