import type { NamedNode } from '@rdfjs/types';
import {
  cv,
  dcat,
  dct,
  foaf,
  geodcatap,
  literal,
  namedNode,
  prov,
  rdf,
  vcard,
} from '../../rdf/vocabularies.ts';
import type { DraftWriter, Node } from '../draft.ts';
import { publishableText } from '../texts.ts';
import { isPersonalAddress, mailAddress } from '../values/contacts.ts';
import { repairWebAddress } from '../values/iris.ts';
import { isOrganisationName, isPersonName } from '../values/names.ts';
import { fold } from '../values/text.ts';
import type { XmlRecord } from './record.ts';

/** An organisation as a record names it. */
export interface Organisation {
  readonly name: string;
  readonly language: string;
  /** Addresses that may identify it; only ROR ones do. */
  readonly identifiers?: readonly string[];
  readonly page?: string | undefined;
  readonly mail?: string | undefined;
}

const ror = /^(?:https?:\/\/)?ror\.org\/(0[a-z0-9]{6}\d{2})\/?$/i;

function rorOf({ identifiers = [] }: Organisation): string | undefined {
  const id = identifiers.map((each) => ror.exec(each.trim())?.[1]).find(Boolean);
  return id && `https://ror.org/${id.toLowerCase()}`;
}

/**
 * The organisations among names that may be persons', each once. Where the source names persons as a
 * rule (`isOftenPerson`), only what is surely an organisation passes; persons are noted as withheld.
 */
export function organisationsOf(
  named: readonly Organisation[],
  property: NamedNode,
  { writer }: XmlRecord,
  isOftenPerson = false,
): readonly Organisation[] {
  const found = new Map<string, Organisation>();
  for (const each of named) {
    const name = publishableText(each.name, foaf.name, writer);
    if (name === undefined) continue;
    const isKnown = rorOf(each) !== undefined || isOrganisationName(name);
    if (!isKnown && (isOftenPerson || isPersonName(name))) {
      writer.note('withheld', property, 'Names that may be those of persons are not published');
    } else if (!found.has(fold(name))) found.set(fold(name), { ...each, name });
  }
  return [...found.values()];
}

function agentNode(organisation: Organisation, writer: DraftWriter): Node {
  const iri = rorOf(organisation);
  const node = iri === undefined ? writer.node() : namedNode(iri);
  writer.add(node, rdf.type, foaf.Agent);
  if (!writer.has(node, foaf.name)) {
    writer.add(node, foaf.name, literal(organisation.name, organisation.language));
  }
  return node;
}

/** The organisation that holds the data: best one that ROR knows. The others are attributions. */
export function addHolder(sponsors: readonly Organisation[], as: string, record: XmlRecord): void {
  const holder = sponsors.find((each) => rorOf(each) !== undefined) ?? sponsors[0];
  if (holder) addContactedAgent(geodcatap.custodian, holder, record);
  for (const each of sponsors) if (each !== holder) attribute(each, as, record);
}

/** An agent of whom Release 8 wants a contact point: its own, else that of the source's settings. */
export function addContactedAgent(
  property: NamedNode,
  organisation: Organisation,
  { writer, context }: XmlRecord,
): void {
  const node = agentNode(organisation, writer);
  writer.add(writer.subject, property, node);
  if (writer.has(node, cv.contactPoint)) return;
  const ownPage = organisation.page && repairWebAddress(organisation.page)?.iri;
  const ownMail = functionalMail(organisation.mail, property, writer);
  const isOwn = Boolean(ownPage || ownMail);
  const { contactPoint } = context.defaults;
  const page = isOwn ? ownPage : contactPoint?.url;
  const mail = isOwn ? ownMail : contactPoint?.email;
  if (!page && !mail) return;
  const contact = writer.node();
  writer.add(node, cv.contactPoint, contact);
  writer.add(contact, rdf.type, cv.ContactPoint);
  if (page) writer.add(contact, cv.contactPage, namedNode(page));
  if (mail) writer.add(contact, cv.email, literal(mail));
  if (!isOwn) {
    const why =
      'The record gives no functional contact of an agent; that of the source stands for it';
    writer.note('default', cv.contactPoint, why);
  }
}

/** dct:creator. */
export function addCreator(organisation: Organisation, { writer }: XmlRecord): void {
  writer.add(writer.subject, dct.creator, agentNode(organisation, writer));
}

const role = 'https://standards.iso.org/iso/19115/resources/Codelists/gml/CI_RoleCode.xml#';

/** prov:qualifiedAttribution with a role of ISO 19115 CI_RoleCode. */
export function attribute(organisation: Organisation, as: string, { writer }: XmlRecord): void {
  const attribution = writer.node();
  writer.add(writer.subject, prov.qualifiedAttribution, attribution);
  writer.add(attribution, rdf.type, prov.Attribution);
  writer.add(attribution, prov.agent, agentNode(organisation, writer));
  writer.add(attribution, dcat.hadRole, namedNode(role + as));
}

/** A way to reach those responsible for the data. */
export interface Contact {
  readonly mail?: string | undefined;
  readonly page?: string | undefined;
  readonly organisation?: string | undefined;
  readonly language: string;
}

/** dcat:contactPoint, for each functional address once; those of persons are noted and kept back. */
export function addContacts(contacts: readonly Contact[], { writer }: XmlRecord): void {
  const seen = new Set<string>();
  for (const contact of contacts) {
    const mail = functionalMail(contact.mail, dcat.contactPoint, writer);
    const page = contact.page && repairWebAddress(contact.page)?.iri;
    const key = mail ?? page;
    if (!key || seen.has(key)) continue;
    seen.add(key);
    const node = writer.node();
    writer.add(writer.subject, dcat.contactPoint, node);
    writer.add(node, rdf.type, vcard.Kind);
    if (mail) writer.add(node, vcard.hasEmail, namedNode(`mailto:${mail}`));
    if (page) writer.add(node, vcard.hasURL, namedNode(page));
    const property = vcard['organization-name'];
    const name = contact.organisation && publishableText(contact.organisation, property, writer);
    if (name) writer.add(node, property, literal(name, contact.language));
  }
}

const unread = /^(?:no|ne)[-._]?(?:pas[-._]?)?rep/;

function functionalMail(
  given: string | undefined,
  property: NamedNode,
  writer: DraftWriter,
): string | undefined {
  if (given === undefined) return undefined;
  const mail = mailAddress(given)?.toLowerCase();
  if (mail === undefined) {
    writer.note('unknown-value', property, 'The mail address of a contact cannot be read');
    return undefined;
  }
  if (unread.test(mail)) return undefined;
  if (!isPersonalAddress(mail)) return mail;
  writer.note('withheld', property, 'A personal mail address is not published');
  return undefined;
}
