import {
  cv,
  dcat,
  foaf,
  geodcatap,
  literal,
  namedNode,
  prov,
  rdf,
  vcard,
} from '../../rdf/vocabularies.ts';
import type { DraftWriter, Node } from '../draft.ts';
import { at, listOf, textOf } from '../json.ts';
import { publishableText } from '../texts.ts';
import { isPersonalAddress, mailAddress } from '../values/contacts.ts';
import { fold } from '../values/text.ts';
import type { Study } from './study.ts';

interface Organisation {
  readonly name: string;
  readonly ror: string | undefined;
}

const role = 'https://standards.iso.org/iso/19115/resources/Codelists/gml/CI_RoleCode.xml#';

/**
 * The sponsor with a ROR IRI (else the first) is the data holder, so the custodian; other sponsors
 * and funders are attributions. Persons never leave the source.
 */
export function addHolders(study: Study): void {
  const { writer } = study;
  const sponsors = organisations(study, ['production_statement', 'producers'], 'sponsor');
  const holder = sponsors.find(({ ror }) => ror !== undefined) ?? sponsors[0];
  if (holder) addCustodian(holder, study);
  const nodes = new Map<string, Node>();
  for (const sponsor of sponsors) {
    if (sponsor !== holder) attribute(sponsor, 'sponsor', writer, nodes);
  }
  const known = new Set(sponsors.map(({ name }) => fold(name)));
  for (const funder of organisations(study, ['production_statement', 'funding_agencies'])) {
    if (!known.has(fold(funder.name))) attribute(funder, 'funder', writer, nodes);
  }
  addContacts(study);
}

function organisations(
  { versions, writer }: Study,
  path: readonly string[],
  wanted?: string,
): readonly Organisation[] {
  const found = new Map<string, Organisation>();
  for (const item of versions.flatMap((version) => listOf(at(version.study, ...path)))) {
    const given = textOf(at(item, 'role'));
    const raw = textOf(at(item, 'name'));
    if (raw === undefined || (wanted && given && given !== wanted)) continue;
    const name = publishableText(raw, foaf.name, writer);
    if (name !== undefined && !found.has(fold(name)))
      found.set(fold(name), { name, ror: rorOf(item) });
  }
  return [...found.values()];
}

function rorOf(item: unknown): string | undefined {
  return listOf(at(item, 'extlink') ?? at(item, 'extLink'))
    .map((each) => textOf(at(each, 'uri'))?.trim() ?? '')
    .find((uri) => /^https:\/\/ror\.org\/0[a-z0-9]{6}\d{2}$/.test(uri));
}

function organisationNode({ name, ror }: Organisation, writer: DraftWriter): Node {
  const node = ror === undefined ? writer.node() : namedNode(ror);
  writer.add(node, rdf.type, foaf.Agent);
  // Both languages of the portal give one name, in French.
  writer.add(node, foaf.name, literal(name, 'fr'));
  return node;
}

function addCustodian(holder: Organisation, { writer, context }: Study): void {
  const node = organisationNode(holder, writer);
  writer.add(writer.subject, geodcatap.custodian, node);
  const { contactPoint } = context.defaults;
  if (!contactPoint || (!contactPoint.url && !contactPoint.email)) return;
  // Studies name persons, not the holder's desk: requests go through the portal that describes it.
  const contact = writer.node();
  writer.add(node, cv.contactPoint, contact);
  writer.add(contact, rdf.type, cv.ContactPoint);
  if (contactPoint.url) writer.add(contact, cv.contactPage, namedNode(contactPoint.url));
  if (contactPoint.email) writer.add(contact, cv.email, literal(contactPoint.email));
  writer.note(
    'default',
    cv.contactPoint,
    'The holder gives no functional contact; the contact point of the source stands for it',
  );
}

function attribute(
  organisation: Organisation,
  as: string,
  writer: DraftWriter,
  nodes: Map<string, Node>,
): void {
  const key = organisation.ror ?? fold(organisation.name);
  const agent = nodes.get(key) ?? organisationNode(organisation, writer);
  nodes.set(key, agent);
  const attribution = writer.node();
  writer.add(writer.subject, prov.qualifiedAttribution, attribution);
  writer.add(attribution, rdf.type, prov.Attribution);
  writer.add(attribution, prov.agent, agent);
  writer.add(attribution, dcat.hadRole, namedNode(role + as));
}

/** Functional addresses become contact points; persons are counted and kept back. */
function addContacts({ versions, writer }: Study): void {
  const seen = new Set<string>();
  for (const item of versions.flatMap(({ study }) =>
    listOf(at(study, 'distribution_statement', 'contact')),
  )) {
    const raw = textOf(at(item, 'email'));
    if (raw === undefined) continue;
    const mail = mailAddress(raw)?.toLowerCase();
    if (mail === undefined) {
      writer.note(
        'unknown-value',
        dcat.contactPoint,
        'The e-mail field of a contact holds no mail address',
      );
    } else if (/^(?:no|ne)[-._]?(?:pas[-._]?)?rep/.test(mail) || seen.has(mail)) {
      seen.add(mail);
    } else if (isPersonalAddress(mail)) {
      writer.note('withheld', dcat.contactPoint, 'A personal mail address is not published');
    } else {
      seen.add(mail);
      addContact(item, mail, writer);
    }
  }
  if (versions.some(({ study }) => namesPersons(study))) {
    writer.note(
      'withheld',
      dcat.contactPoint,
      'Names of investigators and contact persons are not published',
    );
  }
}

function addContact(item: unknown, mail: string, writer: DraftWriter): void {
  const contact = writer.node();
  writer.add(writer.subject, dcat.contactPoint, contact);
  writer.add(contact, rdf.type, vcard.Kind);
  writer.add(contact, vcard.hasEmail, namedNode(`mailto:${mail}`));
  const raw = textOf(at(item, 'contactPointLabo')) ?? textOf(at(item, 'affiliationName'));
  const name = raw && publishableText(raw, vcard['organization-name'], writer);
  if (name) writer.add(contact, vcard['organization-name'], literal(name, 'fr'));
}

function namesPersons(study: unknown): boolean {
  const people = [
    ...listOf(at(study, 'authoring_entity')),
    ...listOf(at(study, 'distribution_statement', 'contact')),
  ];
  return people.some((person) => /\p{L}/u.test(textOf(at(person, 'name')) ?? ''));
}
