import type { NamedNode } from '@rdfjs/types';
import { authority } from '../../rdf/authorities.ts';
import { dcat, dct, foaf, literal, namedNode, rdf, rdfs } from '../../rdf/vocabularies.ts';
import { publishableText } from '../texts.ts';
import { readAccess } from '../values/access-rights.ts';
import { repairWebAddress } from '../values/iris.ts';
import { licenceIri } from '../values/licences.ts';
import { mediaTypeIri } from '../values/media-types.ts';
import type { Said, XmlRecord } from './record.ts';

/** The words of OpenAIRE for access, as the access table reads them. */
const openAire = /^info:eu-repo\/semantics\/(open|closed|embargoed|restricted)Access$/;

/**
 * dct:accessRights: the first statement that gives a level. Statements that give none are noted where
 * the source has a field for the level alone (`isLevelField`), else they are about something else.
 */
export function addLevel(
  { writer }: XmlRecord,
  statements: readonly string[],
  isLevelField: boolean,
): void {
  const readings = statements.map((text) => {
    const word = openAire.exec(text.trim())?.[1];
    return { text, access: readAccess(word === 'embargoed' ? 'embargoed access' : (word ?? text)) };
  });
  const decided = readings.find(({ access }) => access.kind === 'level');
  if (decided?.access.kind === 'level') {
    const { level, embargo } = decided.access;
    writer.add(writer.subject, dct.accessRights, namedNode(`${authority.accessRight}/${level}`));
    if (embargo) {
      const why = 'An embargo is published as NON_PUBLIC';
      writer.note('repaired', dct.accessRights, why, decided.text);
    }
    return;
  }
  const isUndecided = readings.some(({ access }) => access.kind === 'undecided');
  if (!isUndecided && (!isLevelField || statements.length === 0)) return;
  const why = isUndecided
    ? 'The holder has not decided on access yet'
    : 'No access level can be read from the source';
  writer.note('unknown-value', dct.accessRights, why, statements[0]);
}

/** Tells whether a text only names an access level, which is published as such. */
export function isLevel(text: string): boolean {
  return readAccess(text).kind !== 'unknown';
}

/** A web address of the source as an IRI; noted where it had to be mended or is none. */
export function addressOf(
  record: XmlRecord,
  property: NamedNode,
  given: string | undefined,
): string | undefined {
  if (!given) return undefined;
  const address = repairWebAddress(given);
  if (!address) record.writer.note('unknown-value', property, 'This is no web address', given);
  else if (address.repaired)
    record.writer.note('repaired', property, 'An address was mended', given);
  return address?.iri;
}

/** The dataset's page at its source; the first that is a web address. Returns its address. */
export function addLandingPage(
  record: XmlRecord,
  given: readonly (string | undefined)[],
): string | undefined {
  for (const text of given) {
    const address = addressOf(record, dcat.landingPage, text);
    if (!address) continue;
    addPage(record, dcat.landingPage, address);
    return address;
  }
  return undefined;
}

/** foaf:page, for documentation and publications. */
export function addDocuments(record: XmlRecord, given: readonly (string | undefined)[]): void {
  for (const text of given) {
    const address = addressOf(record, foaf.page, text);
    if (address) addPage(record, foaf.page, address);
  }
}

function addPage({ writer }: XmlRecord, property: NamedNode, address: string): void {
  const page = namedNode(address);
  writer.add(page, rdf.type, foaf.Document);
  writer.add(writer.subject, property, page);
}

/** A distribution as a record describes it. */
export interface Distribution {
  readonly accessUrl: string;
  readonly downloadUrl?: string | undefined;
  readonly titles?: readonly Said[];
  /** Conditions of use. */
  readonly rights?: readonly Said[];
  /** Names or addresses of licences; the first that is known counts. */
  readonly licences?: readonly string[];
  readonly mediaTypes?: readonly string[];
}

/** dcat:distribution. */
export function addDistribution(record: XmlRecord, given: Distribution): void {
  const { writer } = record;
  const node = writer.node();
  writer.add(writer.subject, dcat.distribution, node);
  writer.add(node, rdf.type, dcat.Distribution);
  writer.add(node, dcat.accessURL, namedNode(given.accessUrl));
  if (given.downloadUrl) writer.add(node, dcat.downloadURL, namedNode(given.downloadUrl));
  for (const { text, language } of given.titles ?? []) {
    const title = publishableText(text, dct.title, writer);
    if (title !== undefined) writer.add(node, dct.title, literal(title, language));
  }
  const licence = given.licences
    ?.map((text) => licenceIri(text, writer.terms))
    .find((iri) => iri !== undefined);
  if (licence) {
    if (!licence.startsWith(authority.licence)) {
      writer.add(namedNode(licence), rdf.type, dct.LicenseDocument);
    }
    writer.add(node, dct.license, namedNode(licence));
  }
  const [mediaType, ...others] = new Set(
    given.mediaTypes?.flatMap((text) => mediaTypeIri(text) ?? []),
  );
  if (mediaType && others.length === 0) writer.add(node, dcat.mediaType, namedNode(mediaType));
  const rights = (given.rights ?? []).flatMap(({ text, language }) => {
    const clean = publishableText(text, dct.rights, writer);
    return clean === undefined ? [] : [literal(clean, language)];
  });
  if (rights.length === 0) return;
  const statement = writer.node();
  writer.add(node, dct.rights, statement);
  writer.add(statement, rdf.type, dct.RightsStatement);
  for (const text of rights) writer.add(statement, rdfs.label, text);
}
